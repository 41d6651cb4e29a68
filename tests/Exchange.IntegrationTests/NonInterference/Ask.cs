using Exchange.GraphQL.Values;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>One selected field of a generated query, before it is hidden in aliases, fragments and directives.</summary>
/// <param name="Id">Its number in the query.</param>
/// <param name="Name">The field's name.</param>
/// <param name="ResponseName">The name in the answer, unique in its set.</param>
/// <param name="Type">The named type of its value.</param>
internal sealed record Ask(int Id, string Name, string ResponseName, string Type)
{
    /// <summary>Arguments as GraphQL writes them, with the brackets.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>Whether its argument is a threshold that policy does not list.</summary>
    public bool IsUnlisted { get; init; }

    /// <summary>For a subscription the region that it asks for; null for every region.</summary>
    public string? Region { get; init; }

    /// <summary>Whether its value is a list.</summary>
    public bool IsList { get; init; }

    /// <summary>For a subscription the types of event that it asks for.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Whether a directive takes it out of the answer.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>The type on which it is selected, where its set is one of an interface; null for every type.</summary>
    public string? On { get; init; }

    public IReadOnlyList<Ask> Children { get; init; } = [];

    /// <summary>For a look-up the keys that its arguments name; null for nobody.</summary>
    public IReadOnlyList<string?> Keys { get; init; } = [];

    /// <summary>The children that are answered.</summary>
    public IEnumerable<Ask> Selected => Children.Where(child => !child.IsSkipped);

    /// <summary>The children that are answered of a record of this type.</summary>
    public IEnumerable<Ask> SelectedOn(string type) => Selected.Where(child => child.On is null || child.On == type);

    /// <summary>The same with other names in the answer.</summary>
    public Ask Renamed(string prefix) => this with
    {
        ResponseName = $"{prefix}{Id}", Children = [.. Children.Select(child => child.Renamed(prefix))],
    };

    /// <summary>The same with only those children that <paramref name="keep"/> wants, at the first level.</summary>
    public Ask Part(Func<Ask, bool> keep) => this with { Children = [.. Children.Where(keep)] };
}

/// <summary>A query with its variables, and what it means.</summary>
/// <param name="Roots">The meaning.</param>
/// <param name="Document">The text.</param>
/// <param name="Variables">The variables.</param>
internal sealed record GeneratedQuery(IReadOnlyList<Ask> Roots, string Document, DatumObject Variables);
