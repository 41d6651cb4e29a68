namespace Exchange.Adapters.Http;

/// <summary>
/// How much may be sent again: a failure costs one token, ten answers earn one back, and below half nothing is sent again. A department
/// that is down is therefore not hit twice as hard. Thread-safe.
/// </summary>
internal sealed class RetryBudget
{
    private const int Failure = 10;
    private const int Full = 20 * Failure;
    private int _tenths = Full;

    /// <summary>Counts an answer.</summary>
    public void Succeed()
    {
        // WHY read first: with a full budget, which is the rule, nobody writes to memory that all share.
        if (Volatile.Read(ref _tenths) < Full && Interlocked.Increment(ref _tenths) > Full)
        {
            Interlocked.Decrement(ref _tenths);
        }
    }

    /// <summary>Counts a failure, and tells whether the request may be sent again.</summary>
    public bool Fail()
    {
        int before;
        do
        {
            before = Volatile.Read(ref _tenths);
        }
        while (before > 0 && Interlocked.CompareExchange(ref _tenths, Math.Max(0, before - Failure), before) != before);

        return before > Full / 2;
    }
}
