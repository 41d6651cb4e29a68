using System.Globalization;

namespace Exchange.FederationTests.Splits;

/// <summary>What arguments a field takes: none, those that change a text, or how many items are wanted.</summary>
internal enum ArgumentKind
{
    None,
    Text,
    First,
}

/// <summary>A field of the world: its place in the single schema, whoever resolves it.</summary>
internal sealed record WorldField(string Name, string Named, string Wrapping)
{
    public ArgumentKind Arguments { get; init; }

    /// <summary>What it is computed from, as a selection on its object; null where it is stored.</summary>
    public string? Requires { get; init; }

    /// <summary>Whether it is a part of a key.</summary>
    public bool IsKey { get; init; }

    /// <summary>Whether it answers with an error.</summary>
    public bool Fails { get; init; }

    /// <summary>The interface whose object in one subgraph resolves it for every implementation; null for fields of the type itself.</summary>
    public string? OfInterface { get; init; }

    public string Type => string.Format(CultureInfo.InvariantCulture, Wrapping, Named);

    public string Definition => Arguments switch
    {
        ArgumentKind.Text => $"{Name}(by: Int! = 1, tag: String): {Type}",
        ArgumentKind.First => $"{Name}(first: Int! = 2): {Type}",
        _ => $"{Name}: {Type}",
    };

    public bool IsList => Wrapping.Contains('[', StringComparison.Ordinal);
}
