namespace Exchange.Consent;

/// <summary>
/// What was to be done is done and settled, but for consents that the store has and cannot read: they are as they were, and may open something. The
/// message names them for an operator.
/// </summary>
public sealed class UnreadableConsentsException : Exception
{
    private const int MostNamed = 20;

    internal UnreadableConsentsException(IReadOnlyList<Exception> faults)
        : base(string.Join(' ', faults.Take(MostNamed).Select(fault => fault.Message)) + (faults.Count > MostNamed ? " And others." : ""), faults[0])
    {
    }
}
