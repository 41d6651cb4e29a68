using Exchange.Federation.Authorization;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>Where a value stands in the response: a linked path of response names and list positions, root last.</summary>
public sealed record ResultPath(ResultPath? Parent, string? Name, int Index)
{
    /// <summary>A path one name deeper.</summary>
    public static ResultPath Field(ResultPath? parent, string name) => new(parent, name, -1);

    /// <summary>A path one list position deeper.</summary>
    public static ResultPath Item(ResultPath parent, int index) => new(parent, null, index);

    /// <summary>The path from the root: strings and ints.</summary>
    public IReadOnlyList<object> ToList()
    {
        var path = new List<object>();
        for (var step = this; step is not null; step = step.Parent)
        {
            path.Add(step.Name ?? (object)step.Index);
        }

        path.Reverse();
        return path;
    }
}

/// <summary>What became of one cell.</summary>
public enum CellOutcome : byte
{
    /// <summary>Given at the full level.</summary>
    Disclosed,

    /// <summary>Given at a lower level.</summary>
    Reduced,

    /// <summary>Not given, for a reason.</summary>
    Withheld,

    /// <summary>Read to ask another department for a field that the record gives; in no answer.</summary>
    Joined,
}

/// <summary>The outcome of one governed field on one record.</summary>
/// <param name="Grant">The index of the selected field, or -1 for the presence of the record itself and for what was only joined.</param>
/// <param name="Coordinate">The governed coordinate.</param>
/// <param name="Department">The owner.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">The opaque reason of a withheld cell; 0 otherwise.</param>
/// <param name="Alternative">The alternative that opened it, for a joined cell that of the field which needs it; null for a withheld cell.</param>
public readonly record struct Cell(int Grant, string Coordinate, string? Department, CellOutcome Outcome, int Reason, Alternative? Alternative)
{
    /// <summary>Whether it stands for rows that are not in a list: the reason is told, and neither how many they are nor where.</summary>
    public bool IsUncounted { get; init; }
}

/// <summary>One record of the answer (or one that was held back) with the outcome of each of its governed cells.</summary>
/// <param name="Type">The entity type, or the root type's name for root fields.</param>
/// <param name="Key">The key towards departments; null for the root, and for an argument that names nobody.</param>
/// <param name="Path">Where it stands; null for the root.</param>
/// <param name="Cells">
/// Its cells (that of the look-up which named it first), each with its full path in the response (list positions inside value objects left out).
/// </param>
public sealed record ResultRecord(string Type, string? Key, ResultPath? Path, IReadOnlyList<(Cell Cell, ResultPath Path)> Cells)
{
    /// <summary>The gates that were asked of it, as bits.</summary>
    public ulong Asked { get; init; }

    /// <summary>Those of <see cref="Asked"/> that passed.</summary>
    public ulong Passed { get; init; }
}

/// <summary>How a department took part.</summary>
/// <param name="Department">The department's code.</param>
/// <param name="State">The worst state seen in this request.</param>
/// <param name="AsOf">The age of what it delivered; null when live or when nothing came.</param>
/// <param name="Coordinates">The coordinates it was asked for, or would have been; what was read to decide under its prefix.</param>
/// <param name="Requests">The number of requests sent.</param>
/// <param name="Keys">The number of keys sent.</param>
public sealed record SourceUse(string Department, SourceState State, DateTimeOffset? AsOf, IReadOnlyList<string> Coordinates, int Requests, int Keys);

/// <summary>The state of a department in one request.</summary>
public enum SourceState : byte
{
    /// <summary>It answered.</summary>
    Answered,

    /// <summary>It answered something that could not be used.</summary>
    Invalid,

    /// <summary>It could not be asked or did not answer.</summary>
    Unavailable,
}

/// <summary>What Fetch gives: the response data, what became of every governed cell, and how each department took part.</summary>
/// <param name="Data">The data of the response; null when a non-null root field was nulled.</param>
/// <param name="Errors">Standard errors (null propagation by invalid data); withheld cells are not errors.</param>
/// <param name="Records">Every record with its cells.</param>
/// <param name="FactKeys">The keys (by entity type) whose facts were fetched to decide.</param>
/// <param name="Sources">The departments that were asked, or could not be.</param>
public sealed record ResultTree(
    Datum Data,
    IReadOnlyList<GraphQLError> Errors,
    IReadOnlyList<ResultRecord> Records,
    IReadOnlyList<(string Type, string Key)> FactKeys,
    IReadOnlyList<SourceUse> Sources)
{
    /// <summary>What stands before a fact about a subject among the coordinates that a department was asked for.</summary>
    public const string SubjectFactPrefix = "SubjectFacts.";

    /// <summary>The same for a field of a record that was read to decide.</summary>
    public const string RecordFactPrefix = "RecordFacts.";

    /// <summary>
    /// The limit at which the execution ended: then there is no data, and the rest tells what departments had been asked until then. Null where it
    /// came to its end.
    /// </summary>
    public GraphQLError? Limit { get; init; }

    /// <summary>The fields of records that gates needed, by the record's type and key: fetched to decide and in no answer.</summary>
    public IReadOnlyList<(string Type, string Key, string Coordinate)> RecordFacts { get; init; } = [];
}
