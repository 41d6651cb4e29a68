using System.Text.Json;
using Exchange.GraphQL.TypeSystem;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Visibility;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

public sealed class VisibleIntrospectionTests
{
    private const string Types = "{ __schema { types { name fields { name } } } }";

    [Fact]
    public async Task A_client_is_told_of_what_it_could_ever_see_and_of_nothing_else()
    {
        var city = new PipelineCity();

        var answer = await city.AskAsync(Types, request => request with { Token = PipelineCity.Officer + PipelineTokens.SeesItsOwn, Purpose = null });

        var types = Names(answer);
        Assert.Contains("pension", types["Person"]);
        Assert.Equal(["receives"], types["Pension"]);
        Assert.DoesNotContain("EmergencyMedical", types.Keys);
        Assert.DoesNotContain("emergencyMedical", types["Person"]);
        Assert.DoesNotContain("emergencyMedical", answer.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_type_that_is_not_visible_is_as_if_it_were_not_there()
    {
        var city = new PipelineCity();

        var answer = await city.AskAsync(
            "{ hidden: __type(name: \"EmergencyMedical\") { name } shown: __type(name: \"Pension\") { fields { name } } }",
            request => request with { Token = PipelineCity.Officer + PipelineTokens.SeesItsOwn });

        Assert.Equal("""{"hidden":null,"shown":{"fields":[{"name":"receives"}]}}""", answer.Data);
    }

    [Fact]
    public async Task What_is_not_visible_is_withheld_as_ever_and_not_unknown()
    {
        var city = new PipelineCity();

        var answer = await city.AskAsync(
            $"{{ person(citizenNo: \"{PipelineCity.Xiufang}\") {{ emergencyMedical {{ bloodType }} }} }}",
            request => request with { Token = PipelineCity.Officer + PipelineTokens.SeesItsOwn });

        Assert.Equal(AnswerKind.Executed, answer.Kind);
        Assert.Equal(["Person.emergencyMedical.bloodType NOT_PERMITTED 1"], answer.Withheld);
    }

    [Fact]
    public async Task Where_introspection_is_off_the_error_names_the_setting()
    {
        var answer = await new PipelineCity().AskAsync(Types);

        Assert.Contains("GraphQL:Introspection", answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_decision_can_open_is_visible_to_the_client_and_no_other_field_is()
    {
        var city = new PipelineCity();
        foreach (var client in DemoCity.Policies.Clients)
        {
            var identity = Identity(client);
            var visible = VisibleFields.Of(city.Snapshot, identity);
            var shown = city.Snapshot.Visible.Of(city.Snapshot, identity)!;
            var openable = DemoCity.Standard.Fields
                .Where(field => client.Purposes.Append(null).Any(purpose => IsOpen(client, purpose, field)))
                .ToList();
            foreach (var field in openable.Where(field => shown.Type(field.Coordinate.Value.Split('.')[0]) is not null))
            {
                var (type, name) = Place(field);
                Assert.True(visible.Contains(type, name) && Shows(shown, type, name), $"{client.ClientId} may read {field.Coordinate}, and is not told of it.");
            }

            var leaves = openable.Concat(DemoCity.Standard.Fields.Where(field => field.OpenWithObject)).Select(Place).ToHashSet();
            foreach (var field in DemoCity.Standard.Fields.Where(field => !leaves.Contains(Place(field))))
            {
                var (type, name) = Place(field);
                Assert.False(Shows(shown, type, name), $"{client.ClientId} can never read {field.Coordinate}, and is told of it.");
            }
        }
    }

    [Fact]
    public void What_every_client_is_told_is_a_valid_schema()
    {
        var city = new PipelineCity();
        foreach (var client in DemoCity.Policies.Clients)
        {
            var shown = city.Snapshot.Visible.Of(city.Snapshot, Identity(client))!;

            Assert.Equal(SchemaPrinter.Print(shown), SchemaPrinter.Print(SchemaBuilder.Build(SchemaPrinter.Print(shown))));
            Assert.Same(shown, city.Snapshot.Visible.Of(city.Snapshot, Identity(client)));
        }
    }

    [Fact]
    public void A_flood_of_classes_does_not_fill_the_memory()
    {
        var city = new PipelineCity();
        var client = Identity(DemoCity.Policies.Clients[0]);
        for (var i = 0; i < 300; i++)
        {
            _ = city.Snapshot.Visible.Of(city.Snapshot, client with { Roles = [$"role-{i}"] });
        }

        Assert.InRange(city.Snapshot.Visible.Count, 1, 128);
    }

    private static ClientIdentity Identity(ClientCard client) =>
        new(client.ClientId, client.Department, client.Roles, client.Purposes, client.RegionCode, client.Officer, IntrospectionMode.Visible);

    private static bool IsOpen(ClientCard client, string? purpose, GovernedField field)
    {
        var state = DemoCity.Policies.Vocabulary.StateOf(purpose, client.Purposes);
        var asking = new CallerClass(client.Department, client.Roles, state, purpose, client.RegionCode, true, true);
        return DemoCity.Table.Decide(asking, field.Coordinate, DemoCity.Now).Openings.Count > 0;
    }

    // The object type and field at which a governed path ends.
    private static (string Type, string Field) Place(GovernedField field)
    {
        var path = field.Coordinate.Value.Split('.');
        var type = path[0];
        foreach (var name in path[1..^1])
        {
            type = DemoCity.Standard.Type(type)!.Properties.Single(property => property.Name == name).Type;
        }

        return (type, path[^1]);
    }

    private static bool Shows(Schema schema, string type, string field) => (schema.Type(type) as ObjectType)?.Field(field) is not null;

    private static Dictionary<string, List<string>> Names(PipelineAnswer answer) =>
        JsonElement.Parse(answer.Data).GetProperty("__schema").GetProperty("types").EnumerateArray().ToDictionary(
            type => type.GetProperty("name").GetString()!,
            type => type.GetProperty("fields") is { ValueKind: JsonValueKind.Array } fields
                ? fields.EnumerateArray().Select(field => field.GetProperty("name").GetString()!).ToList()
                : []);
}
