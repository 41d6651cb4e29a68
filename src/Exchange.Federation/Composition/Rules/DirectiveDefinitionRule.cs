using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Rules;

/// <summary>The names that federation's directives go by in a subgraph are not those of directives of its own.</summary>
internal static class DirectiveDefinitionRule
{
    public static void Check(SubgraphSchema schema, RuleReport report)
    {
        foreach (var definition in schema.OwnDefinitionsOfFederation)
        {
            var expected = FederationDirectives.Definitions[schema.Names.Own(definition.Name)!];
            var unknown = definition.Arguments.FirstOrDefault(argument => expected.Arguments.All(known => known.Name != argument.Name));
            var missing = expected.Arguments.FirstOrDefault(known =>
                known is { DefaultValue: null, Type: NonNullTypeNode }
                && definition.Arguments.All(argument => argument.Name != known.Name));
            var problem = unknown is not null ? $"has the argument \"{unknown.Name}\", which federation's has not"
                : missing is not null ? $"lacks the argument \"{missing.Name}\" of federation's"
                : null;
            if (problem is not null)
            {
                report.Add(CompositionCodes.DirectiveDefinitionInvalid, definition.Location, $"The definition of \"@{definition.Name}\" {problem}.");
            }
        }
    }
}
