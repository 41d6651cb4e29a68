using Exchange.GraphQL.Values;
using Exchange.Pipeline.Callers;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Arguments count as reading: what they would give away is closed with them, whatever the field itself is open to.</summary>
public sealed class ArgumentTests
{
    private static readonly Asker Doctor = new(
        new ClientIdentity("doctor", new DepartmentId("health"), ["community-doctor"], ["care.heat"], "9901", null, IntrospectionMode.Off),
        "care.heat", null, null);

    [Fact]
    public async Task A_threshold_of_which_policy_lists_no_values_is_never_asked()
    {
        using var hub = new CanaryHub(Settings.Seed);
        var person = hub.City.Keys("Person")[^1];

        var outcome = await AskAsync(
            hub,
            $$"""{ person(citizenNo: "{{person}}") { sex ageAtLeast(years: 60) b: ageAtLeast(years: 9) vaccinationComplete(program: "flu") } }""",
            [],
            "Query.person", "Person.pid", "Person.sex", "Person.ageAtLeast", "Person.vaccinationComplete");

        Assert.Equal(["Person.sex"], outcome.Asked.Select(asked => asked.Coordinate));
        Assert.Equal(
            [("Person.ageAtLeast", "NOT_PERMITTED", 2L), ("Person.vaccinationComplete", "NOT_PERMITTED", 1L)], Withheld(outcome));
    }

    [Fact]
    public async Task A_threshold_is_asked_by_the_values_that_policy_lists_alone()
    {
        using var hub = new CanaryHub(Settings.Seed);
        var person = hub.City.Keys("Person")[^1];

        var outcome = await AskAsync(
            hub,
            $$"""{ person(citizenNo: "{{person}}") { ageAtLeast(years: 60) b: ageAtLeast(years: 9) vaccinationComplete(program: "flu") } }""",
            [new ThresholdValues(new Coordinate("Person.ageAtLeast"), "years", ["60"], DateGrid.None)],
            "Query.person", "Person.pid", "Person.ageAtLeast", "Person.vaccinationComplete");

        Assert.Equal(["Person.ageAtLeast"], outcome.Asked.Select(asked => asked.Coordinate));
        Assert.Equal(
            [("Person.ageAtLeast", "NOT_PERMITTED", 1L), ("Person.vaccinationComplete", "NOT_PERMITTED", 1L)], Withheld(outcome));
    }

    [Fact]
    public async Task A_filter_on_what_is_not_open_is_never_asked()
    {
        using var hub = new CanaryHub(Settings.Seed);
        var query = $$"""{ grid(code: "{{hub.City.Keys("Grid")[0]}}") { visitTasks(date: "2026-07-01") { kind } } }""";

        var outcome = await AskAsync(hub, query, "Grid.visitTasks.kind");

        Assert.DoesNotContain(outcome.Asked, asked => asked.Coordinate.StartsWith("Grid.visitTasks", StringComparison.Ordinal));
        Assert.Equal([("Grid.visitTasks.date", "NOT_PERMITTED", 1L)], Withheld(outcome));
    }

    [Fact]
    public async Task A_filter_on_what_is_open_in_full_is_asked()
    {
        using var hub = new CanaryHub(Settings.Seed);
        var query = $$"""{ grid(code: "{{hub.City.Keys("Grid")[0]}}") { visitTasks(date: "2026-07-01") { kind person { pid } } } }""";

        var outcome = await AskAsync(hub, query, "Grid.visitTasks.kind", "Grid.visitTasks.date", "Grid.visitTasks.person", "Person.pid");

        Assert.Contains(outcome.Asked, asked => asked.Coordinate == "Grid.visitTasks.kind");
    }

    [Fact]
    public async Task What_says_where_somebody_lives_is_not_asked_without_whom_it_is_about()
    {
        using var hub = new CanaryHub(Settings.Seed);
        var query = $$"""{ grid(code: "{{hub.City.Keys("Grid")[0]}}") { code visitTasks { kind date place { regionCode } } } }""";

        var outcome = await AskAsync(
            hub, query, "Grid.visitTasks.kind", "Grid.visitTasks.date", "Grid.visitTasks.place", "Grid.visitTasks.person", "Person.pid");

        Assert.DoesNotContain(outcome.Asked, asked => asked.Coordinate.StartsWith("Grid.visitTasks", StringComparison.Ordinal));
        Assert.Equal(
            ["Grid.visitTasks.kind NOT_AVAILABLE", "Grid.visitTasks.date NOT_AVAILABLE", "Grid.visitTasks.place NOT_AVAILABLE"],
            Withheld(outcome).Select(cells => $"{cells.Item1} {cells.Item2}"));
    }

    private static Task<Outcome> AskAsync(CanaryHub hub, string document, params string[] open) => AskAsync(hub, document, [], open);

    private static Task<Outcome> AskAsync(CanaryHub hub, string document, IReadOnlyList<ThresholdValues> thresholds, params string[] open)
    {
        var rule = new PolicyRule
        {
            Id = "everything-named",
            Owner = new DepartmentId("public-security"),
            Title = new Title("题", "title"),
            Opens = [.. open.Select(coordinate => new FieldLevel(new Coordinate(coordinate), 1))],
            Departments = [Doctor.Client.Department],
            Roles = Doctor.Client.Roles,
            Purposes = Doctor.Client.Purposes,
            Basis = "statutory-duty",
        };
        var query = new GeneratedQuery([], document, new DatumObject([], []));
        return hub.AskAsync(hub.World("one rule", [rule], thresholds), Doctor, query, Honesty.Honest, 0);
    }

    private static IEnumerable<(string, string, long)> Withheld(Outcome outcome) => outcome.Explanation["withheld"].AsList()
        .Select(item => item.AsObject())
        .Select(item => (item["coordinate"].AsString(), item["reason"].AsString(), item["records"].AsInteger()));
}
