using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Execution;

namespace Exchange.Pipeline.Stages;

/// <summary>
/// Adds up what departments were asked in every run of one request, so that a discarded run is on the record too. One request's own.
/// </summary>
internal sealed class FetchRuns(IReadOnlyList<IGate> gates)
{
    private readonly List<ResultTree> _runs = [];

    public int Count => _runs.Count;

    /// <summary>Whether the last run ended at a limit; another would end there too.</summary>
    public bool HasStopped => _runs[^1].Limit is not null;

    public void Add(ResultTree run) => _runs.Add(run);

    /// <summary>The last run holds.</summary>
    public Fetched Settled(FetchGround ground) => All(ground);

    /// <summary>No run holds.</summary>
    public Fetched Unsettled(GroundChange change) => All(null) with { Change = change };

    /// <summary>By department: the worst state, the oldest age, all coordinates, and the requests and keys of all runs together.</summary>
    private IReadOnlyList<SourceUse> Sources => _runs.Count == 1
        ? _runs[0].Sources
        : [.. _runs.SelectMany(run => run.Sources).GroupBy(use => use.Department, StringComparer.Ordinal).Select(Sum)];

    private IReadOnlyList<(string Type, string Key)> FactKeys => _runs.Count == 1
        ? _runs[0].FactKeys
        : [.. _runs.SelectMany(run => run.FactKeys).Distinct()];

    private Fetched All(FetchGround? ground) => new(_runs[^1], Sources, FactKeys, ground)
    {
        RecordFacts = [.. _runs.SelectMany(run => run.RecordFacts).Distinct()],
        Gates = gates,
    };

    private static SourceUse Sum(IGrouping<string, SourceUse> uses) => new(
        uses.Key,
        uses.Max(use => use.State),
        uses.Min(use => use.AsOf),
        [.. uses.SelectMany(use => use.Coordinates).Distinct(StringComparer.Ordinal)],
        uses.Sum(use => use.Requests),
        uses.Sum(use => use.Keys));
}
