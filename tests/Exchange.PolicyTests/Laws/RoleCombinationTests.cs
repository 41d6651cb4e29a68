using Exchange.Policy.Decisions;
using Exchange.PolicyTests.Generated;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Laws;

/// <summary>Roles combine by plain maximum, which is why looking at single roles is enough to compare two versions of policies.</summary>
public sealed class RoleCombinationTests
{
    [Fact]
    public void Several_roles_give_what_the_best_of_them_gives_and_no_more()
    {
        foreach (var seed in Seeds.All)
        {
            var made = GeneratedPolicies.Make(DemoCity.Standard, seed);
            var table = PolicyCompiler.Compile(DemoCity.Standard, made.Policies);
            var random = new Random(seed);
            for (var i = 0; i < 200; i++)
            {
                var cell = Cell.Draw(made, random).By(roles: GeneratedPolicies.Roles);

                var alone = cell.Caller.Roles.Max(role => cell.By(roles: [role]).Decided(table, made.Policies).Level);

                Assert.True(alone == cell.Decided(table, made.Policies).Level, $"EXCHANGE_SEED={seed} EXCHANGE_POLICY_SETS=1: {cell}");
            }
        }
    }
}
