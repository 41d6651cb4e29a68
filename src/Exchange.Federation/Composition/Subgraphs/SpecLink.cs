using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>One <c>@link</c> of a subgraph (Apollo link specification v1.0): a specification and the names that it goes by.</summary>
/// <param name="Url">The URL as written.</param>
/// <param name="Identity">The URL without its version.</param>
/// <param name="Name">The specification's own name, the last part of the identity.</param>
/// <param name="Version">Its version; null where the URL names none.</param>
/// <param name="Prefix">What stands before <c>__</c> in names that are not imported.</param>
/// <param name="Imports">By the specification's own name, <c>@</c> included for directives, the name in this subgraph.</param>
/// <param name="Location">Where it stands.</param>
internal sealed record SpecLink(
    string Url,
    string Identity,
    string Name,
    SpecVersion? Version,
    string Prefix,
    IReadOnlyDictionary<string, string> Imports,
    SourceLocation Location)
{
    /// <summary>Where Apollo's specifications are.</summary>
    public const string ApolloHome = "https://specs.apollo.dev/";

    /// <summary>Whether this is that specification of Apollo's.</summary>
    public bool IsApollo(string name) => Identity == ApolloHome + name;

    /// <summary>The name in this subgraph of one of the specification's directives, without <c>@</c>.</summary>
    public string LocalDirective(string directive) =>
        Imports.TryGetValue("@" + directive, out var imported) ? imported[1..]
        : directive == Name ? Prefix
        : $"{Prefix}__{directive}";

    /// <summary>The name in this subgraph of one of the specification's types.</summary>
    public string LocalType(string type) => Imports.GetValueOrDefault(type) ?? $"{Prefix}__{type}";

    /// <summary>The specification's own name of a directive of this subgraph, without <c>@</c>; null where it is not one of its.</summary>
    public string? OwnDirective(string local)
    {
        foreach (var (own, imported) in Imports)
        {
            if (own.StartsWith('@') && imported[1..] == local)
            {
                return own[1..];
            }
        }

        return local.StartsWith(Prefix + "__", StringComparison.Ordinal) ? local[(Prefix.Length + 2)..]
            : local == Prefix && !Imports.ContainsKey("@" + Name) ? Name
            : null;
    }
}
