using System.Text;
using Exchange.GraphQL.Values;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.Policy;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>What no canary shows: names of what is closed, in introspection, in errors and in suggestions, and that something is there at all.</summary>
public sealed class UnspokenLeakTests
{
    private const string Secret = "kx-secret-kx";
    private const string Types = "{ __schema { types { name fields { name } } } }";

    private static int Pairs => Math.Max(20, Settings.Requests / 40);

    [Fact]
    public async Task Introspection_tells_a_client_of_exactly_those_fields_that_something_opens_to_it()
    {
        using var hub = new CanaryHub(Settings.Seed);
        var worlds = Enumerable.Range(0, 8).Select(number => hub.World(number)).ToList();
        var (shown, hidden) = (0, 0);
        for (var i = 0; i < Pairs; i++)
        {
            var random = new Random(unchecked((Settings.Seed * 86_028_121) + i));
            var world = worlds[i % worlds.Count];
            var asker = Asker.Generate(world.Pools, hub.City.Keys("Person"), random) with { Person = null };
            asker = asker with { Client = asker.Client with { Introspection = IntrospectionMode.Visible } };
            var told = Fields(await AskAsync(hub, world, asker, Types));

            // Restrictions and brakes may hide more; no rule, no name.
            foreach (var field in hub.Standard.Fields.Where(field => field.Category == SharingCategory.Conditional && !field.OpenWithObject))
            {
                var path = field.Coordinate.Value.Split('.');
                var isTold = told.GetValueOrDefault(path[0])?.Contains(path[1]) == true;
                var isOpened = Opened(hub, world, asker, $"{path[0]}.{path[1]}");
                Assert.True(!isTold || isOpened, $"EXCHANGE_SEED={Settings.Seed} {i} ({world.Name})\n{asker}\n{field.Coordinate} is told of");
                (shown, hidden) = (shown + (isTold ? 1 : 0), hidden + (isTold ? 0 : 1));
            }
        }

        Assert.True(shown > 0 && hidden > 0, $"{shown} fields were shown and {hidden} were not");
    }

    [Fact]
    public async Task A_closed_field_is_not_told_of_because_open_ones_are_of_the_same_type()
    {
        using var hub = new CanaryHub(Settings.Seed);
        var officer = new ClientIdentity(
            "officer", new DepartmentId("civil-affairs"), ["assistance-officer"], ["assistance.eligibility"], "9901", null, IntrospectionMode.Visible);

        var told = Fields(await AskAsync(hub, hub.World(0), new Asker(officer, "assistance.eligibility", null, null), Types));

        Assert.Contains("owner", told["CityManagementEvent"]);
        Assert.DoesNotContain("assignedTo", told["CityManagementEvent"]);
        Assert.DoesNotContain("lead", told.GetValueOrDefault("DisputeEvent") ?? []);
    }

    [Theory]
    [InlineData(IntrospectionMode.Off)]
    [InlineData(IntrospectionMode.Visible)]
    public async Task A_misspelt_name_is_answered_without_any_name_of_the_schema_that_was_not_sent(IntrospectionMode mode)
    {
        using var hub = new CanaryHub(Settings.Seed);
        var (world, asker) = Stranger(hub, mode);
        foreach (var document in new[]
        {
            "{ person(citizenNo: \"1\") { pensio } }", "{ perso { pid } }", "{ me { departmen } }", "{ event(eventId: \"1\") { ... on HazardEven { eventId } } }",
            "{ person(citizenN: \"1\") { pid } }", "query($a: CitizenN) { person(citizenNo: $a) { pid } }", "subscription { eventReporte { eventId } }",
            "subscription { eventReported(kinds: [HAZAR]) { eventId } }",
        })
        {
            var outcome = await hub.AskAsync(world, asker, Query(document), Honesty.Honest, 0);

            var words = Words(outcome.Body);
            var names = hub.Standard.Types.SelectMany(type => type.Properties.Select(property => property.Name).Concat(type.Values));
            Assert.Equal(AnswerKind.RequestError, outcome.Kind);
            Assert.DoesNotContain("Did you mean", outcome.Body, StringComparison.Ordinal);
            Assert.Empty(words.Intersect(names.Where(name => name.Length > 4)).Except(Words(document)).Except(["policyVersion"]));
        }
    }

    [Fact]
    public async Task The_entrances_of_a_subgraph_are_as_unknown_to_a_client_as_any_name_that_is_nowhere()
    {
        using var hub = new CanaryHub(Settings.Seed, isJoined: true);
        var (world, asker) = Stranger(hub, IntrospectionMode.Full);
        var person = hub.City.Keys("Person")[0];
        string[] entrances =
        [
            "{ _service { sdl } }",
            $"{{ _entities(representations: [{{ __typename: \"Person\", citizenNo: \"{person}\" }}]) {{ ... on Person {{ name }} }} }}",
            "query($r: [_Any!]!) { _entities(representations: $r) { __typename } }",
        ];
        foreach (var document in entrances)
        {
            var outcome = await hub.AskAsync(world, asker, Query(document), Honesty.Honest, 0);

            Assert.Equal(AnswerKind.RequestError, outcome.Kind);
            Assert.Empty(outcome.Asked);
            Assert.Empty(outcome.FactKeys);
            Assert.DoesNotContain(person, outcome.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(person, outcome.RecordText, StringComparison.Ordinal);
        }

        var types = Fields(await AskAsync(hub, world, asker, Types));
        Assert.DoesNotContain(types.Keys, name => name.StartsWith('_') && !name.StartsWith("__", StringComparison.Ordinal));
        Assert.DoesNotContain(types["Query"], name => name.StartsWith('_'));
    }

    [Theory]
    [InlineData("{ person(citizenNo: \"kx-secret-kx\") { pid } }", "")]
    [InlineData("{ people(citizenNos: [\"kx-secret-kx\"]) { pid } }", "")]
    [InlineData("{ organization(uscc: \"kx-secret-kx\") { name } }", "")]
    [InlineData("{ person(pid: \"kx-secret-kx\") { name } }", "")]
    [InlineData("{ place(addressCode: \"kx-secret-kx\") { fullText } }", "")]
    [InlineData("{ person(citizenNo: \"1\") { ageAtLeast(years: \"kx-secret-kx\") } }", "")]
    [InlineData("{ places(regionCode: \"kx-secret-kx\") { edges { cursor } } }", "")]
    [InlineData("{ events(since: \"kx-secret-kx\") { edges { cursor } } }", "")]
    [InlineData("{ events(after: \"kx-secret-kx\") { edges { cursor } } }", "")]
    [InlineData("query($v: CitizenNo!) { person(citizenNo: $v) { pid } }", "{\"v\":\"kx-secret-kx\"}")]
    [InlineData("query($v: [CitizenNo!]!) { people(citizenNos: $v) { pid } }", "{\"v\":[\"kx-secret-kx\"]}")]
    [InlineData("query($v: CreditCode!) { organization(uscc: $v) { name } }", "{\"v\":\"kx-secret-kx\"}")]
    [InlineData("query($v: RegionCode!) { places(regionCode: $v) { edges { cursor } } }", "{\"v\":{\"kx-secret-kx\":1}}")]
    [InlineData("query($v: DateTime!) { events(since: $v) { edges { cursor } } }", "{\"v\":\"kx-secret-kx\"}")]
    [InlineData("query($v: Int!) { person(citizenNo: \"1\") { ageAtLeast(years: $v) } }", "{\"v\":\"kx-secret-kx\"}")]
    [InlineData("query($v: [EventKind!]) { events(kinds: $v) { edges { cursor } } }", "{\"v\":[\"kx-secret-kx\"]}")]
    public async Task A_value_that_is_wrong_is_repeated_in_no_error_and_no_record(string document, string variables)
    {
        using var hub = new CanaryHub(Settings.Seed);
        var (world, asker) = Stranger(hub, IntrospectionMode.Full);
        var given = variables.Length == 0 ? new DatumObject([], []) : DatumReader.Read(Encoding.UTF8.GetBytes(variables)).AsObject();

        var outcome = await hub.AskAsync(world, asker, new GeneratedQuery([], document, given), Honesty.Honest, 0);

        Assert.DoesNotContain(Secret, outcome.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, outcome.RecordText, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, hub.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_of_its_type_tells_of_nobody_who_may_not_be_seen()
    {
        using var hub = new CanaryHub(Settings.Seed);
        var (world, asker) = Stranger(hub, IntrospectionMode.Off);
        foreach (var key in new[] { hub.City.Keys("Person")[^1], hub.City.Keys("Person")[0], hub.City.UnknownPeople[0] })
        {
            var outcome = await hub.AskAsync(
                world, asker, Query($"{{ person(citizenNo: \"{key}\") {{ __typename }} people(citizenNos: [\"{key}\"]) {{ __typename }} }}"), Honesty.Honest, 0);

            Assert.Contains("\"data\":{\"person\":null,\"people\":", outcome.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("\"Person\"", outcome.Body, StringComparison.Ordinal);
            Assert.Empty(outcome.Asked);
            Assert.Empty(outcome.FactKeys);
        }
    }

    [Fact]
    public void Nothing_in_the_graph_counts_what_may_be_closed_or_sorts_by_it()
    {
        using var hub = new CanaryHub(Settings.Seed);
        var pages = hub.Standard.Types.Where(type => type.Kind == StandardTypeKind.Connection).ToList();
        var arguments = hub.Standard.Types.SelectMany(type => type.Properties).SelectMany(property => property.Arguments).ToList();

        Assert.NotEmpty(pages);
        Assert.DoesNotContain(pages.SelectMany(page => page.Properties), property => property.Type == "Int");
        Assert.All(arguments, argument => Assert.True(
            argument.Governance.Use != ArgumentUse.Filter || argument.Governance.Reads is not null, $"{argument.Name} filters by what nobody governs"));
        Assert.DoesNotContain(arguments, argument =>
            argument.Name.Contains("order", StringComparison.OrdinalIgnoreCase) || argument.Name.Contains("sort", StringComparison.OrdinalIgnoreCase));
    }

    // Somebody to whom no rule opens anything.
    private static (World World, Asker Asker) Stranger(CanaryHub hub, IntrospectionMode mode) => (
        hub.World("no rules", [], []),
        new Asker(new ClientIdentity("stranger", new DepartmentId("hotline"), ["inspector"], ["inspection.planning"], "9901", null, mode), "inspection.planning", null, null));

    private static GeneratedQuery Query(string document) => new([], document, new DatumObject([], []));

    private static async Task<DatumObject> AskAsync(CanaryHub hub, World world, Asker asker, string document)
    {
        var outcome = await hub.AskAsync(world, asker, Query(document), Honesty.Honest, 0);
        return outcome.Kind == AnswerKind.Executed ? outcome.Data.AsObject() : new DatumObject([], []);
    }

    private static Dictionary<string, HashSet<string>> Fields(DatumObject answer) => answer["__schema"].IsNull ? [] :
        answer["__schema"].AsObject()["types"].AsList().Select(type => type.AsObject()).ToDictionary(
            type => type["name"].AsString(),
            type => type["fields"].IsNull ? [] : type["fields"].AsList().Select(field => field.AsObject()["name"].AsString()).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);

    // Whether a rule opens it, or anything in it, to the client in any role and for any purpose that it is registered for; some of it may be open to all.
    private static bool Opened(CanaryHub hub, World world, Asker asker, string field) =>
        hub.Standard.Expand(new Coordinate(field)).Any(part => part.Category == SharingCategory.Unconditional || part.OpenWithObject)
        || world.Pools.Policies.Rules.Any(rule => rule.Departments.Contains(asker.Client.Department)
            && rule.Roles.Any(asker.Client.Roles.Contains)
            && (rule.Purposes.Count == 0 || rule.Purposes.Any(asker.Client.Purposes.Contains))
            && rule.Opens.Any(open => $"{open.Coordinate}.".StartsWith($"{field}.", StringComparison.Ordinal)));

    private static HashSet<string> Words(string text) =>
        [.. text.Split([.. text.Where(letter => !char.IsAsciiLetterOrDigit(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries)];
}
