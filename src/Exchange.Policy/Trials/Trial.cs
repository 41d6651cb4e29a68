using Exchange.Policy.Decisions;

namespace Exchange.Policy.Trials;

/// <summary>One case of a test of policies.</summary>
internal sealed record Trial
{
    public required string File { get; init; }

    public required int Line { get; init; }

    public required string Name { get; init; }

    public required CallerClass Caller { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required RecordFacts Record { get; init; }

    public required IReadOnlyList<Expectation> Expected { get; init; }

    /// <summary>Whether every other conditional field has to be closed.</summary>
    public required bool RestClosed { get; init; }
}

/// <summary>What is expected of one field: the name of a level, the code of a reason, or <see cref="Closed"/>.</summary>
internal readonly record struct Expectation(Coordinate Coordinate, string Outcome)
{
    /// <summary>Closed for whatever reason.</summary>
    public const string Closed = "closed";
}
