using System.Reflection;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Validation;
using Exchange.GraphQL.Validation.Rules;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class RulesByVisitTests
{
    private static readonly Dictionary<string, Visits> VisitOf = new()
    {
        [nameof(ValidationRule.EnterDocument)] = Visits.Start,
        [nameof(ValidationRule.LeaveDocument)] = Visits.End,
        [nameof(ValidationRule.EnterOperation)] = Visits.Operations,
        [nameof(ValidationRule.EnterFragment)] = Visits.Fragments,
        [nameof(ValidationRule.EnterVariableDefinition)] = Visits.VariableDefinitions,
        [nameof(ValidationRule.EnterField)] = Visits.Fields,
        [nameof(ValidationRule.EnterInlineFragment)] = Visits.InlineFragments,
        [nameof(ValidationRule.EnterSpread)] = Visits.Spreads,
        [nameof(ValidationRule.EnterDirectives)] = Visits.DirectiveLists,
        [nameof(ValidationRule.EnterDirective)] = Visits.Directives,
        [nameof(ValidationRule.EnterArguments)] = Visits.Arguments,
        [nameof(ValidationRule.EnterValue)] = Visits.Values,
    };

    [Fact]
    public void Every_rule_asks_to_see_exactly_what_it_looks_at()
    {
        foreach (var rule in Rules())
        {
            var looksAt = rule.GetType()
                .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .Select(method => VisitOf.GetValueOrDefault(method.Name))
                .Aggregate(Visits.None, (all, visit) => all | visit);

            Assert.True(looksAt == rule.Visits, $"{rule.Name} asks to see {rule.Visits} and looks at {looksAt}");
        }
    }

    [Fact]
    public void Rules_are_called_in_their_order()
    {
        var rules = Rules();

        Assert.Equal(
            rules.Where(rule => rule.Visits.HasFlag(Visits.End)).Select(rule => rule.Name),
            new RulesByVisit(rules).For(Visits.End).Select(rule => rule.Name));
    }

    private static IReadOnlyList<ValidationRule> Rules()
    {
        var document = GraphQLParser.Parse("{ __typename }");
        return ExecutableRules.For(
            new ValidationContext(PetSchema.Schema, document, FragmentTable.Of(document), ValidationOptions.Default));
    }
}
