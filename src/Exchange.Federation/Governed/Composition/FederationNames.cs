using Exchange.GraphQL.Language;

namespace Exchange.Federation.Governed.Composition;

/// <summary>
/// What belongs to the machinery of Apollo Federation in one subgraph: its types, root fields and directives, under the names that the
/// subgraph's <c>@link</c> imported them by.
/// </summary>
internal sealed class FederationNames
{
    private static readonly HashSet<string> MachineryTypes =
        new(StringComparer.Ordinal) { "_Service", "_Entity", "_Any", "_FieldSet", "FieldSet" };

    private static readonly HashSet<string> MachineryFields = new(StringComparer.Ordinal) { "_service", "_entities" };

    private readonly Dictionary<string, string> _imported = new(StringComparer.Ordinal);
    private readonly List<string> _prefixes = ["federation__", "link__"];

    public static FederationNames Of(Document document)
    {
        var names = new FederationNames();
        var links = document.Definitions.OfType<SchemaDefinitionNode>()
            .SelectMany(schema => schema.Directives)
            .Where(directive => directive.Name == "link")
            .Where(link => Argument(link, "url") is StringNode url && url.Value.Contains("/federation/", StringComparison.Ordinal));
        foreach (var link in links)
        {
            names.Read(link);
        }

        return names;
    }

    /// <summary>Whether the type is machinery and not part of what callers see.</summary>
    public bool IsMachineryType(string name) =>
        MachineryTypes.Contains(name) || _prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether the root field is machinery.</summary>
    public static bool IsMachineryField(string name) => MachineryFields.Contains(name);

    /// <summary>The federation's own name of a directive of this subgraph.</summary>
    public string Canonical(string directive)
    {
        if (_imported.TryGetValue(directive, out var name))
        {
            return name;
        }

        var prefix = _prefixes.FirstOrDefault(candidate => directive.StartsWith(candidate, StringComparison.Ordinal));
        return prefix is null ? directive : directive[prefix.Length..];
    }

    /// <summary>Whether the element carries that federation directive.</summary>
    public bool Has(Definition element, string directive) => Find(element, directive).Any();

    /// <summary>The applications of that federation directive.</summary>
    public IEnumerable<DirectiveNode> Find(Definition element, string directive) =>
        element.Directives.Where(applied => Canonical(applied.Name) == directive);

    /// <summary>The value of a directive's argument, or null.</summary>
    public static ValueNode? Argument(DirectiveNode directive, string name) =>
        directive.Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;

    private void Read(DirectiveNode link)
    {
        if (Argument(link, "as") is StringNode alias)
        {
            _prefixes.Add($"{alias.Value}__");
        }

        foreach (var import in Argument(link, "import") is ListNode imports ? imports.Items.OfType<ObjectNode>() : [])
        {
            var name = import.Fields.FirstOrDefault(field => field.Name == "name")?.Value as StringNode;
            var renamed = import.Fields.FirstOrDefault(field => field.Name == "as")?.Value as StringNode;
            if (name is not null && renamed is not null)
            {
                _imported[renamed.Value.TrimStart('@')] = name.Value.TrimStart('@');
            }
        }
    }
}
