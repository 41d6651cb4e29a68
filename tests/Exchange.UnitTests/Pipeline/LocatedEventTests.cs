using Exchange.Consent.Replicas;
using Exchange.Pipeline;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>What an id tells of the event that it names: nothing, where nothing of the event is open besides its keys.</summary>
public sealed class LocatedEventTests
{
    private const string Nobodys = "grid-centre:DISP-999999";

    private readonly EventListCity _list = new();

    [Fact]
    public async Task An_event_of_a_closed_kind_answers_like_an_id_that_nobody_has_and_nothing_is_asked_of_its_kind()
    {
        _list.City.Grids.Replace(PipelineCity.Dispute, Dispute());

        var there = await _list.AskAsync(Named(PipelineCity.Dispute));
        var nobodys = await _list.AskAsync(Named(Nobodys));

        Assert.Equal("""{"event":null}""", there.Data);
        AssertAlike(nobodys, there);
        Assert.Equal(["Query.event NOT_PERMITTED 1"], there.Withheld);
        Assert.DoesNotContain(_list.City.Grids.Requests.SelectMany(request => request.Selections), selection => selection.Type == "DisputeEvent");
    }

    [Fact]
    public async Task Without_a_purpose_no_department_is_asked_for_personal_events()
    {
        var answer = await _list.City.AskAsync(
            Named("public-security:JQ-000001"), request => request with { Purpose = null, CaseNumber = null });

        Assert.Equal("""{"event":null}""", answer.Data);
        Assert.Equal(["Query.event PURPOSE_REQUIRED 1"], answer.Withheld);
        Assert.Empty(_list.City.Asked);
    }

    [Fact]
    public async Task An_internal_event_is_there_for_everybody_and_nothing_of_it_but_its_keys()
    {
        var answer = await _list.City.AskAsync(
            $$"""{ event(eventId: "{{PipelineCity.Hazard}}") { eventId status } }""", request => request with { Purpose = null, CaseNumber = null });

        Assert.Equal($$$"""{"event":{"eventId":"{{{PipelineCity.Hazard}}}","status":null}}""", answer.Data);
        Assert.Contains("HazardEvent.status PURPOSE_REQUIRED 1", answer.Withheld);
        Assert.DoesNotContain("HazardEvent.status", _list.City.Grids.Coordinates);
    }

    [Fact]
    public async Task A_personal_event_outside_ones_region_answers_like_an_id_that_nobody_has()
    {
        var policies = ConditionRules.Only(ConditionRules.ToOfficer("own", new RuleConditions { SameRegion = true }, "DisputeEvent.subject"));
        var city = new PipelineCity(policies);
        city.Grids.Replace(PipelineCity.Dispute, Dispute());
        city.EventRegions.Replace(PipelineCity.Dispute, """{"region":"990102001001"}""");
        var own = await city.AskAsync(Named(PipelineCity.Dispute));
        city.EventRegions.Replace(PipelineCity.Dispute, """{"region":"990121001001"}""");
        var elsewhere = await city.AskAsync(Named(PipelineCity.Dispute));
        var nobodys = await city.AskAsync(Named(Nobodys));

        Assert.Contains("DISPUTE", own.Data, StringComparison.Ordinal);
        Assert.Equal("""{"event":null}""", elsewhere.Data);
        AssertAlike(nobodys, elsewhere);
    }

    [Fact]
    public async Task Whoever_is_a_party_to_a_record_is_told_of_it_and_no_other()
    {
        var policies = ConditionRules.Only(ConditionRules.ToOfficer(
            "party", new RuleConditions { CallerDepartment = new Coordinate("DisputeEvent.lead") }, "DisputeEvent.subject"));
        var city = new PipelineCity(policies);
        city.Grids.Replace(PipelineCity.Dispute, Dispute("civil-affairs"));
        var party = await city.AskAsync(Named(PipelineCity.Dispute));
        city.Grids.Replace(PipelineCity.Dispute, Dispute("housing"));
        var other = await city.AskAsync(Named(PipelineCity.Dispute));
        var nobodys = await city.AskAsync(Named(Nobodys));

        Assert.Contains("DISPUTE", party.Data, StringComparison.Ordinal);
        Assert.Equal("""{"event":null}""", other.Data);
        AssertAlike(nobodys, other);
    }

    [Fact]
    public async Task What_may_be_told_by_a_rule_does_not_leave_once_the_lease_is_lost()
    {
        var city = new PipelineCity(isShared: true);
        city.Lease.Renew(city.Lease.Begin());
        city.Log.Before = () => city.Clock.Advance(ReplicaLease.Term);

        var answer = await city.AskAsync(
            Named(PipelineCity.Hazard), request => request with { Token = EventListCity.Inspector, Purpose = "inspection.planning", CaseNumber = null });

        Assert.Equal((AnswerKind.ConsentChanged, false), (answer.Kind, answer.HasData));
    }

    private static void AssertAlike(PipelineAnswer one, PipelineAnswer other)
    {
        Assert.Equal(one.Data, other.Data);
        Assert.Equal(one.Withheld, other.Withheld);
        Assert.Equal(one.Sources, other.Sources);
    }

    private static string Named(string id) => $$"""{ event(eventId: "{{id}}") { eventId kind owner { code } } }""";

    private static string Dispute(string lead = "grid-centre") => $$"""
        {"__typename":"DisputeEvent","eventId":"{{PipelineCity.Dispute}}","kind":"DISPUTE","owner":{"code":"grid-centre"},"lead":{"code":"{{lead}}"},"subject":"noise"}
        """;
}
