using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Sources;
using Exchange.GraphQL;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Federation.Governed.Execution;

/// <summary>Departments that are slow, gone, wrong or hostile.</summary>
public sealed class FaultTests
{
    private static readonly GrantTable Everything = new GrantTable().Open(
        "Query.me", "Query.person", "Query.place",
        "Person.pid", "Person.name", "Person.alive", "Person.household.members", "Person.heatRisk", "Person.allergies",
        "Person.pension.receives", "Person.pension.months", "Person.pension.amount",
        "Place.fullText", "Place.location.latitude", "Place.location.longitude", "Place.hazards.kind", "Place.hazards.storage");

    [Fact]
    public async Task Departments_are_asked_at_the_same_time()
    {
        var (policeAsked, healthAsked) = (new TaskCompletionSource(), new TaskCompletionSource());
        var police = new RecordingSource("police", new() { ["p1"] = """{"name":"Wang"}""" })
        {
            Before = _ =>
            {
                policeAsked.SetResult();
                return healthAsked.Task;
            },
        };
        var health = new RecordingSource("health", new() { ["p1"] = """{"heatRisk":"HIGH"}""" })
        {
            Before = _ =>
            {
                healthAsked.SetResult();
                return policeAsked.Task;
            },
        };

        var run = await FederationRun.AskAsync("""{ person(pid: "p1") { name heatRisk } }""", Everything, police, health);

        Assert.Equal("""{"person":{"name":"Wang","heatRisk":"HIGH"}}""", run.Json);
    }

    [Fact]
    public async Task A_department_without_a_source_is_a_named_hole()
    {
        var run = await FederationRun.AskAsync("""{ person(pid: "p1") { name heatRisk } }""", Everything, Police("""{"name":"Wang"}"""));

        Assert.Equal("""{"person":{"name":"Wang","heatRisk":null}}""", run.Json);
        Assert.Contains("Person.heatRisk Withheld 12 person.heatRisk", run.Cells);
        var hole = run.Tree.Sources.Single(source => source.Department == "health");
        Assert.Equal((SourceState.Unavailable, 0, 0), (hole.State, hole.Requests, hole.Keys));
        Assert.Equal(["Person.heatRisk"], hole.Coordinates);
    }

    [Theory]
    [InlineData(SourceFault.Unavailable, 12, SourceState.Unavailable)]
    [InlineData(SourceFault.Invalid, 13, SourceState.Invalid)]
    public async Task A_department_that_fails_loses_only_its_own_cells(SourceFault fault, int reason, SourceState state)
    {
        var health = new RecordingSource("health", []) { Before = _ => throw new SourceException("health", fault, "no") };
        var run = await FederationRun.AskAsync(
            """{ person(pid: "p1") { name heatRisk } }""", Everything, Police("""{"name":"Wang"}"""), health);

        Assert.Equal("""{"person":{"name":"Wang","heatRisk":null}}""", run.Json);
        Assert.Contains($"Person.heatRisk Withheld {reason} person.heatRisk", run.Cells);
        Assert.Equal(state, run.Tree.Sources.Single(source => source.Department == "health").State);
        Assert.Empty(run.Tree.Errors);
    }

    [Fact]
    public async Task Any_exception_of_a_source_is_its_own_hole()
    {
        var health = new RecordingSource("health", []) { Before = _ => throw new InvalidOperationException("secret text") };
        var run = await FederationRun.AskAsync(
            """{ person(pid: "p1") { name heatRisk } }""", Everything, Police("""{"name":"Wang"}"""), health);

        Assert.Contains("Person.heatRisk Withheld 12 person.heatRisk", run.Cells);
    }

    [Fact]
    public async Task A_response_that_is_not_parallel_to_its_request_is_invalid_as_a_whole()
    {
        var run = await FederationRun.AskAsync("""{ person(pid: "p1") { heatRisk } }""", Everything, new Shapeless());

        Assert.Contains("Person.heatRisk Withheld 13 person.heatRisk", run.Cells);
    }

    [Fact]
    public async Task A_department_that_is_silent_at_the_deadline_is_a_hole_and_what_was_asked_is_reported()
    {
        using var deadline = new CancellationTokenSource();
        var police = new RecordingSource("police", [])
        {
            Before = _ =>
            {
                deadline.Cancel();
                return new TaskCompletionSource().Task;
            },
        };

        var run = await FederationRun.AskAsync(
            FederationCity.Plan("""{ person(pid: "p1") { name } }""", Everything), null, new ExecutorLimits(), deadline.Token, police);

        Assert.Contains("Person.name Withheld 12 person.name", run.Cells);
    }

    [Fact]
    public async Task What_was_not_asked_for_is_dropped()
    {
        var police = new RecordingSource(
            "police", new() { ["p1"] = """{"name":"Wang","alive":true,"secret":"canary"}""" }) { DeliversTooMuch = true };
        var run = await FederationRun.AskAsync(
            """{ person(pid: "p1") { name alive } }""", new GrantTable().Open("Query.person", "Person.name"), police);

        Assert.Equal("""{"person":{"name":"Wang","alive":null}}""", run.Json);
    }

    [Theory]
    [InlineData("""{"heatRisk":"EXTREME"}""", "heatRisk", "Person.heatRisk")]
    [InlineData("""{"heatRisk":["HIGH"]}""", "heatRisk", "Person.heatRisk")]
    [InlineData("""{"heatRisk":{"a":1}}""", "heatRisk", "Person.heatRisk")]
    [InlineData("""{"allergies":"nuts"}""", "allergies", "Person.allergies")]
    [InlineData("""{"allergies":["bad"]}""", "allergies", "Person.allergies")]
    [InlineData("""{"allergies":["nuts",null]}""", "allergies", "Person.allergies")]
    [InlineData("""{"pension":{"months":3000000000}}""", "pension { months }", "Person.pension.months")]
    [InlineData("""{"pension":{"months":"12"}}""", "pension { months }", "Person.pension.months")]
    [InlineData("""{"pension":{"amount":"bad"}}""", "pension { amount }", "Person.pension.amount")]
    [InlineData("""{"pension":[1]}""", "pension { amount }", "Person.pension.amount")]
    [InlineData("""{"household":{"members":[{"name":"x"}]}}""", "household { members { name } }", "Person.household.members")]
    public async Task A_value_that_the_graph_or_the_standard_refuses_is_null_and_named(
        string delivered, string selection, string coordinate)
    {
        var sources = new[] { "police", "health", "social" }
            .Select(ISource (department) => new RecordingSource(department, new() { ["p1"] = delivered }) { DeliversTooMuch = true })
            .ToArray();
        var run = await FederationRun.AskAsync($$"""{ person(pid: "p1") { pid {{selection}} } }""", Everything, sources);

        Assert.Contains(run.Cells, cell => cell.StartsWith($"{coordinate} Withheld 13", StringComparison.Ordinal));
        Assert.DoesNotContain("bad", run.Json, StringComparison.Ordinal);
        Assert.StartsWith("""{"person":{"pid":"pid-p1",""", run.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_beyond_its_bound_is_refused()
    {
        var health = new RecordingSource(
            "health", new() { ["p1"] = $$"""{"allergies":[{{string.Join(',', Enumerable.Repeat("\"nuts\"", 1001))}}]}""" });
        var run = await FederationRun.AskAsync("""{ person(pid: "p1") { allergies } }""", Everything, health);

        Assert.Equal("""{"person":{"allergies":null}}""", run.Json);
        Assert.Contains("Person.allergies Withheld 13 person.allergies", run.Cells);
    }

    [Fact]
    public async Task A_null_in_a_non_null_position_nulls_its_object_and_is_no_error()
    {
        var police = new RecordingSource(
            "police", new() { ["a1"] = """{"addressCode":"a1","location":{"latitude":1.5,"longitude":null}}""" });
        var market = new RecordingSource("market", new() { ["a1"] = """{"hazards":[{"kind":null,"storage":"yard"}]}""" });

        var run = await FederationRun.AskAsync(
            """{ place(addressCode: "a1") { location { latitude longitude } hazards { kind storage } } }""", Everything, police, market);

        Assert.Equal("""{"place":{"location":null,"hazards":null}}""", run.Json);
        Assert.Empty(run.Tree.Errors);
        Assert.Contains("Place.location.longitude Withheld 13 place.location.longitude", run.Cells);
    }

    [Fact]
    public async Task A_withheld_field_in_a_non_null_position_nulls_its_object_and_is_no_error()
    {
        var police = new RecordingSource(
            "police", new() { ["a1"] = """{"addressCode":"a1","location":{"latitude":1.5,"longitude":2.5}}""" });
        var run = await FederationRun.AskAsync(
            """{ place(addressCode: "a1") { location { latitude longitude } } }""",
            new GrantTable().Open("Query.place", "Place.location.latitude"),
            police);

        Assert.Equal("""{"place":{"location":null}}""", run.Json);
        Assert.Equal(["Place.location.latitude"], police.Coordinates.Where(coordinate => coordinate != "Query.place"));
    }

    [Fact]
    public async Task Lists_inside_lists_stop_at_the_limit_of_records()
    {
        var thirty = string.Join(',', Enumerable.Repeat("""{"citizenNo":"p1"}""", 30));
        var members = $$"""{"name":"x","household":{"members":[{{thirty}}]} }""";
        var plan = FederationCity.Plan(
            """{ person(pid: "p1") { household { members { household { members { household { members { name } } } } } } } }""", Everything);

        var tree = (await FederationRun.AskAsync(plan, null, new ExecutorLimits { MaxRecords = 1000 }, CancellationToken.None, Police(members))).Tree;

        Assert.Equal("records", tree.Limit?.Limit);
        Assert.True(tree.Data.IsNull);
        Assert.Empty(tree.Records);
        Assert.Equal(["police"], tree.Sources.Select(source => source.Department));
    }

    [Fact]
    public async Task A_field_whose_argument_is_missing_is_an_error_at_its_path_and_is_not_asked_for()
    {
        var grants = new GrantTable().Open("Query.person", "Person.name", "Person.ageAtLeast");
        var police = Police("""{"name":"Wang"}""");

        var run = await FederationRun.AskAsync("""query($years: Int!) { person(pid: "p1") { name ageAtLeast(years: $years) } }""", grants, police);

        Assert.Equal("""{"person":{"name":"Wang","ageAtLeast":null}}""", run.Json);
        Assert.Equal(["person", "ageAtLeast"], Assert.Single(run.Tree.Errors).Path);
        Assert.Equal(["Person.name"], police.Coordinates);
    }

    [Fact]
    public async Task The_hub_answers_its_own_fields_and_introspection()
    {
        var run = await FederationRun.AskAsync("""{ __typename me { client } __type(name: "Pension") { name } }""", Everything);

        Assert.Equal("""{"__typename":"Query","me":{"client":"client-1"},"__type":{"name":"Pension"}}""", run.Json);
        Assert.Equal(["Query.me Disclosed me"], run.Cells);
    }

    [Fact]
    public async Task A_closed_non_null_root_nulls_the_data()
    {
        var run = await FederationRun.AskAsync("{ me { client } }", new GrantTable());

        Assert.Equal("null", run.Json);
        Assert.Equal(["Query.me Withheld 1 me"], run.Cells);
    }

    private static RecordingSource Police(string person) => new("police", new() { ["p1"] = person });

    private sealed class Shapeless : ISource
    {
        public string Department => "health";

        public ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation) =>
            ValueTask.FromResult(new SourceResponse([[null, null, null]], null));
    }
}
