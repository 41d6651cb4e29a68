using System.Collections.Concurrent;
using Exchange.Federation.Governed.Planning;

namespace Exchange.Federation.Governed.Execution;

/// <summary>One stage of one request: its records, and the runs that its links lead to.</summary>
internal sealed class StageRun(EntityStage stage, IReadOnlyList<RecordState> records)
{
    private readonly Dictionary<string, RecordState> _byKey = records.ToDictionary(record => record.Key, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<StageFetch, int> _failures = new();
    private readonly ConcurrentDictionary<(int Slot, string Type), StageRun> _links = new();

    public EntityStage Stage { get; } = stage;

    /// <summary>The records by first appearance.</summary>
    public IReadOnlyList<RecordState> Records { get; } = records;

    /// <summary>The reason that a key which names nobody gives here; null for that of the gates.</summary>
    public int? NobodyReason { get; set; }

    public RecordState Record(string key) => _byKey[key];

    /// <summary>Notes that a department did not answer a request, with the reason for its cells.</summary>
    public void Fail(StageFetch fetch, int reason) => _failures[fetch] = reason;

    /// <summary>The reason why nothing came of the department's request; null when it answered or was not asked.</summary>
    public int? Failure(string? department, int wave = 0) =>
        department is not null && _failures.TryGetValue(new StageFetch(department, wave), out var reason) ? reason : null;

    public void Follow(PlannedField link, string type, StageRun run) => _links[(link.Slot, type)] = run;

    public StageRun Followed(PlannedField link, string type) => _links[(link.Slot, type)];
}
