namespace Exchange.Policy.Simulation;

/// <summary>What would have become of a cell.</summary>
public enum SimulatedOutcome : byte
{
    /// <summary>Withheld then, would be open.</summary>
    WouldOpen,

    /// <summary>Open then, would be withheld.</summary>
    WouldClose,

    /// <summary>Open then and still, at another level.</summary>
    WouldChangeLevel,

    /// <summary>Depends on something about the record that the log does not tell.</summary>
    Depends,
}

/// <summary>Which recorded accesses would have come out otherwise. Immutable.</summary>
public sealed record SimulationReport
{
    /// <summary>The accesses replayed.</summary>
    public required long Accesses { get; init; }

    /// <summary>Those of them in which anything would have come out otherwise, or might have.</summary>
    public required long Changed { get; init; }

    /// <summary>The cells replayed.</summary>
    public required long Cells { get; init; }

    /// <summary>The accesses that could not be replayed: the version that decided is not there to tell why.</summary>
    public required long Unknown { get; init; }

    /// <summary>All of one outcome together; an outcome that does not occur is not here.</summary>
    public required IReadOnlyList<SimulatedTotal> Totals { get; init; }

    /// <summary>By client, purpose, field and outcome.</summary>
    public required IReadOnlyList<SimulatedLine> Lines { get; init; }

    /// <summary>Whether nothing would have come out otherwise.</summary>
    public bool IsUnchanged => Changed == 0;
}

/// <summary>How much of one outcome there is.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Accesses">In how many accesses.</param>
/// <param name="Records">In how many records, each counted in every access and field.</param>
/// <param name="Persons">Of how many different persons.</param>
public sealed record SimulatedTotal(SimulatedOutcome Outcome, long Accesses, long Records, int Persons);

/// <summary>One outcome of one field for one client.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Purpose">The purpose it stated; null for none.</param>
/// <param name="Coordinate">The field.</param>
/// <param name="Outcome">What would have become of it.</param>
/// <param name="Was">The level that was in effect, or the reason why it was withheld.</param>
/// <param name="Would">The level or reason that would be; null where it depends.</param>
/// <param name="Accesses">In how many accesses.</param>
/// <param name="Records">In how many records.</param>
/// <param name="Persons">Of how many different persons.</param>
public sealed record SimulatedLine(
    string ClientId,
    string? Purpose,
    Coordinate Coordinate,
    SimulatedOutcome Outcome,
    string Was,
    string? Would,
    long Accesses,
    long Records,
    int Persons);
