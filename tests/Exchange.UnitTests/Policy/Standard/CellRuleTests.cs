using System.Text.Json;
using Exchange.Policy;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;
using NJsonSchema;

namespace Exchange.UnitTests.Policy.Standard;

public sealed class CellRuleTests
{
    private const int Seed = 20261121;
    private const string Alphabet = "0129-.XA区王 *\n";
    // The compiled check is stricter than the schema for these: check digits, the calendar, no line feed at the end.
    private static readonly string[] Stricter = ["CitizenNo", "CreditCode", "RegionCode", "Date", "DateTime", "Money"];

    [Fact]
    public async Task The_compiled_check_of_every_leaf_agrees_with_the_schema_validator()
    {
        var documents = new SchemaDocuments(CityStandard.Folder);
        var chance = new Random(Seed);
        foreach (var (coordinate, type) in Leaves())
        {
            var rule = CityStandard.Standard.Cell(coordinate);
            var schema = await documents.LeafAsync(coordinate.Value);
            foreach (var text in SampleTexts.All.Concat(Enumerable.Range(0, 20).Select(_ => Mutated(chance))))
            {
                var compiled = rule.Kind == CellKind.Enum ? rule.AcceptsEnum(text) : rule.AcceptsText(text);
                var validated = schema.Validate(JsonSerializer.Serialize(text)).Count == 0;
                var shown = JsonSerializer.Serialize(text);
                var agrees = Stricter.Contains(type) ? !compiled || validated : compiled == validated;
                Assert.True(agrees, $"{coordinate} (seed {Seed}): compiled {compiled}, schema {validated} for {shown}");
            }
        }
    }

    [Fact]
    public async Task The_compiled_check_agrees_with_the_schema_validator_on_numbers_and_booleans()
    {
        var documents = new SchemaDocuments(CityStandard.Folder);
        foreach (var (coordinate, _) in Leaves())
        {
            var rule = CityStandard.Standard.Cell(coordinate);
            var schema = await documents.LeafAsync(coordinate.Value);
            foreach (var number in new[] { -1000001L, -181, -90, -1, 0, 1, 9, 10, 100, 101, 300, 301, 100000, 2147483647, 2147483648 })
            {
                var message = $"{coordinate} {number}";
                Assert.True(rule.AcceptsInteger(number) == (schema.Validate(JsonSerializer.Serialize(number)).Count == 0), message);
                var half = number + 0.5;
                Assert.True(rule.AcceptsNumber(half) == (schema.Validate(JsonSerializer.Serialize(half)).Count == 0), message);
            }

            Assert.True(rule.AcceptsBoolean == (schema.Validate("true").Count == 0), coordinate.Value);
        }
    }

    [Theory]
    [InlineData("Person.citizenNo", "990102195803120429", true)]
    [InlineData("Person.citizenNo", "990102195803120428", false)]
    [InlineData("Organization.uscc", "92990102MA0AAAAA33", true)]
    [InlineData("Organization.uscc", "92990102MA0AAAAA34", false)]
    [InlineData("Person.birthDate", "1958-02-29", false)]
    [InlineData("Person.birthDate", "1956-02-29", true)]
    [InlineData("HotlineCase.dueAt", "2026-11-21T08:00:00+08:00", true)]
    [InlineData("HotlineCase.dueAt", "2026-11-21T24:30:00+08:00", false)]
    [InlineData("HotlineCase.dueAt", "2026-11-21T08:00:00+08:00\n", false)]
    [InlineData("Person.pension.amount", "3456.78", true)]
    [InlineData("Person.pension.amount", "3456.78\n", false)]
    [InlineData("Place.regionCode", "990102", true)]
    [InlineData("Place.regionCode", "99010", false)]
    public void What_a_pattern_cannot_say_is_checked_too(string coordinate, string text, bool accepted)
    {
        Assert.Equal(accepted, CityStandard.Standard.Cell(new Coordinate(coordinate)).AcceptsText(text));
    }

    [Fact]
    public void A_number_that_is_none_is_refused()
    {
        var rule = CityStandard.Standard.Cell(new Coordinate("Place.location.latitude"));
        Assert.False(rule.AcceptsNumber(double.NaN));
        Assert.False(rule.AcceptsNumber(double.PositiveInfinity));
        Assert.True(rule.AcceptsNumber(31.2));
    }

    private static IEnumerable<(Coordinate Coordinate, string Type)> Leaves() => CityStandard.Standard.Fields
        .Where(field => CityStandard.Standard.TryCell(field.Coordinate, out _))
        .Select(field => (field.Coordinate, TypeOf(field.Coordinate.Value.Split('.'))));

    private static string TypeOf(string[] path) => path.Skip(1).Aggregate(path[0], (type, name) =>
        CityStandard.Standard.Type(type)!.Properties.Single(property => property.Name == name).Type);

    private static string Mutated(Random chance)
    {
        var text = SampleTexts.All[chance.Next(SampleTexts.All.Count)].ToCharArray();
        for (var i = 0; i < 2 && text.Length > 0; i++)
        {
            text[chance.Next(text.Length)] = Alphabet[chance.Next(Alphabet.Length)];
        }

        return new string(text);
    }
}

/// <summary>The schema documents as NJsonSchema reads them.</summary>
internal sealed class SchemaDocuments(string folder)
{
    private readonly Dictionary<string, JsonSchema> _documents = new(StringComparer.Ordinal);

    public async Task<JsonSchema> LeafAsync(string coordinate)
    {
        var path = coordinate.Split('.');
        var schema = await TypeAsync(path[0]);
        foreach (var name in path.Skip(1))
        {
            var holder = schema.ActualProperties.ContainsKey(name) ? schema : schema.InheritedSchema!.ActualSchema;
            schema = holder.ActualProperties[name].ActualSchema;
            schema = schema.Item?.ActualSchema ?? schema;
        }

        return schema;
    }

    private async Task<JsonSchema> TypeAsync(string name)
    {
        var file = Path.Combine(folder, $"{char.ToLowerInvariant(name[0])}{name[1..]}.schema.json");
        if (File.Exists(file))
        {
            return await DocumentAsync(file);
        }

        return (await DocumentAsync(Path.Combine(folder, "event.schema.json"))).Definitions[name].ActualSchema;
    }

    private async Task<JsonSchema> DocumentAsync(string file) => _documents.TryGetValue(file, out var known)
        ? known
        : _documents[file] = await JsonSchema.FromFileAsync(file);
}
