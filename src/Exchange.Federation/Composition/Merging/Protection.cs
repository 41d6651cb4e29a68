using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>What an element of the composed graph demands of callers: <c>@authenticated</c>, <c>@requiresScopes</c>, <c>@policy</c>.</summary>
/// <param name="Authenticated">Whether they have to be known at all.</param>
/// <param name="Scopes">The sets of scopes that suffice; null for no demand.</param>
/// <param name="Policies">The sets of policies that suffice; null for no demand.</param>
internal sealed record Protection(bool Authenticated, ValueNode? Scopes, ValueNode? Policies)
{
    /// <summary>No demand.</summary>
    public static Protection None { get; } = new(false, null, null);

    /// <summary>What an element carries, its directives under the names of the document.</summary>
    public static Protection Of(MergedElement? element, DirectiveMerger names) => element is null
        ? None
        : new Protection(
            element.Directives.Exists(directive => directive.Name == names.Name("authenticated")),
            Argument(element, names.Name("requiresScopes")),
            Argument(element, names.Name("policy")));

    /// <summary>All demands together.</summary>
    public static Protection All(IReadOnlyCollection<Protection> parts)
    {
        var scopes = parts.Select(part => part.Scopes).OfType<ValueNode>().ToList();
        var policies = parts.Select(part => part.Policies).OfType<ValueNode>().ToList();
        return new Protection(
            parts.Any(part => part.Authenticated),
            scopes.Count == 0 ? null : Alternatives.Of("scopes", scopes).Value,
            policies.Count == 0 ? null : Alternatives.Of("policies", policies).Value);
    }

    /// <summary>Whether whoever meets this demand meets the other, too.</summary>
    public bool Implies(Protection other) =>
        (Authenticated || !other.Authenticated) && Alternatives.Implies(Scopes, other.Scopes) && Alternatives.Implies(Policies, other.Policies);

    /// <summary>The directives that say it.</summary>
    public IEnumerable<DirectiveNode> Directives(DirectiveMerger names)
    {
        if (Authenticated)
        {
            yield return new DirectiveNode(names.Name("authenticated"), []);
        }

        if (Scopes is not null)
        {
            yield return new DirectiveNode(names.Name("requiresScopes"), [new ArgumentNode("scopes", Scopes)]);
        }

        if (Policies is not null)
        {
            yield return new DirectiveNode(names.Name("policy"), [new ArgumentNode("policies", Policies)]);
        }
    }

    private static ValueNode? Argument(MergedElement element, string directive) =>
        element.Directives.Find(use => use.Name == directive)?.Arguments is [var argument, ..] ? argument.Value : null;
}
