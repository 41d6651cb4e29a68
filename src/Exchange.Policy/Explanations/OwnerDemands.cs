using Exchange.Policy.Decisions;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Explanations;

/// <summary>What the owner's own schema asks for before it answers a field; read from the graph, which this room does not know.</summary>
/// <param name="Names">The names that readers need (<c>@requiresScopes</c>, <c>@policy</c>); all of the demands have to be met.</param>
/// <param name="Inputs">The fields, conditional ones only, that the owner has to be told; all of them have to be joined.</param>
public sealed record OwnerDemands(IReadOnlyList<DemandedNames> Names, IReadOnlyList<Coordinate> Inputs)
{
    /// <summary>Nothing.</summary>
    public static OwnerDemands None { get; } = new([], []);

    /// <summary>Whether it has to be told something that is never joined, whatever a rule names.</summary>
    public bool IsNeverMet { get; init; }

    /// <summary>All that is told on the way, open to everybody or not, and to whom: the owner, or one whom the owner's own inputs are asked of.</summary>
    public IReadOnlyList<ToldField> Told { get; init; } = [];

    /// <summary>The first demand that the vocabulary does not give to the caller class, or null.</summary>
    internal DemandedNames? Unmet(Vocabulary vocabulary, CallerClass caller) => Names.FirstOrDefault(demand =>
        !demand.AnyOf.Any(names => names.All(name => vocabulary.Grants(caller, demand.Department, name))));
}

/// <summary>Names that one department's schema demands of readers.</summary>
/// <param name="Department">The department.</param>
/// <param name="AnyOf">Sets of names; a reader needs all of one set.</param>
public sealed record DemandedNames(DepartmentId Department, IReadOnlyList<IReadOnlyList<string>> AnyOf);

/// <summary>A field that a department is told before it answers.</summary>
/// <param name="Coordinate">The field.</param>
/// <param name="Receiver">The department.</param>
public readonly record struct ToldField(Coordinate Coordinate, DepartmentId Receiver);
