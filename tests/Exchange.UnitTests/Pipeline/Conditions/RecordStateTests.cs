using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Conditions;

public sealed class RecordStateTests
{
    private const string Alive = $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { alive } }""";

    // The clock stands at 2026-11-21 08:00 UTC, 16:00 in the city.
    [Theory]
    [InlineData(RecordState.Minor, "\"2008-11-21\"", true)]
    [InlineData(RecordState.Minor, "\"2008-11-22\"", false)]
    [InlineData(RecordState.Child, "\"2012-11-21\"", true)]
    [InlineData(RecordState.Child, "\"2012-11-22\"", false)]
    [InlineData(RecordState.Child, "\"2027-01-01\"", false)]
    [InlineData(RecordState.Minor, "null", false)]
    [InlineData(RecordState.Minor, "\"1958\"", false)]
    [InlineData(RecordState.Minor, "19580312", false)]
    public async Task An_age_is_counted_by_the_citys_calendar_and_an_unknown_one_closes(RecordState state, string birthDate, bool isOpen)
    {
        var city = City(state, $$"""{"exists":true,"region":"990102001001","protected":false,"birthDate":{{birthDate}}}""");

        var answer = await city.AskAsync(Alive);

        Assert.Equal(isOpen ? [] : ["Person.alive NOT_PERMITTED 1"], answer.Withheld);
        Assert.Equal(isOpen ? 1 : 0, city.Police.Requests.Count);
    }

    [Fact]
    public async Task On_the_eve_of_the_birthday_the_citys_midnight_decides()
    {
        var city = City(RecordState.Minor, """{"exists":true,"birthDate":"2008-11-22"}""");

        Assert.NotEmpty((await city.AskAsync(Alive)).Withheld);
        city.Clock.Advance(TimeSpan.FromHours(8));

        Assert.Empty((await city.AskAsync(Alive)).Withheld);
    }

    [Theory]
    [InlineData("""{"exists":true,"protected":true}""")]
    [InlineData("""{"exists":true}""")]
    public async Task Of_a_protected_person_or_one_who_may_be_nothing_is_asked_and_the_reason_tells_nothing(string facts)
    {
        var city = City(RecordState.Protected, facts);

        var answer = await city.AskAsync(Alive);

        Assert.Equal(["Person.alive NOT_AVAILABLE 1"], answer.Withheld);
        Assert.Empty(city.Police.Requests);
    }

    [Fact]
    public async Task A_record_that_is_no_persons_is_in_no_known_state()
    {
        var city = new PipelineCity(ConditionRules.Only(
            ConditionRules.ToOfficer("entry", RuleConditions.None, "Query.event"),
            ConditionRules.ToOfficer("adult", new RuleConditions { NotInState = [RecordState.Minor] }, "DisputeEvent.subject")));

        var answer = await city.AskAsync($$"""{ event(eventId: "{{PipelineCity.Dispute}}") { ... on DisputeEvent { subject } } }""");

        Assert.DoesNotContain("noise", answer.Data, StringComparison.Ordinal);
        Assert.DoesNotContain("DisputeEvent.subject", city.Grids.Coordinates);
    }

    [Theory]
    [InlineData(PipelineCity.Zhao)]
    [InlineData(PipelineCity.Unknown)]
    public async Task Of_a_person_elsewhere_or_nobody_the_reason_tells_nothing_of_the_age(string citizenNo)
    {
        var city = new PipelineCity(ConditionRules.Only(
            ConditionRules.ToOfficer("adults", new RuleConditions { SameRegion = true, NotInState = [RecordState.Minor] }, "Query.person", "Person.pid")));
        city.Facts.Replace(PipelineCity.Zhao, """{"exists":true,"region":"990121001001","birthDate":"2020-01-01"}""");

        var answer = await city.AskAsync($$"""{ person(citizenNo: "{{citizenNo}}") { pid } }""");

        Assert.Equal(["Query.person OUTSIDE_JURISDICTION 1"], answer.Withheld);
    }

    private static PipelineCity City(RecordState state, string facts)
    {
        var city = new PipelineCity(ConditionRules.Only(
            ConditionRules.ToOfficer("entry", RuleConditions.None, "Query.person", "Person.pid"),
            ConditionRules.ToOfficer("state", new RuleConditions { NotInState = [state] }, "Person.alive")));
        city.Facts.Replace(PipelineCity.Xiufang, facts);
        return city;
    }
}
