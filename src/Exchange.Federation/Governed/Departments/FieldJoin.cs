using Exchange.GraphQL.Execution;

namespace Exchange.Federation.Governed.Departments;

/// <summary>How the department that owns an entity's field is asked for it where the entity's own key alone does not do. Immutable.</summary>
/// <param name="Address">By what the department knows the record.</param>
/// <param name="Required">What it has to be told besides (<c>@requires</c>).</param>
public sealed record FieldJoin(EntityAddress Address, IReadOnlyList<JoinInput> Required)
{
    /// <summary>What has to be read elsewhere before the field can be asked for; the entity's own key is at hand.</summary>
    public IEnumerable<JoinInput> Inputs => Address.Key.Concat(Required).Where(input => !input.IsKey);
}

/// <summary>By what a department knows the records of an entity: one object for one department and type. Immutable.</summary>
public sealed class EntityAddress(string type, IReadOnlyList<JoinInput> key)
{
    /// <summary>The type that the department knows the records as: the entity, or the interface that its <c>@interfaceObject</c> stands for.</summary>
    public string Type { get; } = type;

    /// <summary>The fields of the key that it resolves.</summary>
    public IReadOnlyList<JoinInput> Key { get; } = key;

    /// <summary>Whether the key is the entity's own.</summary>
    public bool IsOwnKey => Key is [{ IsKey: true }];
}

/// <summary>A field of an entity that is read only to ask another department.</summary>
/// <param name="Field">The field with its arguments and what is read inside it, compiled for the composed graph.</param>
/// <param name="Text">The same in normal form: equal texts read the same.</param>
/// <param name="IsKey">Whether it is the entity's own key, which is at hand and read nowhere.</param>
public sealed record JoinInput(SelectedField Field, string Text, bool IsKey);
