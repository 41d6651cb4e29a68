using Exchange.Federation.Governed.Execution;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.Pipeline.Answers;

/// <summary>A coordinate that was held back, with the reason and where to ask.</summary>
/// <param name="Coordinate">The governed field.</param>
/// <param name="Reason">The reason that the caller is told.</param>
/// <param name="Department">The owner.</param>
/// <param name="Records">How many records it was held back on.</param>
/// <param name="Paths">The first few places in the response.</param>
/// <param name="Request">Where to ask, in words; null where nobody can be asked.</param>
public sealed record WithheldCells(
    string Coordinate, ReasonCode Reason, string? Department, int Records, IReadOnlyList<ResultPath> Paths, string? Request);

/// <summary>A coordinate that was given below its full level.</summary>
/// <param name="Coordinate">The governed field.</param>
/// <param name="Level">The level's name on the field's ladder.</param>
/// <param name="Records">How many records it was reduced on.</param>
public sealed record ReducedCells(string Coordinate, string Level, int Records);

/// <summary>A coordinate that was given under obligations.</summary>
/// <param name="Coordinate">The governed field.</param>
/// <param name="Obligations">What follows from having read it.</param>
/// <param name="Records">On how many records.</param>
public sealed record ObligedCells(string Coordinate, Obligations Obligations, int Records);

/// <summary>What leaves the hub: the data, and what was withheld or reduced and why.</summary>
/// <param name="Data">The response data.</param>
/// <param name="Errors">Standard errors.</param>
/// <param name="Withheld">What was held back, in order of first appearance.</param>
/// <param name="Reduced">What was reduced.</param>
/// <param name="Sources">The departments that took part, without the facts that were fetched to decide.</param>
public sealed record Disclosure(
    Datum Data,
    IReadOnlyList<GraphQLError> Errors,
    IReadOnlyList<WithheldCells> Withheld,
    IReadOnlyList<ReducedCells> Reduced,
    IReadOnlyList<SourceUse> Sources)
{
    /// <summary>What the caller took on by reading it, in order of first appearance.</summary>
    public IReadOnlyList<ObligedCells> Obliged { get; init; } = [];
}
