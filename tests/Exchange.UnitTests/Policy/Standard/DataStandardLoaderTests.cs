using System.Text;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Policy.Standard;

/// <summary>Each mistake is planted in the city's own documents, which are right otherwise.</summary>
public sealed class DataStandardLoaderTests
{
    private const string Sex = "\"owner\": \"public-security\", \"level\": 2";
    private const string Person = "person.schema.json";
    private const string Values = "values.schema.json";
    private const string Ladders = "ladders.json";
    private const string Health = "departments/health.yaml";

    private static readonly IReadOnlyDictionary<string, string> City = Directory
        .EnumerateFiles(CityStandard.Folder, "*.*", SearchOption.AllDirectories)
        .Where(file => file.EndsWith(".json", StringComparison.Ordinal) || file.EndsWith(".yaml", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetRelativePath(CityStandard.Folder, file).Replace('\\', '/'), File.ReadAllText);

    [Theory]
    [InlineData("unknown-owner", Person, Sex, "\"owner\": \"public-securty\", \"level\": 2", "Did you mean 'public-security'?")]
    [InlineData("missing-owner", Person, Sex, "\"level\": 2", "Person.")]
    [InlineData("missing-level", Person, Sex, "\"owner\": \"public-security\"", "Person.")]
    [InlineData("missing-title", Person, "\"title\": { \"zh\": \"性别\", \"en\": \"Sex\" }, ", "", "both languages")]
    [InlineData("missing-key", Person, "{ \"zh\": \"性别\", \"en\": \"Sex\" }", "{ \"zh\": \"性别\" }", "'en' is missing")]
    [InlineData("wrong-value", Person, Sex, "\"owner\": \"public-security\", \"level\": 5", "1 to 4")]
    [InlineData("wrong-value", Person, "\"category\": \"N\"", "\"category\": \"X\"", "one of U, C, N")]
    [InlineData("missing-basis", Person, "\"basis\": \"精神卫生法 art. 23\",", "", "article of law")]
    [InlineData("unknown-key", Person, Sex, "\"owner\": \"public-security\", \"levle\": 2", "Did you mean 'level'?")]
    [InlineData("unknown-key", Person, "\"maxLength\": 100", "\"maxLenght\": 100", "Did you mean 'maxLength'?")]
    [InlineData("unknown-key", Person, "\"required\": [\"pid\"]", "\"required\": [\"pdi\"]", "no property 'pdi'")]
    [InlineData("unsupported-keyword", Person, "\"maxLength\": 100", "\"maxLength\": 100, \"const\": \"x\"", "'const'")]
    [InlineData("unsupported-keyword", Person, "\"maxLength\": 100", "\"maxLength\": 100, \"contains\": {}", "'contains'")]
    [InlineData("unsupported-keyword", Person, "\"maxLength\": 100", "\"maxLength\": 100, \"if\": {}", "'if'")]
    [InlineData("unsupported-keyword", Person, "\"required\":", "\"unevaluatedProperties\": {}, \"required\":", "'unevaluatedProperties'")]
    [InlineData("unsupported-keyword", Person, "\"properties\": {", "\"properties\": { \"anything\": true,", "true and false")]
    [InlineData("unsupported-keyword", Values, "\"pattern\": ", "\"propertyNames\": {}, \"pattern\": ", "'propertyNames'")]
    [InlineData("unbounded-text", Person, "\"maxLength\": 100", "\"minLength\": 1", "greatest length")]
    [InlineData("bad-pattern", Values, "\"pattern\": \"^[0-9]+$\"", "\"pattern\": \"^[0-9+$\"", "regular expression")]
    [InlineData("unknown-check", Values, "\"check\": \"creditCode\"", "\"check\": \"creditCod\"", "Did you mean 'creditCode'?")]
    [InlineData("dangling-link", Person, "#/definitions/Pension", "#/definitions/Pensoin", "Did you mean 'Pension'?")]
    [InlineData("dangling-link", Person, "\"link\": \"Organization\"", "\"link\": \"Organisation\"", "Did you mean 'Organization'?")]
    [InlineData("dangling-link", Person, "\"link\": \"Organization\"", "\"link\": \"Pension\"", "no entity 'Pension'")]
    [InlineData("unknown-ladder", Person, "\"ladder\": \"date\"", "\"ladder\": \"dates\"", "Did you mean 'date'?")]
    [InlineData("unknown-level", "place.schema.json", "\"impliedFrom\": \"street\"", "\"impliedFrom\": \"alley\"", "'alley'")]
    [InlineData("unknown-coordinate", "grid.schema.json", "Grid.visitTasks.date", "Grid.visitTasks.dat", "Did you mean")]
    [InlineData("missing-reads", "grid.schema.json", ", \"reads\": \"Grid.visitTasks.date\"", "", "'reads'")]
    [InlineData("unknown-argument-type", "grid.schema.json", "\"type\": \"Date\"", "\"type\": \"Dat\"", "Did you mean 'Date'?")]
    [InlineData("two-owners", Values, "\"title\": { \"zh\": \"是否", "\"owner\": \"health\", \"title\": { \"zh\": \"是否", "field or type that holds this")]
    [InlineData("two-owners", "query.schema.json", "\"resolve\": \"hub\"", "\"resolve\": \"hub\", \"owners\": [\"health\"]", "keep one")]
    [InlineData("wrong-value", Person, "{ \"assumed\": 5 }", "{ \"assumed\": -1 }", "0 to 100000")]
    [InlineData("wrong-value", Person, "\"listSize\": { \"assumed\": 5 }", "\"cost\": 1.5", "0 to 100000")]
    [InlineData("unknown-key", Person, "{ \"assumed\": 5 }", "{ \"asumed\": 5 }", "Did you mean 'assumed'?")]
    [InlineData("unknown-key", "query.schema.json", "[\"citizenNos\", \"pids\"]", "[\"citizenNo\", \"pids\"]", "Did you mean 'citizenNos'?")]
    [InlineData("entrance-ladder", "query.schema.json", "\"resolve\": \"merged\"", "\"resolve\": \"merged\", \"ladder\": \"place\"", "open or closed")]
    [InlineData("entrance-ladder", "grid.schema.json", "\"connection\": true", "\"connection\": true, \"ladder\": \"place\"", "open or closed")]
    [InlineData("missing-resolve", "query.schema.json", ",\n            \"resolve\": \"hub\"", "", "'resolve'")]
    [InlineData("unknown-key-field", Person, "\"key\": \"citizenNo\"", "\"key\": \"citizenNumber\"", "'citizenNumber'")]
    [InlineData("duplicate-type", "grid.schema.json", "\"title\": \"Grid\"", "\"title\": \"Person\"", "keep one")]
    [InlineData("duplicate-key", Person, "\"sex\": {", "\"name\": {", "twice")]
    [InlineData("not-json", Person, "\"required\": [\"pid\"],", "\"required\": [\"pid\"],,", "not JSON")]
    [InlineData("value-cycle", Values, "#/definitions/Band", "#/definitions/Disability", "nested deeper")]
    [InlineData("broken-ladder", Ladders, "[\"none\", \"surname\", \"full\"]", "[\"surname\", \"full\"]", "start with none")]
    [InlineData("broken-ladder", Ladders, "[\"none\", \"surname\", \"full\"]", "[\"none\", \"surname\"]", "end with full")]
    [InlineData("broken-ladder", Ladders, "\"year\", \"month\"", "\"month\", \"year\"", "in this order")]
    [InlineData("broken-ladder", Ladders, "5000, 10000", "10000, 5000", "rising")]
    [InlineData("unknown-reduction", Ladders, "\"reduction\": \"phone\"", "\"reduction\": \"fone\"", "no reduction 'fone'")]
    [InlineData("unknown-key", Health, "order:", "ordre:", "Did you mean 'order'?")]
    [InlineData("wrong-value", Health, "code: health", "code: Health", "the file's name")]
    [InlineData("wrong-value", Health, "order: 3", "order: 1", "another")]
    [InlineData("missing-title", Health, "request:", "requests:", "'request' is missing")]
    [InlineData("not-yaml", Health, "code: health", "code: [health", "not YAML")]
    public void A_mistake_is_reported_with_its_code_and_what_to_do(string code, string file, string right, string wrong, string hint)
    {
        var findings = Load(file, right, wrong).Findings;
        var finding = findings.FirstOrDefault(candidate =>
            candidate.Code == code && candidate.Message.Contains(hint, StringComparison.OrdinalIgnoreCase));
        Assert.True(finding is not null, $"Found only:\n{string.Join('\n', findings)}");
        Assert.True(finding.Line > 0 || code == "not-yaml", finding.ToString());
    }

    [Fact]
    public void A_mistake_names_file_line_column_and_path()
    {
        var finding = Assert.Single(Load(Person, "\"ladder\": \"date\"", "\"ladder\": \"dates\"").Findings);
        var line = 1 + City[Person][..City[Person].IndexOf("\"birthDate\"", StringComparison.Ordinal)].Count(c => c == '\n');
        Assert.Equal((Person, line, 5, "properties.birthDate"), (finding.File, finding.Line, finding.Column, finding.Path));
    }

    [Fact]
    public void Every_mistake_is_reported_at_once_in_the_order_of_the_files()
    {
        var documents = City.ToDictionary(entry => entry.Key, entry => entry.Value);
        documents[Person] = documents[Person]
            .Replace("\"ladder\": \"date\"", "\"ladder\": \"dates\"")
            .Replace("\"ladder\": \"citizenNo\"", "\"ladder\": \"no\"");
        documents[Health] = documents[Health].Replace("code:", "kode:");
        var result = Load(documents);
        Assert.Null(result.Standard);
        Assert.True(result.Findings.Count >= 4);
        Assert.Equal(result.Findings.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line), result.Findings);
    }

    [Fact]
    public void A_missing_folder_and_a_missing_file_are_findings()
    {
        Assert.Equal("unreadable", Assert.Single(DataStandardLoader.Load("no-such-folder").Findings).Code);
        var documents = City.Where(entry => entry.Key != Ladders).ToDictionary(entry => entry.Key, entry => entry.Value);
        Assert.Contains(Load(documents).Findings, finding => finding is { Code: "unreadable", File: Ladders });
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{ \"title\": ")]
    public void A_document_that_is_no_object_is_a_finding(string text)
    {
        var documents = City.ToDictionary(entry => entry.Key, entry => entry.Value);
        documents["extra.schema.json"] = text;
        Assert.Contains(Load(documents).Findings, finding => finding is { Code: "not-json", File: "extra.schema.json" });
    }

    [Fact]
    public void A_document_nested_without_end_is_a_finding()
    {
        var documents = City.ToDictionary(entry => entry.Key, entry => entry.Value);
        documents["extra.schema.json"] = string.Concat(Enumerable.Repeat("{\"a\":", 10_000));
        Assert.Contains(Load(documents).Findings, finding => finding.Code == "not-json");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void A_department_nested_without_end_is_a_finding(string nest)
    {
        var documents = City.ToDictionary(entry => entry.Key, entry => entry.Value);
        documents[Health] += "source: " + string.Concat(Enumerable.Repeat(nest, 10_000));
        Assert.Contains(Load(documents).Findings, finding => finding is { Code: "not-yaml", File: Health });
    }

    [Theory]
    [InlineData("code: health\ncode: health\n")]
    [InlineData("source: &a { b: 1 }\nother: *a\n")]
    [InlineData("- health\n")]
    [InlineData("")]
    public void A_department_that_is_no_plain_mapping_is_a_finding(string text)
    {
        var documents = City.ToDictionary(entry => entry.Key, entry => entry.Value);
        documents[Health] = text;
        Assert.Contains(Load(documents).Findings, finding => finding is { Code: "not-yaml", File: Health });
    }

    [Fact]
    public void Every_finding_code_is_explained_in_the_readme_and_no_other_is()
    {
        var readme = File.ReadAllText(Path.Combine(CityStandard.Folder, "README.md"));
        var explained = readme.Split("## Findings")[1].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]).Order(StringComparer.Ordinal);
        Assert.Equal(FindingCodes().Order(StringComparer.Ordinal), explained);
    }

    private static IEnumerable<string> FindingCodes() => typeof(DataStandardLoaderTests)
        .GetMethod(nameof(A_mistake_is_reported_with_its_code_and_what_to_do))!
        .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
        .Cast<InlineDataAttribute>()
        .Select(attribute => (string)attribute.Data[0]!)
        .Append("unreadable")
        .Distinct();

    private static StandardResult Load(string file, string right, string wrong)
    {
        var text = City[file];
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} does not hold {right} any more.");
        var documents = City.ToDictionary(entry => entry.Key, entry => entry.Value);
        documents[file] = text[..at] + wrong + text[(at + right.Length)..];
        return Load(documents);
    }

    private static StandardResult Load(IReadOnlyDictionary<string, string> documents) =>
        DataStandardLoader.Load(documents.ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetBytes(entry.Value)));
}
