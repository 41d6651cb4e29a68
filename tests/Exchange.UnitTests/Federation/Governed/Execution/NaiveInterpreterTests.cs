using Exchange.Federation.Authorization;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Federation.Governed.Execution;

/// <summary>Random cities, grants and gates against an interpreter that reads the rules record by record, without plans or masks.</summary>
public sealed class NaiveInterpreterTests
{
    private const string Query = """
        { people(citizenNos: ["p0", "p1", "p2", "p3", "p9"]) {
            name heatRisk pension { receives amount } household { members { name heatRisk } } } }
        """;

    [Fact]
    public async Task Plans_and_masks_give_what_the_rules_say_for_every_record()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var world = new World(new Random(seed));
            var (police, health, social) = (world.Source("police"), world.Source("health"), world.Source("social"));

            var run = await FederationRun.AskAsync(Query, world.Grants, police, health, social);

            Assert.True($$"""{"people":{{world.People()}}}""" == run.Json, $"seed {seed}: expected {world.People()}, was {run.Json}");
            foreach (var source in new[] { police, health, social })
            {
                foreach (var coordinate in source.Coordinates)
                {
                    Assert.True(
                        source.KeysFor(coordinate).All(key => world.MayAsk(coordinate, key)),
                        $"seed {seed}: {coordinate} was asked for a closed record");
                }
            }
        }
    }

    private sealed class World
    {
        private const int Persons = 4;

        private static readonly string[] Coordinates =
            ["Person.name", "Person.heatRisk", "Person.pension.receives", "Person.pension.amount", "Person.household.members"];

        private readonly Dictionary<string, Alternative[]> _ways = [];
        private readonly Dictionary<string, bool>[] _gates;
        private readonly Dictionary<string, (string? Name, string? Risk, string? Pension, string[]? Members)> _records = [];

        public World(Random random)
        {
            _gates = [.. Enumerable.Range(0, 4).Select(_ => Keys().ToDictionary(key => key, _ => random.Next(3) > 0))];
            foreach (var gate in _gates)
            {
                Grants.Gate(new KeyGate(GrantTable.Consent, [.. gate.Where(entry => entry.Value).Select(entry => entry.Key)]));
            }

            Grants.Open("Query.people");
            foreach (var coordinate in Coordinates)
            {
                _ways[coordinate] = Ways(random, coordinate == "Person.name");
                Grants.Ways(coordinate, _ways[coordinate]);
            }

            _ways["presence"] = random.Next(2) == 0 ? [GrantTable.Full()] : [GrantTable.Full(Mask(random))];
            Grants.Presence("Person", "Person.pid", _ways["presence"]);
            foreach (var key in Keys().Take(Persons))
            {
                _records[key] = (
                    random.Next(4) == 0 ? null : $"name-{key}",
                    random.Next(4) == 0 ? null : "HIGH",
                    random.Next(4) == 0 ? null : $$"""{"receives":true,"amount":"{{random.Next(100)}}"}""",
                    random.Next(4) == 0 ? null : [.. Keys().Where(_ => random.Next(2) == 0)]);
            }
        }

        public GrantTable Grants { get; } = new();

        public RecordingSource Source(string department) =>
            new(department, _records.ToDictionary(entry => entry.Key, entry => department switch
            {
                "police" => $$"""{"name":{{Text(entry.Value.Name)}},"household":{{Household(entry.Value.Members)}} }""",
                "health" => $$"""{"heatRisk":{{Text(entry.Value.Risk)}}}""",
                _ => $$"""{"pension":{{entry.Value.Pension ?? "null"}}}""",
            }));

        public string People() => $"[{string.Join(',', Keys().Select(key => Person(key, isMember: false)))}]";

        public bool MayAsk(string coordinate, string key) => Open("presence", key) is not null && Open(coordinate, key) is not null;

        private static IEnumerable<string> Keys() => ["p0", "p1", "p2", "p3", "p9"];

        private static string Text(string? text) => text is null ? "null" : $"\"{text}\"";

        private static string Household(string[]? members) =>
            members is null ? "null" : $$"""{"members":[{{string.Join(',', members.Select(key => $$"""{"citizenNo":"{{key}}"}"""))}}]}""";

        private static ulong Mask(Random random) => (ulong)random.Next(16);

        private static Alternative[] Ways(Random random, bool isReducible) => random.Next(4) switch
        {
            0 => [],
            1 => [GrantTable.Full(Mask(random))],
            2 when isReducible => [GrantTable.Full(Mask(random)), GrantTable.Reduced(2, "two", Mask(random))],
            _ => [GrantTable.Full(Mask(random)), GrantTable.Full(Mask(random))],
        };

        private Alternative? Open(string coordinate, string key) => _ways[coordinate].FirstOrDefault(way =>
            Enumerable.Range(0, _gates.Length).All(bit => (way.Gates & (1UL << bit)) == 0 || _gates[bit][key]));

        private string Person(string key, bool isMember)
        {
            if (Open("presence", key) is null)
            {
                return "null";
            }

            var record = _records.GetValueOrDefault(key);
            var name = Open("Person.name", key) is { } way ? Text(way.IsFull ? record.Name : record.Name?[..2]) : "null";
            var risk = Open("Person.heatRisk", key) is not null ? Text(record.Risk) : "null";
            var rest = isMember ? "" : $$""","pension":{{Pension(key, record.Pension)}},"household":{{Members(key, record.Members)}}""";
            return $$"""{"name":{{name}},"heatRisk":{{risk}}{{rest}}}""";
        }

        private string Pension(string key, string? pension)
        {
            var (receives, amount) = (Open("Person.pension.receives", key) is not null, Open("Person.pension.amount", key) is not null);
            if ((receives || amount) && pension is null)
            {
                return "null";
            }

            var value = pension is null ? null : RecordingSource.Json(pension).AsObject();
            return $$"""{"receives":{{(receives ? "true" : "null")}},"amount":{{(amount ? Text(value!["amount"].AsString()) : "null")}}}""";
        }

        private string Members(string key, string[]? members)
        {
            if (_ways["presence"].Length == 0 || Open("Person.household.members", key) is null)
            {
                return """{"members":null}""";
            }

            return members is null
                ? "null"
                : $$"""{"members":[{{string.Join(',', members.Select(member => Person(member, isMember: true)))}}]}""";
        }
    }
}
