using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Publishing;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>Where it may not be seen that somebody is there, a look-up tells her from nobody no more than an object would.</summary>
public sealed class PersonPresenceTests
{
    private static readonly Coordinate Presence = new("Person.pid");
    private static readonly Coordinate LookUp = new("Query.person");

    [Fact]
    public async Task Under_a_brake_on_presence_a_look_up_answers_somebody_and_nobody_alike_and_asks_no_one()
    {
        var brake = PolicyBrake.Pull(
            "1", null, BrakeKind.Field, "Person.pid", "why", new PolicyActor("a", null, ["policy-admin"]), DemoCity.Now, DemoCity.Standard,
            DemoCity.Policies.Vocabulary).Next!;
        var city = new PipelineCity(DemoCity.Policies.Under([brake], DemoCity.Standard));

        Assert.Equal("Query.person NOT_PERMITTED 1", await SameAsync(city, PipelineCity.Xiufang, PipelineCity.Unknown, PipelineCity.Zhao));
        Assert.Empty(city.Facts.Batches);
    }

    [Fact]
    public async Task Where_presence_is_of_ones_own_region_and_the_look_up_is_not_a_foreign_person_is_answered_like_nobody()
    {
        var city = new PipelineCity(DemoCity.Policies with { Rules = [.. DemoCity.Policies.Rules, CityWide] });

        Assert.Equal("Query.person OUTSIDE_JURISDICTION 1", await SameAsync(city, PipelineCity.Zhao, PipelineCity.Unknown));
        Assert.Contains("alive", (await AskAsync(city, PipelineCity.Xiufang)).Data, StringComparison.Ordinal);
    }

    // The facts of this city say nobody's birth date, so everybody counts as a child.
    [Theory]
    [InlineData("Person.pid", RecordState.Minor)]
    [InlineData("Query.person", RecordState.Child)]
    [InlineData("Query.person", RecordState.Protected)]
    public async Task A_state_that_closes_presence_or_the_look_up_is_not_told(string coordinate, RecordState state)
    {
        var closed = new Restriction
        {
            Id = "test-state",
            Owner = new DepartmentId("public-security"),
            Title = new Title("状态", "State"),
            Caps = [new FieldLevel(new Coordinate(coordinate), 0)],
            Departments = [],
            Purposes = [],
            States = [state],
        };
        var city = new PipelineCity(DemoCity.Policies with { Restrictions = [closed] });
        city.Facts.Replace(PipelineCity.Li, """{"exists":true,"region":"990102001002","protected":true}""");

        Assert.Equal("Query.person OUTSIDE_JURISDICTION 1", await SameAsync(city, PipelineCity.Li, PipelineCity.Unknown, PipelineCity.Zhao));
    }

    [Fact]
    public async Task While_nobody_can_tell_who_is_there_a_look_up_does_not_tell_who_has_agreed()
    {
        var agreed = CityWide with { Conditions = new RuleConditions { Consent = "assistance.means" } };
        var others = DemoCity.Policies.Rules.Where(rule => rule.Opens.All(open => open.Coordinate != LookUp));
        var city = new PipelineCity(DemoCity.Policies with { Rules = [.. others, agreed] });
        await city.GiveAsync(PipelineCity.Xiufang, "civil-affairs", PipelineCity.Assistance, "assistance.means");
        Assert.Equal("Query.person OUTSIDE_JURISDICTION 1", await SameAsync(city, PipelineCity.Li, PipelineCity.Unknown));

        city.Facts.IsDown = true;
        Assert.Equal("Query.person SOURCE_UNAVAILABLE 1", await SameAsync(city, PipelineCity.Xiufang, PipelineCity.Li, PipelineCity.Unknown));

        city.Facts.IsDown = false;
        Assert.Contains("alive", (await AskAsync(city, PipelineCity.Xiufang)).Data, StringComparison.Ordinal);
    }

    private static PolicyRule CityWide => new()
    {
        Id = "test-look-up",
        Owner = new DepartmentId("public-security"),
        Title = new Title("查询", "Look up"),
        Opens = [new FieldLevel(LookUp, DemoCity.Standard.TryField(Presence, out var there) ? there.Ladder.Full : 0)],
        Departments = [new DepartmentId("civil-affairs")],
        Roles = ["assistance-officer"],
        Purposes = [PipelineCity.Assistance],
        Basis = "statutory-duty",
        Article = "art. 1",
    };

    // The one reason that all of these numbers give, in answers that are the same.
    private static async Task<string> SameAsync(PipelineCity city, params string[] numbers)
    {
        var answers = new List<PipelineAnswer>();
        foreach (var number in numbers)
        {
            answers.Add(await AskAsync(city, number));
        }

        Assert.Empty(city.Asked);
        Assert.Single(answers.Select(answer => answer.Text.Replace(answer.AccessId!, "", StringComparison.Ordinal)).Distinct());
        return Assert.Single(answers[0].Withheld);
    }

    private static Task<PipelineAnswer> AskAsync(PipelineCity city, string number) =>
        city.AskAsync($$"""{ person(citizenNo: "{{number}}") { alive name } }""");
}
