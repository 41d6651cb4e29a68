using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Authorization;

/// <summary>
/// What a caller class may read of one operation: an entry per selected field, parallel to <c>Operation.Fields</c>.
/// Federation knows no policies: levels, reasons and gates are opaque to it. Immutable and cached with the plan.
/// </summary>
public sealed class Grants
{
    /// <summary>Wraps the decisions of one operation.</summary>
    public Grants(IReadOnlyList<FieldGrant> fields, IReadOnlyList<IGate> gates, IReadOnlyDictionary<string, FieldGrant> presence)
    {
        if (gates.Count > 64)
        {
            throw new ArgumentException("An operation can have at most 64 gates.", nameof(gates));
        }

        Fields = fields;
        Gates = gates;
        Presence = presence;
    }

    /// <summary>The grant of every selected field, at the field's index.</summary>
    public IReadOnlyList<FieldGrant> Fields { get; }

    /// <summary>The gates; a bit of a mask is the position here. At most 64.</summary>
    public IReadOnlyList<IGate> Gates { get; }

    /// <summary>
    /// By entity type: whether a record of that type that a link or look-up reached may be seen to be there at all.
    /// Asked on the target record; where it fails the link or list element is null and nothing else is fetched for it.
    /// A type without an entry needs no such grant.
    /// </summary>
    public IReadOnlyDictionary<string, FieldGrant> Presence { get; }

    /// <summary>
    /// The grants of what is read only to ask another department, by the leaf or link of a <c>JoinInput</c>. Whether it may be read is decided with
    /// the field that needs it: a grant here says at which level it is read and what cuts it.
    /// </summary>
    public IReadOnlyDictionary<SelectedField, FieldGrant> Inputs { get; init; } = new Dictionary<SelectedField, FieldGrant>();
}

/// <summary>What one selected field may give.</summary>
public sealed record FieldGrant
{
    /// <summary>Structure that is not governed itself: <c>__typename</c>, value objects, connections.</summary>
    public static FieldGrant Structure { get; } = new() { Coordinate = "" };

    /// <summary>The governed coordinate, for example <c>Person.pension.amount</c>; empty for structure.</summary>
    public required string Coordinate { get; init; }

    /// <summary>The department that owns the field; null for structure.</summary>
    public string? Department { get; init; }

    /// <summary>Whether the field is structure and has no decision of its own.</summary>
    public bool IsStructure => Coordinate.Length == 0;

    /// <summary>The ways in which the field is open, highest level first, ties in a fixed order; empty when it is closed to the whole class.</summary>
    public IReadOnlyList<Alternative> Alternatives { get; init; } = [];

    /// <summary>The opaque reason while <see cref="Alternatives"/> is empty.</summary>
    public int ClosedReason { get; init; }

    /// <summary>
    /// Gates whose failure drops the value after it was fetched, so that nothing about the request differs (protected persons);
    /// the same reason is given when the source has no value. Zero for none.
    /// </summary>
    public ulong CutGates { get; init; }

    /// <summary>
    /// Gates that are asked of the record that a link leads to: where one fails the link is cut, as if the department had never given it.
    /// Zero for none. On a link between records of one type <see cref="CutGates"/> are asked of both sides without it.
    /// </summary>
    public ulong LinkCutGates { get; init; }

    /// <summary>Whether the value object that holds a cut link goes with it: the item of a list that is about the record.</summary>
    public bool CutsItem { get; init; }

    /// <summary>The reason given for a cut or absent value while <see cref="CutGates"/> or <see cref="LinkCutGates"/> is not zero.</summary>
    public int CutReason { get; init; }

    /// <summary>
    /// The lowest level of a reduced link at which this field may be read on the linked record; <see cref="int.MaxValue"/> for
    /// fields that only a link at full level gives.
    /// </summary>
    public int ImpliedFrom { get; init; } = int.MaxValue;

    /// <summary>For a list of value objects: the link of each item that says whom it is about, asked or not; null for anything else.</summary>
    public AboutLink? About { get; init; }

    /// <summary>For a list: what it may be sorted and filtered by; null for anything else.</summary>
    public ListGrant? List { get; init; }

    /// <summary>
    /// For a root field that leads to a record of one of several types: by type, the ways in which a record of it is reached. One without a way
    /// counts as one that is not there, and a type without an entry is not asked for. Null where all types are reached as the field is.
    /// </summary>
    public IReadOnlyDictionary<string, FieldGrant>? Kinds { get; init; }
}

/// <summary>
/// Whom an item of a list is about. It is read with every item to decide, and is in no answer because of that: an item whose gates do not pass, or that
/// says of nobody that it is about her, counts as if its department had never given it.
/// </summary>
/// <param name="Coordinate">The link's coordinate.</param>
/// <param name="Name">The link's name in the items.</param>
/// <param name="Type">The entity type that it leads to.</param>
/// <param name="KeyField">The key field of that type.</param>
/// <param name="Gates">The gates that are asked of whom it is about, as bits.</param>
public sealed record AboutLink(string Coordinate, string Name, string Type, string KeyField, ulong Gates);

/// <summary>One way in which a field is open.</summary>
/// <param name="Level">The level on the field's ladder, at least 1 (0 is none).</param>
/// <param name="IsFull">Whether the level is the ladder's last.</param>
/// <param name="LevelName">The level's name, for the explanation and the source.</param>
/// <param name="Gates">The gates that all have to pass, as bits.</param>
/// <param name="Rule">The policy rule, for the record; opaque here.</param>
/// <param name="Basis">The legal basis, for the record; opaque here.</param>
public sealed record Alternative(int Level, bool IsFull, string LevelName, ulong Gates, string Rule, string Basis)
{
    /// <summary>What follows from reading the field in this way; opaque here, null for nothing.</summary>
    public object? Obligations { get; init; }
}
