using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>The fields that the hub itself answers. Port. Thread-safe.</summary>
public interface IHubFields
{
    /// <summary>A root field of the hub, for example <c>Query.me</c>, completed for its selection.</summary>
    Datum Root(SelectedField field);

    /// <summary>A field that the hub computes for an entity, for example <c>Person.pid</c>.</summary>
    Datum OfEntity(SelectedField field, string key);

    /// <summary>
    /// The keys that a look-up's arguments name, in the order given; null where an argument names nobody this caller could name
    /// (an unknown or foreign pseudonym, an identifier that cannot exist). Throws <c>GraphQLException</c> for wrong use of the arguments.
    /// </summary>
    IReadOnlyList<string?> Keys(SelectedField lookup, DatumObject arguments);
}

/// <summary>
/// Checks each delivered cell against the data standard and reduces it to the level that is open, before anything else touches it.
/// Port. Thread-safe.
/// </summary>
public interface ICellGuard
{
    /// <summary>Admits one leaf value; a value that the standard refuses is not admitted. Null is always admitted.</summary>
    CellAdmission Admit(string coordinate, int level, Datum value);
}

/// <summary>The verdict on one cell.</summary>
/// <param name="IsValid">Whether the standard accepts the value.</param>
/// <param name="Value">The value at the open level; null when it is not valid.</param>
public readonly record struct CellAdmission(bool IsValid, Datum Value);

/// <summary>The opaque reasons that the executor itself gives.</summary>
/// <param name="SourceUnavailable">A department could not be asked or did not answer.</param>
/// <param name="InvalidSourceData">A department delivered a value that the standard refuses.</param>
/// <param name="NotImplied">The record was reached through a link at a level that does not imply the field.</param>
/// <param name="MissingInput">What a department has to be told before it can be asked is not there.</param>
public sealed record ExecutorReasons(int SourceUnavailable, int InvalidSourceData, int NotImplied, int MissingInput);
