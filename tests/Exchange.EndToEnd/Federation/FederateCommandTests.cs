using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Exchange.EndToEnd.Running;
using Exchange.Federation.Composition;

namespace Exchange.EndToEnd.Federation;

/// <summary>What the commands of the federation are given, what they refuse, and how they end.</summary>
public sealed class FederateCommandTests(TwoDepartments city) : IClassFixture<TwoDepartments>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("http://0.0.0.0:5081")]
    [InlineData("http://127.0.0.1:5081;http://192.0.2.1:5081")]
    [InlineData("http://[::]:5081")]
    public async Task Another_address_than_this_machines_is_refused(string urls)
    {
        var outcome = await ExchangeProgram.RunAsync(_folder.Location, "federate", "--subgraphs", city.Subgraphs, "--urls", urls);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("this machine only", outcome.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_graph_or_with_two_it_does_not_start()
    {
        Assert.Equal(2, (await ExchangeProgram.RunAsync(_folder.Location, "federate")).ExitCode);
        Assert.Equal(
            2, (await ExchangeProgram.RunAsync(_folder.Location, "federate", "--subgraphs", city.Subgraphs, "--supergraph", city.Subgraphs)).ExitCode);
    }

    [Fact]
    public async Task A_subgraph_that_gives_no_SDL_is_named()
    {
        await WriteAsync("subgraphs.json", """[{"name":"absent","url":"http://127.0.0.1:1/graphql"}]""");
        var outcome = await ExchangeProgram.RunAsync(_folder.Location, "federate", "--subgraphs", _folder.Of("subgraphs.json"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("\"absent\"", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"a"}""", "must be a list")]
    [InlineData("""[{"name":"a"}]""", "\"a\"")]
    [InlineData("""[{"name":"a","url":"127.0.0.1"}]""", "\"url\"")]
    [InlineData("""[{"name":"a","url":"http://127.0.0.1:1","sdlFile":"none.graphql"}]""", "none.graphql")]
    [InlineData("[{\n  \"name\": }]", "subgraphs.json:2")]
    [InlineData("""[{"name":"a","url":"http://127.0.0.1:1","sdl":"type Query { a: Missing }"}]""", "Missing")]
    public async Task A_mistake_of_the_file_is_told_with_its_place(string text, string named)
    {
        await WriteAsync("subgraphs.json", text);
        var outcome = await ExchangeProgram.RunAsync(_folder.Location, "federate", "--subgraphs", _folder.Of("subgraphs.json"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(outcome.ErrorLines, line => line.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_supergraph_takes_the_place_of_subgraphs_and_a_signal_ends_the_gateway_in_order()
    {
        await WriteAsync("supergraph.graphql", Supergraph());
        await using var gateway = await FederateProcess.StartAsync(_folder.Location, "--supergraph", _folder.Of("supergraph.graphql"));
        using var client = new HttpClient { BaseAddress = gateway.Address };
        using var response = await client.PostAsJsonAsync("/graphql", new { query = "{ latest { book { title } } }" }, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("""{"latest":{"book":{"title":"第一册"}}}""", answer.GetProperty("data").GetRawText());
        Assert.Equal(0, await gateway.EndAsync());
    }

    [Fact]
    public async Task A_subgraph_that_is_gone_costs_its_own_fields()
    {
        await WriteAsync("subgraphs.json", JsonSerializer.Serialize(new object[]
        {
            new { name = "library", url = city.Library.Url, sdl = TwoDepartments.LibrarySdl },
            new { name = "reviews", url = "http://127.0.0.1:1/graphql", sdl = TwoDepartments.ReviewSdl },
        }));
        await using var gateway = await FederateProcess.StartAsync(_folder.Location, "--subgraphs", _folder.Of("subgraphs.json"));
        using var client = new HttpClient { BaseAddress = gateway.Address };
        using var response = await client.PostAsJsonAsync("/graphql", new { query = "{ books { title reviews { text } } }" }, Cancel);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(
            """{"books":[{"title":"第一册","reviews":null},{"title":"Two","reviews":null}]}""", answer.GetProperty("data").GetRawText());
        Assert.Contains(answer.GetProperty("errors").EnumerateArray(), error =>
            error.GetProperty("extensions").GetProperty("code").GetString() == "SOURCE_UNAVAILABLE");
    }

    [Fact]
    public async Task A_plan_is_printed_as_text_and_as_JSON()
    {
        await WriteAsync("query.graphql", "{ books { title reviews { text } } }");
        string[] words = ["schema", "plan", "--query", _folder.Of("query.graphql"), "--subgraphs", city.Subgraphs];
        var text = await ExchangeProgram.RunAsync(_folder.Location, words);
        Assert.Equal(0, text.ExitCode);
        Assert.Contains("library", text.Output, StringComparison.Ordinal);
        Assert.Contains("_entities", text.Output, StringComparison.Ordinal);
        var json = await ExchangeProgram.RunAsync(_folder.Location, [.. words, "--json"]);
        using var plan = JsonDocument.Parse(json.Output);
        Assert.Equal(
            ["library", "reviews"], plan.RootElement.GetProperty("requests").EnumerateArray().Select(request => request.GetProperty("subgraph").GetString()));
    }

    [Fact]
    public async Task What_cannot_be_planned_is_told_with_its_place()
    {
        await WriteAsync("query.graphql", "{\n  books { titel }\n}");
        var outcome = await ExchangeProgram.RunAsync(
            _folder.Location, "schema", "plan", "--query", _folder.Of("query.graphql"), "--subgraphs", city.Subgraphs);
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("query.graphql:2:11: ", Assert.Single(outcome.OutputLines), StringComparison.Ordinal);
    }

    private string Supergraph() => SupergraphComposer.Compose(
    [
        new Subgraph("library", TwoDepartments.LibrarySdl) { Url = city.Library.Url },
        new Subgraph("reviews", TwoDepartments.ReviewSdl) { Url = city.Reviews.Url },
    ]).Document!;

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(_folder.Of(name), text, Cancel);
}
