using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Explanations;
using Exchange.Policy.Standard;
using Exchange.PolicyTests.Generated;
using Exchange.PolicyTests.Reference;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Explanations;

/// <summary>
/// The explanation is the effect: what it says, read from the documents, is what the compiled table decides, for every record there could be.
/// </summary>
public sealed class ExplainedEffectTests
{
    private static readonly TimeSpan[] Moments = [TimeSpan.Zero, TimeSpan.FromDays(-1), TimeSpan.FromDays(1), TimeSpan.FromHours(12)];

    public static TheoryData<int> Sets() => [.. Seeds.All];

    [Theory]
    [MemberData(nameof(Sets))]
    public void An_explanation_is_the_effect_on_every_record_of_generated_policies(int seed)
    {
        Agree(ExplainedSets.Of(DemoCity.Standard, DemoCity.Now, seed), seed);
        Agree(ExplainedSets.Of(DemoCity.Standard, DemoCity.Now, seed, [.. LookupReference.Lookups, LookupReference.Presence]), seed);
    }

    private static void Agree(ExplainedSets set, int seed)
    {
        var table = PolicyCompiler.Compile(DemoCity.Standard, set.Policies);
        foreach (var caller in set.Callers())
        {
            foreach (var field in set.Fields)
            {
                foreach (var moment in Moments)
                {
                    Agree(table, set.Policies, caller, field, DemoCity.Now + moment, $"seed {seed}");
                }
            }
        }
    }

    [Fact]
    public void An_explanation_is_the_effect_on_every_record_for_every_client_of_the_demo_city() =>
        AgreeOnTheDemoCity(
            [.. DemoCity.Policies.Clients.SelectMany(
                client => Enumerable.Range(0, 4), (client, flags) => DemoCity.Asking(client.ClientId, (flags & 1) != 0, (flags & 2) != 0))],
            [.. DemoCity.Standard.Fields.Concat(DemoCity.Standard.OutsideGraph)]);

    // WHY a tenth: the whole takes a minute. Which tenth of the callers differs from field to field.
    [Fact]
    public void An_explanation_is_the_effect_on_every_record_for_every_caller_that_the_demo_city_can_tell_apart() =>
        AgreeOnTheDemoCity(
            [.. CallerSpace.Of(DemoCity.Policies)], CallerSpace.Fields(DemoCity.Standard, DemoCity.Policies), part: Seeds.Sets < 300 ? 10 : 1);

    private static void AgreeOnTheDemoCity(IReadOnlyList<CallerClass> callers, IReadOnlyList<GovernedField> fields, int part = 1)
    {
        foreach (var (index, field) in fields.Index())
        {
            for (var caller = index % part; caller < callers.Count; caller += part)
            {
                Agree(DemoCity.Table, DemoCity.Policies, callers[caller], field, DemoCity.Now, "demo city");
            }
        }
    }

    private static void Agree(DecisionTable table, PolicySet policies, CallerClass caller, GovernedField field, DateTimeOffset now, string what)
    {
        var decision = table.Together(caller, field.Coordinate, now);
        var explanation = PolicyExplainer.Explain(DemoCity.Standard, policies, caller, field.Coordinate, now, "en");
        var place = $"{what}: {field.Coordinate} for {caller.Key} at {now:O}: {explanation.Sentence}";
        Assert.True(decision.Openings.Count > 0 == (explanation.Effect == Effect.Open), place);
        Assert.True(decision.Closed == explanation.Reason, $"{place} table: {decision.Closed}");
        var conditions = decision.Openings.Concat(explanation.Openings).SelectMany(opening => opening.Conditions).Distinct().ToList();
        Assert.True(conditions.Count <= 12, $"{place} has too many conditions to try");
        for (var holds = 0; holds < 1 << conditions.Count; holds++)
        {
            var held = conditions.Where((_, index) => (holds & (1 << index)) != 0).ToHashSet();
            var (table1, explained) = (Best(decision.Openings, held), Best(explanation.Openings, held));
            Assert.True(table1 == explained, $"{place} with {string.Join(", ", held)}: table {table1}, explanation {explained}");
        }
    }

    // The way that counts for a record of which these conditions hold: the first of the highest level.
    private static string Best(IReadOnlyList<Opening> openings, HashSet<RecordCondition> held)
    {
        var best = openings.Where(opening => opening.Conditions.All(held.Contains)).MaxBy(opening => opening.Level);
        return best is null
            ? "none"
            : $"{best.Level} {best.Rule} {best.Basis} {best.Article} {best.Obligations} "
                + string.Join(' ', best.Joins.Select(joined => joined.Value).Order(StringComparer.Ordinal));
    }
}
