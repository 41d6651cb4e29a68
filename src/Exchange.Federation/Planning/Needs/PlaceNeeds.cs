using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Needs;

/// <summary>
/// What is needed of the objects at one place, by their runtime type. Interned by <see cref="NeedTable"/>: equal needs are the same object.
/// Immutable.
/// </summary>
internal sealed class PlaceNeeds(int id, NamedType type, IReadOnlyList<TypeNeeds> types, bool isUniform)
{
    /// <summary>The place among all needs of the plan.</summary>
    public int Id { get; } = id;

    /// <summary>The declared type, in the full schema.</summary>
    public NamedType Type { get; } = type;

    /// <summary>The types that something may be needed of.</summary>
    public IReadOnlyList<TypeNeeds> Types { get; } = types;

    /// <summary>
    /// Whether the same is needed of every type that can stand here, and its name is not: then nothing has to know the type.
    /// </summary>
    public bool IsUniform { get; } = isUniform;
}

/// <summary>What is needed of objects of one type.</summary>
/// <param name="Type">The type, in the full schema.</param>
/// <param name="Fields">The fields; without <c>__typename</c>.</param>
/// <param name="AsksTypeName">Whether the type's name is asked for.</param>
internal sealed record TypeNeeds(ObjectType Type, IReadOnlyList<FieldNeed> Fields, bool AsksTypeName);
