using Exchange.Consent.Replicas;
using Exchange.Pipeline;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>A hub that shares its store and cannot know whether a consent was withdrawn elsewhere.</summary>
public sealed class LeaseTests
{
    private const string Gated = $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { pid pension { receives } } }""";
    private const string Ungated = "{ me { client department { code } } }";

    private Func<Task> _whileSocialSecurityAnswers = () => Task.CompletedTask;

    [Fact]
    public async Task A_hub_without_a_lease_closes_every_gated_cell_and_names_itself_unavailable()
    {
        var city = await CityAsync();

        var answer = await city.AskAsync(Gated);

        Assert.Equal(AnswerKind.Executed, answer.Kind);
        Assert.Contains("\"person\":null", answer.Data, StringComparison.Ordinal);
        Assert.All(answer.Withheld, cell => Assert.Contains(" SOURCE_UNAVAILABLE ", cell, StringComparison.Ordinal));
        Assert.NotEmpty(answer.Withheld);
        Assert.Empty(city.Asked);
        Assert.Single(city.Log.Records);
    }

    [Fact]
    public async Task A_hub_with_a_lease_answers()
    {
        var city = await CityAsync();
        Renew(city);

        var answer = await city.AskAsync(Gated);

        Assert.Contains("\"receives\":true", answer.Data, StringComparison.Ordinal);
        Assert.Empty(answer.Withheld);
    }

    [Fact]
    public async Task A_hub_without_a_lease_answers_what_no_gate_stands_before()
    {
        var city = await CityAsync();
        Renew(city);
        var with = await city.AskAsync(Ungated);
        city.Clock.Advance(ReplicaLease.Term);
        var without = await city.AskAsync(Ungated);

        Assert.Equal(AnswerKind.Executed, without.Kind);
        Assert.Equal(with.Data, without.Data);
        Assert.Empty(without.Withheld);
    }

    [Fact]
    public async Task A_lease_that_is_lost_while_departments_answer_lets_nothing_leave_that_it_had_opened()
    {
        var city = await CityAsync();
        Renew(city);
        _whileSocialSecurityAnswers = () =>
        {
            city.Clock.Advance(ReplicaLease.Term);
            return Task.CompletedTask;
        };

        var answer = await city.AskAsync(Gated);

        Assert.Equal(AnswerKind.Executed, answer.Kind);
        Assert.Contains("\"person\":null", answer.Data, StringComparison.Ordinal);
        Assert.All(answer.Withheld, cell => Assert.Contains(" SOURCE_UNAVAILABLE ", cell, StringComparison.Ordinal));
        Assert.Single(city.Social.Requests);
    }

    [Theory]
    [InlineData(PipelineCity.Xiufang)]
    [InlineData(PipelineCity.Unknown)]
    [InlineData(PipelineCity.Zhao)]
    public async Task A_lease_that_is_lost_while_it_is_asked_who_is_there_leaves_nobody_told_from_anybody(string number)
    {
        var city = await CityAsync();
        Renew(city);
        city.Facts.Before = () => city.Clock.Advance(ReplicaLease.Term);

        var answer = await city.AskAsync($$"""{ person(citizenNo: "{{number}}") { pid pension { receives } } }""");

        Assert.Contains("\"person\":null", answer.Data, StringComparison.Ordinal);
        Assert.Equal(["Query.person SOURCE_UNAVAILABLE 1"], answer.Withheld);
    }

    [Fact]
    public async Task A_lease_that_is_lost_while_the_record_is_written_lets_nothing_leave()
    {
        var city = await CityAsync();
        Renew(city);
        city.Log.Before = () => city.Clock.Advance(ReplicaLease.Term);

        var answer = await city.AskAsync(Gated);

        Assert.Equal((AnswerKind.ConsentChanged, "LEASE_LOST", false), (answer.Kind, Assert.Single(answer.Codes), answer.HasData));
        Assert.Equal(answer.AccessId, Assert.Single(city.Log.Records).AccessId);
    }

    [Fact]
    public async Task What_no_gate_stands_before_leaves_even_if_the_lease_is_lost_while_the_record_is_written()
    {
        var city = await CityAsync();
        Renew(city);
        city.Log.Before = () => city.Clock.Advance(ReplicaLease.Term);

        Assert.Equal(AnswerKind.Executed, (await city.AskAsync(Ungated)).Kind);
    }

    private static void Renew(PipelineCity city) => city.Lease.Renew(city.Lease.Begin());

    private async Task<PipelineCity> CityAsync()
    {
        var city = new PipelineCity(null, _ => _whileSocialSecurityAnswers(), isShared: true);
        await city.GiveAsync(PipelineCity.Xiufang, "civil-affairs", PipelineCity.Assistance, "assistance.means", "assistance.household");
        return city;
    }
}
