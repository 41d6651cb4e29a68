using Exchange.Federation.Sources;

namespace Exchange.Federation.Governed.Composition;

/// <summary>How a page of a list is read: what its rows are, by what they are sorted and what its arguments filter by. Immutable.</summary>
public sealed record ListField
{
    /// <summary>The list's field on the query root, by which departments that speak the graph are asked.</summary>
    public required string Field { get; init; }

    /// <summary>The entity or interface that the rows are of.</summary>
    public required string Element { get; init; }

    /// <summary>The field that sorts, latest first; null for the key, ascending.</summary>
    public string? SortField { get; init; }

    /// <summary>The arguments that filter; <c>first</c> and <c>after</c> page.</summary>
    public IReadOnlyList<ListArgument> Arguments { get; init; } = [];

    /// <summary>The filter by the key of the record that the list stands on; null on the query root.</summary>
    public ListArgument? Parent { get; init; }

    /// <summary>By value of the argument that names kinds, the entity type that it means.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; init; } = new Dictionary<string, string>();

    /// <summary>The argument that asks for a region; null where none does.</summary>
    public ListArgument? Region => Arguments.FirstOrDefault(argument => argument.Match == ListMatch.StartsWith);
}

/// <summary>An argument that filters.</summary>
/// <param name="Name">Its name on <see cref="ListField.Field"/>.</param>
/// <param name="Field">The field of the rows that a department compares.</param>
/// <param name="Match">How it compares.</param>
/// <param name="Reads">The field that the caller reads by it: it has to be open.</param>
public sealed record ListArgument(string Name, string Field, ListMatch Match, string Reads);
