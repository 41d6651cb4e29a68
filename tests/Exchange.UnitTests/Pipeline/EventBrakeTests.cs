using Exchange.Pipeline;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Publishing;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>A brake on events, or on the keys that are open with their objects, closes whatever way leads to them.</summary>
public sealed class EventBrakeTests
{
    private const string ById = $$"""{ event(eventId: "{{PipelineCity.Hazard}}") { eventId kind } }""";
    private const string List = "{ events(kinds: [HAZARD]) { nodes { eventId } } }";
    private const string Stream = "subscription { eventReported(kinds: [HAZARD]) { eventId } }";

    private readonly EventListCity _list = new();

    public static TheoryData<BrakeKind, string?> Brakes => new()
    {
        { BrakeKind.Field, "HazardEvent.eventId" },
        { BrakeKind.Field, "Event.eventId" },
        { BrakeKind.Everything, null },
        { BrakeKind.Receiver, "market-regulation" },
    };

    [Theory]
    [MemberData(nameof(Brakes))]
    public async Task What_is_braked_is_not_found_by_its_id_and_its_owner_is_asked_nothing(BrakeKind kind, string? target)
    {
        Pull(kind, target);

        var answer = await _list.AskAsync(ById);

        Assert.Equal("""{"event":null}""", answer.Data);
        Assert.Single(answer.Withheld, cell => cell.EndsWith("NOT_PERMITTED 1", StringComparison.Ordinal));
        Assert.DoesNotContain(_list.City.Grids.Requests, request => request.Selections.Any(selection => selection.Type == "HazardEvent"));
    }

    [Theory]
    [MemberData(nameof(Brakes))]
    public async Task What_is_braked_is_in_no_list_and_its_owner_is_asked_for_none(BrakeKind kind, string? target)
    {
        Pull(kind, target);

        var answer = await _list.AskAsync(List);

        Assert.DoesNotContain("HAZ-", answer.Text, StringComparison.Ordinal);
        Assert.Contains(answer.Withheld, cell => cell.StartsWith("HazardEvent.", StringComparison.Ordinal) && cell.EndsWith("NOT_PERMITTED 0", StringComparison.Ordinal));
        Assert.Empty(_list.Grid.Requests);
    }

    [Theory]
    [MemberData(nameof(Brakes))]
    public async Task Of_what_is_braked_no_stream_tells(BrakeKind kind, string? target)
    {
        Pull(kind, target);

        var answers = new List<PipelineAnswer>();
        await foreach (var answer in _list.City.StreamAsync(Stream, AsInspector, cancellation: TestContext.Current.CancellationToken))
        {
            answers.Add(answer);
        }

        Assert.Equal("""{"eventReported":null}""", Assert.Single(answers).Data);
        Assert.Empty(_list.City.Reports.Subscriptions);
    }

    [Fact]
    public async Task A_part_that_is_never_null_takes_its_record_with_it_and_is_never_asked_for()
    {
        var policies = ConditionRules.Only(ConditionRules.ToOfficer("party", RuleConditions.None, "HazardEvent.status"));
        var city = new PipelineCity(policies);
        var brake = PolicyBrake.Pull(
            "1", null, BrakeKind.Field, "HazardEvent.kind", "why", new PolicyActor("a", null, ["policy-admin"]), DemoCity.Now, DemoCity.Standard,
            policies.Vocabulary).Next!;
        city.Current.Swap(city.Compile(policies.Under([brake], DemoCity.Standard), "1"));

        var answer = await city.AskAsync($$"""{ event(eventId: "{{PipelineCity.Hazard}}") { kind status } }""");

        Assert.Equal("""{"event":null}""", answer.Data);
        Assert.Contains("HazardEvent.kind NOT_PERMITTED 1", answer.Withheld);
        Assert.DoesNotContain("HazardEvent.kind", city.Grids.Coordinates);
    }

    private void Pull(BrakeKind kind, string? target)
    {
        var by = new PolicyActor("a", null, ["policy-admin"]);
        var owner = target == "Event.eventId" ? (DepartmentId?)null : new DepartmentId("grid-centre");
        var brake = PolicyBrake.Pull("1", owner, kind, target, "why", by, DemoCity.Now, DemoCity.Standard, DemoCity.Policies.Vocabulary).Next!;
        _list.City.Current.Swap(_list.City.Compile(DemoCity.Policies.Under([brake], DemoCity.Standard), "1", new HashSet<string> { "1" }));
    }

    private static HubRequest AsInspector(HubRequest request) =>
        request with { Token = EventListCity.Inspector, Purpose = "inspection.planning", CaseNumber = null };
}
