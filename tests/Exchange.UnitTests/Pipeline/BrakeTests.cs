using Exchange.Consent.Replicas;
using Exchange.Pipeline;
using Exchange.Policy.Publishing;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>A brake that is pulled while an answer is under way, on this hub or on another one.</summary>
public sealed class BrakeTests
{
    private const string Household = $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { pid pension { receives } } }""";
    private const string Public = "{ me { client department { code } } }";

    private Action _whileSocialSecurityAnswers = () => { };

    [Fact]
    public async Task What_a_brake_closes_is_not_in_an_answer_that_is_under_way()
    {
        var city = await CityAsync();
        _whileSocialSecurityAnswers = () => city.Current.Swap(Braked(city, "1"));

        var answer = await city.AskAsync(Household);

        Assert.Equal((AnswerKind.ConsentChanged, "DATA_CLOSED", false), (answer.Kind, Assert.Single(answer.Codes), answer.HasData));
        Assert.Single(city.Social.Requests);
        _whileSocialSecurityAnswers = () => { };
        var next = await city.AskAsync(Household);
        Assert.Contains(next.Withheld, cell => cell.Contains("Person.pension.receives NOT_PERMITTED", StringComparison.Ordinal));
        Assert.Single(city.Social.Requests);
    }

    [Fact]
    public async Task A_brake_counts_until_the_record_is_durable()
    {
        var city = await CityAsync();
        city.Log.Before = () => city.Current.Swap(Braked(city, "1"));

        var answer = await city.AskAsync(Household);

        Assert.Equal((AnswerKind.ConsentChanged, "DATA_CLOSED", false), (answer.Kind, Assert.Single(answer.Codes), answer.HasData));
        Assert.Equal(answer.AccessId, Assert.Single(city.Log.Records).AccessId);
    }

    [Fact]
    public async Task Another_version_or_a_brake_that_is_let_go_leaves_an_answer_that_is_under_way_alone()
    {
        var city = await CityAsync();
        city.Log.Before = () => city.Current.Swap(city.Compile(DemoCity.Policies, "2"));
        Assert.Equal(AnswerKind.Executed, (await city.AskAsync(Household)).Kind);

        city.Current.Swap(Braked(city, "1"));
        city.Log.Before = () => city.Current.Swap(city.Compile(DemoCity.Policies, "2"));
        Assert.Equal(AnswerKind.Executed, (await city.AskAsync(Household)).Kind);
    }

    [Fact]
    public async Task A_hub_that_may_have_missed_a_brake_answers_only_what_is_unconditional()
    {
        var city = await CityAsync(isShared: true);

        var closed = await city.AskAsync(Household);
        Assert.All(closed.Withheld, cell => Assert.Contains(" SOURCE_UNAVAILABLE ", cell, StringComparison.Ordinal));
        Assert.Empty(city.Asked);
        Assert.Equal(AnswerKind.Executed, (await city.AskAsync(Public)).Kind);

        city.Lease.Renew(city.Lease.Begin());
        Assert.Contains("\"receives\":true", (await city.AskAsync(Household)).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_gate_stands_before_does_not_leave_once_the_lease_is_lost()
    {
        var ungated = DemoCity.Policies with
        {
            Rules = [.. DemoCity.Policies.Rules.Select(rule => rule with { Conditions = Exchange.Policy.Documents.RuleConditions.None })],
        };
        var city = new PipelineCity(ungated, null, isShared: true);
        city.Lease.Renew(city.Lease.Begin());
        city.Log.Before = () => city.Clock.Advance(ReplicaLease.Term);

        var answer = await city.AskAsync(Household);

        Assert.Equal((AnswerKind.ConsentChanged, "LEASE_LOST", false), (answer.Kind, Assert.Single(answer.Codes), answer.HasData));
    }

    private static HubSnapshot Braked(PipelineCity city, string id)
    {
        var brake = PolicyBrake.Pull(
            id, null, BrakeKind.Field, "Person.pension.receives", "why", new PolicyActor("a", null, ["policy-admin"]), DemoCity.Now, DemoCity.Standard,
            DemoCity.Policies.Vocabulary).Next!;
        return city.Compile(DemoCity.Policies.Under([brake], DemoCity.Standard), "1", new HashSet<string> { id });
    }

    private async Task<PipelineCity> CityAsync(bool isShared = false)
    {
        var city = new PipelineCity(
            null,
            _ =>
            {
                _whileSocialSecurityAnswers();
                return Task.CompletedTask;
            },
            isShared: isShared);
        await city.GiveAsync(PipelineCity.Xiufang, "civil-affairs", PipelineCity.Assistance, "assistance.means", "assistance.household");
        return city;
    }
}
