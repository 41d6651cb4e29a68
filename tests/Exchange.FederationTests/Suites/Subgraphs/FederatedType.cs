using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.FederationTests.Suites.Subgraphs;

/// <summary>What a subgraph's SDL says about one object or interface beyond GraphQL.</summary>
internal sealed class FederatedType
{
    private readonly Dictionary<string, SelectionSet> _requires = new(StringComparer.Ordinal);
    private readonly HashSet<string> _externals = new(StringComparer.Ordinal);

    public FederatedType(FieldsType type)
    {
        Type = type;
        Keys = [.. type.Directives.Where(directive => directive.Name == "key").Select(key => (Selection(key), IsResolvable(key)))];
        foreach (var field in type.Fields)
        {
            if (field.Directives.FirstOrDefault(directive => directive.Name == "requires") is { } requires)
            {
                _requires[field.Name] = Selection(requires);
            }

            if (field.Directives.Concat(type.Directives).Any(directive => directive.Name == "external"))
            {
                _externals.Add(field.Name);
            }
        }
    }

    public FieldsType Type { get; }

    /// <summary>The keys, and whether the subgraph can be asked by them.</summary>
    public IReadOnlyList<(SelectionSet Fields, bool IsResolvable)> Keys { get; }

    /// <summary>All that a representation of this type may hold.</summary>
    public IEnumerable<SelectionSet> Representable => [.. Keys.Select(key => key.Fields), .. _requires.Values];

    /// <summary>What a field needs of other subgraphs; null for nothing.</summary>
    public SelectionSet? Requires(string field) => _requires.GetValueOrDefault(field);

    /// <summary>Whether the field is another subgraph's.</summary>
    public bool IsExternal(string field) => _externals.Contains(field);

    /// <summary>Whether the field is a part of a key.</summary>
    public bool IsInKey(string field) => Keys.Any(key => key.Fields.Selections.OfType<FieldNode>().Any(part => part.Name == field));

    private static SelectionSet Selection(AppliedDirective directive)
    {
        var fields = directive.Arguments.Single(argument => argument.Name == "fields").Value;
        var document = GraphQLParser.Parse($"{{ {((StringNode)fields).Value} }}");
        return document.Definitions.OfType<OperationDefinition>().Single().SelectionSet;
    }

    private static bool IsResolvable(AppliedDirective key) =>
        !key.Arguments.Any(argument => argument is { Name: "resolvable", Value: BooleanNode { Value: false } });
}
