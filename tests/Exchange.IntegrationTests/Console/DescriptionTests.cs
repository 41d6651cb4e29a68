using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Console;

/// <summary><c>/openapi/v1.json</c>: what the console's client is generated from.</summary>
[Collection(nameof(RunningHub))]
public sealed class DescriptionTests(RunningHub hub)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_description_that_the_console_is_built_from_is_the_one_that_the_hub_serves()
    {
        var file = Path.Combine(Root(), "src", "Exchange.Console", "web", "openapi.json");
        var kept = JsonNode.Parse(await File.ReadAllTextAsync(file, Cancel));
        var served = JsonNode.Parse(await hub.Http.GetStringAsync("/openapi/v1.json", Cancel));

        Assert.True(JsonNode.DeepEquals(kept, served), "openapi.json is not what the hub serves: src/Exchange.Console/README.md says how to renew it.");
    }

    [Fact]
    public async Task Every_operation_has_an_id_of_its_own_and_describes_its_problems_and_every_member_of_a_view_is_required()
    {
        var description = JsonDocument.Parse(await hub.Http.GetStringAsync("/openapi/v1.json", Cancel)).RootElement;
        var operations = description.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).ToList();
        var ids = operations.Select(operation => operation.Value.GetProperty("operationId").GetString()!).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Empty(new[] { "getOverview", "listAccessRecords", "getVocabulary", "listPolicyVersions", "listConsents" }.Except(ids));
        Assert.All(
            operations.SelectMany(operation => operation.Value.GetProperty("responses").EnumerateObject())
                .Where(answer => answer.Name[0] is '4' or '5'),
            answer => Assert.True(answer.Value.GetProperty("content").TryGetProperty("application/problem+json", out _)));
        var schemas = description.GetProperty("components").GetProperty("schemas");
        Assert.Contains("code", schemas.GetProperty("ProblemDetails").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.All(
            schemas.EnumerateObject().Where(schema => schema.Name is "OverviewView" or "AccessRow" or "DepartmentView" or "VocabularyView"),
            schema => Assert.Equal(
                schema.Value.GetProperty("properties").EnumerateObject().Select(member => member.Name),
                schema.Value.GetProperty("required").EnumerateArray().Select(name => name.GetString())));
    }

    [Fact]
    public async Task Whatever_takes_a_body_says_that_it_may_be_misunderstood_or_too_large()
    {
        string[] tags = ["consents", "policies", "reversals", "reviews"];
        var description = JsonDocument.Parse(await hub.Http.GetStringAsync("/openapi/v1.json", Cancel)).RootElement;
        var taking = description.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value)
            .Where(operation => operation.TryGetProperty("requestBody", out _) && tags.Contains(operation.GetProperty("tags")[0].GetString())).ToList();

        Assert.NotEmpty(taking);
        Assert.All(taking, operation => Assert.Superset(
            new HashSet<string> { "400", "413" }, operation.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).ToHashSet()));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Exchange.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        }

        return folder;
    }
}
