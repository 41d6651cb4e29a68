using Exchange.Policy.Decisions;
using Exchange.Policy.Explanations;
using Exchange.PolicyTests.Generated;
using Exchange.PolicyTests.Laws;
using Exchange.PolicyTests.Reference;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Regressions;

/// <summary>
/// Elsewhere the explanation was worked out beside the decision, and told of rules that had not decided. Here what the explainer says, taken at its
/// word for a record, is what the reference says comes out: a third reading of the same documents.
/// </summary>
public sealed class ExplanationIsTheEffectTests
{
    private const int Cells = 400;

    [Fact]
    public void What_is_explained_is_what_comes_out()
    {
        foreach (var (seed, made) in Seeds.All.Select(seed => (seed, GeneratedPolicies.Make(DemoCity.Standard, seed)))
            .Concat(Seeds.All.Select(seed => (seed, GeneratedPolicies.OfLookups(DemoCity.Standard, seed)))))
        {
            var random = new Random(seed);
            var reference = new ReferenceInterpreter(DemoCity.Standard, made.Policies);
            var reading = new TableReading(PolicyCompiler.Compile(DemoCity.Standard, made.Policies), made.Policies);
            for (var i = 0; i < Cells; i++)
            {
                var cell = Cell.Draw(made, random);
                var told = PolicyExplainer.Explain(DemoCity.Standard, made.Policies, cell.Caller, cell.Coordinate, cell.Now, i % 2 == 0 ? "en" : "zh");

                var expected = reference.Together(cell.Caller, cell.Coordinate, cell.Now).Of(cell.Facts);
                var explained = reading.ByOpenings(new Decision(told.Coordinate, told.Openings, told.Reason), cell.Now, cell.Facts);

                Assert.True(explained == expected, $"EXCHANGE_SEED={seed} EXCHANGE_POLICY_SETS=1: {cell}\n  reference {expected}\n  explained {explained}");
                Assert.True(expected.Rule is null || told.Sentence.Contains(expected.Rule), $"EXCHANGE_SEED={seed}: no {expected.Rule} in: {told.Sentence}");
            }
        }
    }
}
