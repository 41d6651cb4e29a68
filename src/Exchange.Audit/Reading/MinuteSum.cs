using Exchange.Audit.Records;

namespace Exchange.Audit.Reading;

/// <summary>The requests of one department in one minute. Not thread-safe.</summary>
internal sealed class MinuteSum
{
    private readonly Dictionary<string, ReasonSum> _withheld = new(StringComparer.Ordinal);

    public int Requests { get; private set; }

    public int Answered { get; private set; }

    public int Refused { get; private set; }

    public int Failed { get; private set; }

    public IEnumerable<ReasonSum> Withheld => _withheld.Values;

    public void Add(AccessSummary access)
    {
        Requests++;
        Answered += access.Outcome == AccessOutcome.Answered ? 1 : 0;
        Refused += access.Outcome == AccessOutcome.Refused ? 1 : 0;
        Failed += access.Outcome == AccessOutcome.Failed ? 1 : 0;
        foreach (var reason in access.Withheld.GroupBy(withheld => withheld.Reason))
        {
            Add(new ReasonSum(reason.Key, reason.Sum(withheld => (long)withheld.Records), 1));
        }
    }

    public void Add(MinuteSum other)
    {
        Requests += other.Requests;
        Answered += other.Answered;
        Refused += other.Refused;
        Failed += other.Failed;
        foreach (var reason in other.Withheld)
        {
            Add(reason);
        }
    }

    private void Add(ReasonSum more)
    {
        var known = _withheld.GetValueOrDefault(more.Reason) ?? new ReasonSum(more.Reason, 0, 0);
        _withheld[more.Reason] = known with { Records = known.Records + more.Records, Requests = known.Requests + more.Requests };
    }
}
