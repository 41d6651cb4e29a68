using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Publishing;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Policy.Decisions;

/// <summary>What a rule lets the hub read only to ask another department, and whom the vocabulary gives what schemas demand.</summary>
public sealed class OpeningJoinTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private static readonly Coordinate Amount = new("Person.pension.amount");
    private static readonly CallerClass Doctor = new(
        new DepartmentId("health"), ["community-doctor"], PurposeState.Registered, "care.heat", "990102", hasCase: false, hasEmergency: false);

    private static readonly PolicyRule Rule = new()
    {
        Id = "he-risk",
        Owner = new DepartmentId("health"),
        Title = new Title("题", "title"),
        Opens = [new FieldLevel(new Coordinate("Person.heatRisk"), 1)],
        Departments = [new DepartmentId("health")],
        Roles = ["community-doctor"],
        Purposes = ["care.heat"],
        Basis = "statutory-duty",
        Joins = [Amount],
    };

    [Fact]
    public void An_opening_joins_what_its_rule_names() => Assert.Equal([Amount], Joins([]));

    [Fact]
    public void The_owner_of_an_input_keeps_it_out_by_a_restriction() =>
        Assert.Empty(Joins([Cap(Full - 1, [])]));

    [Fact]
    public void A_restriction_that_leaves_all_or_is_for_others_takes_nothing_out()
    {
        Assert.Equal([Amount], Joins([Cap(Full, [])]));
        Assert.Equal([Amount], Joins([Cap(0, [new DepartmentId("hotline")])]));
    }

    [Theory]
    [InlineData("health")]
    [InlineData("civil-affairs")]
    public void What_its_owner_keeps_from_who_answers_or_from_who_asks_is_not_joined(string kept)
    {
        var rule = Rule with { Departments = [new DepartmentId("civil-affairs")] };
        var caller = new CallerClass(new DepartmentId("civil-affairs"), ["community-doctor"], PurposeState.Registered, "care.heat", "9901", false, false);

        Assert.Equal([Amount], Joins([], rule, caller: caller));
        Assert.Empty(Joins([Cap(0, [new DepartmentId(kept)])], rule, caller: caller));
        Assert.Equal([Amount], Joins([Cap(0, [new DepartmentId(kept)]) with { Purposes = ["hotline.routing"] }], rule, caller: caller));
        Assert.Equal([Amount], Joins([Cap(0, [new DepartmentId(kept)]) with { Until = Now }], rule, caller: caller));
    }

    [Theory]
    [InlineData("health", false)]
    [InlineData("hotline", true)]
    public void A_receiver_that_is_braked_is_told_nothing_whoever_asks(string receiver, bool isTold)
    {
        var brake = new PolicyBrake
        {
            Id = "b", Owner = new DepartmentId("social-security"), Kind = BrakeKind.Receiver, Target = receiver, Reason = "kx", PulledBy = "kx", PulledAt = Now,
        };
        var policies = DemoCity.Policies with { Rules = [Rule with { Departments = [new DepartmentId("civil-affairs")] }], Restrictions = [] };
        var table = PolicyCompiler.Compile(DemoCity.Standard, policies.Under([brake], DemoCity.Standard));
        var caller = new CallerClass(new DepartmentId("civil-affairs"), ["community-doctor"], PurposeState.Registered, "care.heat", "9901", false, false);

        Assert.Equal(isTold, Assert.Single(table.Decide(caller, new Coordinate("Person.heatRisk"), Now).Openings).Joins.Contains(Amount));
        Assert.Equal(isTold, table.LeaveFull(new DepartmentId("health"), "care.heat", Amount, Now));
    }

    [Fact]
    public void A_rule_without_purposes_joins_nothing_personal() =>
        Assert.Empty(Joins([], Rule with { Purposes = [], Opens = [new FieldLevel(new Coordinate("Person.ageAtLeast"), 1)] }, "Person.ageAtLeast"));

    [Fact]
    public void What_the_law_withholds_is_never_joined() =>
        Assert.Empty(Joins([], Rule with { Joins = [new Coordinate("Person.protectedAddress")] }));

    [Theory]
    [InlineData("health", "read", "community-doctor", true)]
    [InlineData("health", "write", "community-doctor", false)]
    [InlineData("housing", "read", "community-doctor", false)]
    [InlineData("health", "read", "mediator", false)]
    public void A_name_that_a_schema_demands_is_given_by_the_vocabulary_alone(string department, string name, string role, bool isGiven)
    {
        var words = DemoCity.Policies.Vocabulary;
        var vocabulary = new Vocabulary(words.Roles, words.Purposes, words.Bases, words.Scopes)
        {
            Requirements = [new GrantedRequirement(new DepartmentId("health"), ["read"], [new DepartmentId("health")], [role], ["care.heat"])],
        };

        Assert.Equal(isGiven, vocabulary.Grants(Doctor, new DepartmentId(department), name));
        Assert.False(words.Grants(Doctor, new DepartmentId(department), name));
    }

    private static int Full => DemoCity.Standard.TryField(Amount, out var amount) ? amount.Ladder.Full : 0;

    private static Restriction Cap(int level, IReadOnlyList<DepartmentId> departments) => new()
    {
        Id = "cap", Owner = new DepartmentId("social-security"), Title = new Title("题", "title"), Caps = [new FieldLevel(Amount, level)],
        Departments = departments, Purposes = [],
    };

    private static IReadOnlyList<Coordinate> Joins(
        IReadOnlyList<Restriction> restrictions, PolicyRule? rule = null, string coordinate = "Person.heatRisk", CallerClass? caller = null) =>
        Assert.Single(PolicyCompiler
            .Compile(DemoCity.Standard, DemoCity.Policies with { Rules = [rule ?? Rule], Restrictions = restrictions })
            .Decide(caller ?? Doctor, new Coordinate(coordinate), Now).Openings).Joins;
}
