namespace Exchange.Adapters.Mapping;

/// <summary>Where one entity type of the graph stands in a department's source. Immutable.</summary>
/// <param name="Type">The entity type.</param>
/// <param name="Place">The view, path or file that holds it.</param>
/// <param name="Key">The column or property that holds the key.</param>
/// <param name="Layout">The columns of a file in their fixed order; empty for other sources.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record EntityMapping(
    string Type, string Place, string Key, IReadOnlyList<string> Layout, IReadOnlyList<FieldMapping> Fields)
{
    /// <summary>The path at which a service gives its rows; null where it cannot be asked for them.</summary>
    public string? List { get; init; }

    /// <summary>The mapping of a field by its name in the graph; null where nothing is said of it.</summary>
    public FieldMapping? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);
}
