using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.PolicyTests.Generated;
using Exchange.PolicyTests.Reference;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Laws;

/// <summary>How what comes out after a change stands to what came out before it.</summary>
internal enum Relation
{
    NoMore,
    NoLess,
    Same,
}

/// <summary>Tries a law on generated policies. It has to meet cases in which the change makes a difference, else nothing was tried.</summary>
internal static class Law
{
    private const int Cells = 300;

    /// <summary>A change of the policies, looked at through many questions.</summary>
    public static void OfPolicies(Relation relation, Func<PolicySet, GeneratedPolicies, Random, PolicySet> change) => Try(relation, (made, random) =>
    {
        var before = PolicyCompiler.Compile(DemoCity.Standard, made.Policies);
        var changed = change(made.Policies, made, random);
        var after = PolicyCompiler.Compile(DemoCity.Standard, changed);
        return () =>
        {
            var cell = Cell.Draw(made, random);
            return (cell, cell.Decided(before, made.Policies), cell.Decided(after, changed));
        };
    });

    /// <summary>A change of the question.</summary>
    public static void OfQuestions(Relation relation, Func<Cell, DecisionSpace, Random, Cell> change) => Try(relation, (made, random) =>
    {
        var table = PolicyCompiler.Compile(DemoCity.Standard, made.Policies);
        var space = new DecisionSpace(made.Policies);
        return () =>
        {
            var cell = Cell.Draw(made, random);
            return (cell, cell.Decided(table, made.Policies), change(cell, space, random).Decided(table, made.Policies));
        };
    });

    private static void Try(Relation relation, Func<GeneratedPolicies, Random, Func<(Cell Cell, Verdict Before, Verdict After)>> prepare)
    {
        var (open, moved) = (0, 0);
        foreach (var seed in Seeds.All)
        {
            var next = prepare(GeneratedPolicies.Make(DemoCity.Standard, seed), new Random(seed));
            for (var i = 0; i < Cells; i++)
            {
                var (cell, before, after) = next();
                open += before.Level > 0 || after.Level > 0 ? 1 : 0;
                moved += before.Level != after.Level ? 1 : 0;
                Assert.True(IsAsItShould(relation, before, after), $"EXCHANGE_SEED={seed} EXCHANGE_POLICY_SETS=1: {cell}\n  before {before}\n  after  {after}");
            }
        }

        Assert.True(open > Seeds.Sets, "Hardly anything was open.");
        Assert.True(moved > 0 || relation == Relation.Same, "Nothing ever changed.");
    }

    private static bool IsAsItShould(Relation relation, Verdict before, Verdict after) => relation switch
    {
        Relation.NoMore => after.Level <= before.Level,
        Relation.NoLess => after.Level >= before.Level,
        _ => after == before,
    };
}
