using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>Reads a field by its name from the value of its parent: what resolves a field without a resolver.</summary>
internal static class PropertyReader
{
    /// <summary>
    /// The value under <paramref name="name"/>; null when it is absent. Throws <see cref="InvalidOperationException"/> for a parent that is
    /// not an object with names.
    /// </summary>
    public static object? Read(object? parent, string name) => parent switch
    {
        null => null,
        DatumObject value => value[name],
        Datum { Kind: DatumKind.Object } value => value.AsObject()[name],
        IReadOnlyDictionary<string, object?> value => value.GetValueOrDefault(name),
        _ => throw new InvalidOperationException($"There is no resolver for field {name} of {parent.GetType()}."),
    };
}
