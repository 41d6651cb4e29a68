using System.Text.Json.Nodes;
using Exchange.Demo.Generation;

namespace Exchange.Conformance.Running;

/// <summary>One request to a subgraph; the name is for the message of a failing test.</summary>
public sealed record EntityRequest(string Name, string Query, JsonObject Variables)
{
    internal JsonObject ToJson() => new() { ["query"] = Query, ["variables"] = Variables.DeepClone() };
}

/// <summary>The requests that both implementations of the health subgraph must answer alike.</summary>
internal static class EntityRequests
{
    private const string HighRisk = "990102194701050170"; // 李建国
    private const string Applicant = "990102195803120429"; // 王秀芳
    private const string Unknown = "990102190001010009";

    private const string Asked = "query ($r: [_Any!]!) { _entities(representations: $r)";

    public static IReadOnlyList<EntityRequest> Of(City city)
    {
        var hospital = city.Hospitals[0].AddressCode;
        var doctor = city.HealthRecords.First(record => record.FamilyDoctor is not null).CitizenNo;
        var allergic = city.HealthRecords.First(record => record.Allergies.Count > 0).CitizenNo;
        var program = city.HealthRecords.First(record => record.CompletedPrograms.Count > 0).CompletedPrograms[0];
        return [.. Answered(hospital, doctor, allergic, program), .. Holes(hospital), .. Refused(hospital)];
    }

    private static IEnumerable<EntityRequest> Answered(string hospital, string doctor, string allergic, string program)
    {
        yield return Ask(
            "several, nested",
            "{ ... on Person { heatRisk careNeed { oxygen dialysis } } }",
            Person(HighRisk), Person(Applicant));
        yield return Ask(
            "aliases",
            "{ ... on Person { risk: heatRisk need: careNeed { power: needsPowerSupply car: needsTransport } key: citizenNo } }",
            Person(HighRisk));
        yield return Ask(
            "aliases side by side",
            "{ ... on Person { a: careNeed { oxygen } b: careNeed { dialysis oxygen } } }",
            Person(HighRisk));
        yield return Ask(
            "type names",
            "{ __typename ... on Person { t: __typename careNeed { __typename } } ... on Place { hospital { __typename } } }",
            Person(HighRisk), Place(hospital));
        yield return Ask("two types", "{ ... on Place { addressCode hospital { level beds emergencyLoad } } ... on Person { heatRisk } }",
            Place(hospital), Person(Applicant), Place(hospital));
        yield return Ask("the same twice", "{ ... on Person { heatRisk } }", Person(HighRisk), Person(HighRisk));
        yield return Ask(
            "lists and missing objects",
            "{ ... on Person { emergencyMedical { allergies bloodType } familyDoctor { name phone } } }",
            Person(allergic), Person(doctor), Person(HighRisk), Person(Applicant));
        yield return Ask(
            "arguments",
            "{ ... on Person { yes: vaccinationComplete(program: \"" + program + "\") no: vaccinationComplete(program: \"x\") } }",
            Person(allergic), Person(doctor), Person(HighRisk));
        yield return new EntityRequest(
            "variables and directives",
            "query Q($r: [_Any!]!, $p: String!, $off: Boolean = true) { _entities(representations: $r) { ...P } } "
            + "fragment P on Person { vaccinationComplete(program: $p) heatRisk @skip(if: $off) "
            + "careNeed @include(if: $off) { mobilityAid } }",
            new JsonObject { ["r"] = new JsonArray(Person(HighRisk), Person(doctor)), ["p"] = program });
        yield return new EntityRequest(
            "literals",
            "{ _entities(representations: [{ __typename: \"Person\", citizenNo: \"" + HighRisk + "\" }]) { ... on Person { heatRisk } } }",
            []);
        yield return new EntityRequest(
            "two selections",
            "query ($a: [_Any!]!, $b: [_Any!]!) { g0: _entities(representations: $a) { ... on Person { heatRisk } } "
            + "g1: _entities(representations: $b) { ... on Person { careNeed { oxygen } } } }",
            new JsonObject { ["a"] = new JsonArray(Person(HighRisk)), ["b"] = new JsonArray(Person(Applicant), Person(HighRisk)) });
    }

    private static IEnumerable<EntityRequest> Holes(string hospital)
    {
        yield return Ask("none", "{ ... on Person { heatRisk } }");
        yield return Ask("an unknown key", "{ __typename ... on Person { heatRisk } }", Person(Unknown));
        yield return Ask("unknown among known", "{ ... on Person { heatRisk } }", Person(HighRisk), Person(Unknown), Person(Applicant));
        yield return Ask(
            "a place that is no hospital",
            "{ ... on Place { addressCode hospital { beds } } }",
            Place(hospital), Place("990102001001-0003"));
        yield return Ask("an unknown event", "{ ... on OutbreakArea { eventId } }", Representation("OutbreakArea", "eventId", "health:1"));
    }

    private static IEnumerable<EntityRequest> Refused(string hospital)
    {
        yield return Ask("no type name", "{ ... on Person { heatRisk } }", Person(HighRisk), new JsonObject { ["citizenNo"] = HighRisk });
        yield return Ask("no key", "{ ... on Person { heatRisk } }", Person(HighRisk), new JsonObject { ["__typename"] = "Person" });
        yield return Ask("an unknown type", "{ ... on Person { heatRisk } }", Representation("Stranger", "citizenNo", HighRisk));
        yield return Ask(
            "the key of another type",
            "{ ... on Place { hospital { beds } } }",
            Representation("Place", "citizenNo", hospital));
        yield return new EntityRequest("no representations", Asked + " { __typename } }", []);
        yield return new EntityRequest("representations are null", Asked + " { __typename } }", new JsonObject { ["r"] = null });
        yield return new EntityRequest(
            "one representation is null", Asked + " { __typename } }", new JsonObject { ["r"] = new JsonArray((JsonNode?)null) });
        yield return Ask("an unknown field", "{ ... on Person { diagnosis } }", Person(HighRisk));
        yield return Ask("a field of the union", "{ heatRisk }", Person(HighRisk));
        yield return Ask("no selection", "", Person(HighRisk));
    }

    private static EntityRequest Ask(string name, string selection, params JsonNode[] representations) =>
        new(name, $"{Asked} {selection} }}", new JsonObject { ["r"] = new JsonArray([.. representations]) });

    private static JsonObject Person(string citizenNo) => Representation("Person", "citizenNo", citizenNo);

    private static JsonObject Place(string addressCode) => Representation("Place", "addressCode", addressCode);

    private static JsonObject Representation(string type, string key, string value) => new() { ["__typename"] = type, [key] = value };
}
