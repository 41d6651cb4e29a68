using Exchange.Federation.Planning.Joins;
using Exchange.Federation.Planning.Needs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Choices;

/// <summary>One time that the objects of one type at one place are asked of a subgraph.</summary>
/// <param name="Subgraph">The subgraph.</param>
/// <param name="Entry">How they are asked for; null for the answer that brought them.</param>
/// <param name="Requires">What <c>@requires</c> adds to the representation.</param>
/// <param name="Level">How many levels of requests below the place it comes.</param>
/// <param name="Fields">What is selected.</param>
/// <param name="Inputs">What has to be there first.</param>
internal sealed record Visit(
    int Subgraph,
    Entry? Entry,
    IReadOnlyList<SelectionSet> Requires,
    int Level,
    IReadOnlyList<VisitField> Fields,
    IReadOnlyList<VisitInput> Inputs);

/// <summary>A field that a visit selects.</summary>
/// <param name="Need">What it serves.</param>
/// <param name="Condition">When it is selected: for a field that only joins, when any of what it serves is; null for always.</param>
/// <param name="OnlyJoins">Whether it is for the hub's own use.</param>
/// <param name="Child">What is chosen below it; null for leaves.</param>
internal sealed record VisitField(FieldNeed Need, SelectionCondition? Condition, bool OnlyJoins, PlaceChoice? Child);

/// <summary>A field of an earlier visit, with all that is fetched below it.</summary>
/// <param name="Visit">The visit's position.</param>
/// <param name="Need">The field.</param>
internal readonly record struct VisitInput(int Visit, FieldNeed Need);

/// <summary>How what is needed of the objects of one type at one place is fetched.</summary>
/// <param name="Type">The type.</param>
/// <param name="Visits">The visits; the answer that brought the objects, if any, is the first.</param>
/// <param name="Missing">What cannot be reached from here; null for nothing.</param>
/// <param name="Cost">What it costs.</param>
internal sealed record TypeChoice(ObjectType Type, IReadOnlyList<Visit> Visits, TypeNeeds? Missing, RequestCost Cost);

/// <summary>How what is needed at one place is fetched, standing in the answer of one subgraph.</summary>
/// <param name="Needs">What is needed.</param>
/// <param name="Standing">Where the plan stands.</param>
/// <param name="Types">What is chosen for the types that can stand here.</param>
/// <param name="Missing">What cannot be reached from here; null for nothing.</param>
/// <param name="Cost">What it costs.</param>
internal sealed record PlaceChoice(
    PlaceNeeds Needs, Standing Standing, IReadOnlyList<TypeChoice> Types, PlaceNeeds? Missing, RequestCost Cost)
{
    /// <summary>Whether it reaches nothing of what is needed.</summary>
    public bool IsUseless { get; } = Missing is not null && Types.All(type => type.Visits.All(visit => visit.Fields.All(field => field.OnlyJoins)));

    /// <summary>Every field that only joins, here or below, by coordinate.</summary>
    public IReadOnlySet<string> Joins { get; } = Types.SelectMany(type => type.Visits).SelectMany(visit => visit.Fields)
        .SelectMany(field => (field.OnlyJoins ? [field.Need.Coordinate] : Array.Empty<string>()).Concat(field.Child?.Joins ?? Enumerable.Empty<string>()))
        .ToHashSet(StringComparer.Ordinal);
}
