using Exchange.GraphQL.TypeSystem.Building;

namespace Exchange.GraphQL.TypeSystem.Rules;

/// <summary>Section 3.13: the definition of a directive must not use that directive, on its arguments or through their types.</summary>
internal static class DirectiveDefinitionCyclesRule
{
    /// <summary>Checks every directive definition; a cycle is reported once.</summary>
    public static void Check(SchemaDraft draft, SchemaErrors errors)
    {
        var elements = draft.Directives.Concat<object>(draft.Types);
        foreach (var cycle in ReferenceCycles.Find(elements, element => References(element, draft)))
        {
            if (cycle.OfType<DirectiveDefinition>().FirstOrDefault() is { } directive)
            {
                errors.Add(
                    "DirectiveDefinitionCycles",
                    $"The definition of \"@{directive.Name}\" uses the directive itself.",
                    draft.LocationOf(directive));
            }
        }
    }

    private static IEnumerable<object> References(object element, SchemaDraft draft)
    {
        var (inputs, applied) = element switch
        {
            DirectiveDefinition directive => (directive.Arguments, []),
            InputObjectType type => (type.Fields, type.Directives),
            EnumType type => ([], type.Directives.Concat(type.Values.SelectMany(value => value.Directives))),
            ScalarType type => ([], type.Directives),
            _ => ((IReadOnlyList<InputValue>)[], (IEnumerable<AppliedDirective>)[]),
        };
        return inputs.Select(input => (object)input.Type.Named)
            .Concat(applied.Concat(inputs.SelectMany(input => input.Directives)).Select(use => draft.Directive(use.Name)).OfType<object>());
    }
}
