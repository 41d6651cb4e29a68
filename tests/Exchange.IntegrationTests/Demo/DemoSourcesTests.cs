using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Exchange.Demo.Generation;
using Exchange.Demo.Health;
using Exchange.Federation.Sources;
using Exchange.IntegrationTests.Adapters;

namespace Exchange.IntegrationTests.Demo;

public sealed class DemoSourcesTests(DemoSourcesFixture demo) : IClassFixture<DemoSourcesFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_line_has_the_hash_of_each_key_and_never_the_key()
    {
        var request = new SourceRequest("hashes", [Ask.Persons([PlantedPeople.WangXiufang], Ask.Leaf("Person", "name"))]);

        await demo.Source("public-security").FetchAsync(request, Cancellation);

        var line = Assert.Single(demo.LogOf("public-security", "hashes"));
        var expected = HMACSHA256.HashData(
            Convert.FromHexString(demo.Sources.SourceLogKey), Encoding.UTF8.GetBytes(PlantedPeople.WangXiufang));
        Assert.Equal(["time", "accessId", "fields", "keys", "keyHashes"], line.EnumerateObject().Select(property => property.Name));
        Assert.Equal(Convert.ToHexStringLower(expected), line.GetProperty("keyHashes")[0].GetString());
        Assert.Equal(1, line.GetProperty("keys").GetInt32());
        Assert.DoesNotContain(PlantedPeople.WangXiufang, line.ToString());
        Assert.True(line.GetProperty("time").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task A_link_is_logged_as_the_link_and_a_value_object_by_its_leaves()
    {
        var household = Ask.Object("Person", "household", "memberCount");
        var members = household with { ResponseName = "m", Children = [Ask.Link("Person.household", "members", "Person.citizenNo")] };
        var street = Ask.Link("Person", "registeredAddress", "Place.addressCode", "street", "streetCode");

        await demo.Source("public-security").FetchAsync(
            new SourceRequest("links", [Ask.Persons([PlantedPeople.WangXiufang], household, members, street)]), Cancellation);

        var line = Assert.Single(demo.LogOf("public-security", "links"));
        Assert.Equal(
            ["Person.household.memberCount", "Person.household.members", "Person.registeredAddress"],
            line.GetProperty("fields").EnumerateArray().Select(field => field.GetString()));
    }

    [Fact]
    public async Task A_second_start_takes_the_same_database_secrets_and_logs_up_again()
    {
        var folder = Directory.CreateTempSubdirectory("exchange-restart-");
        try
        {
            var first = await DemoSourcesFixture.StartAsync(folder.FullName, demo.City);
            var (key, token) = (first.SourceLogKey, first.Endpoints["civil-affairs"].Token);
            await first.DisposeAsync();
            var database = new FileInfo(Path.Combine(folder.FullName, "sources", "public-security.db"));
            var written = database.LastWriteTimeUtc;

            await using var second = await DemoSourcesFixture.StartAsync(folder.FullName, demo.City);

            database.Refresh();
            Assert.Equal((key, token, written), (second.SourceLogKey, second.Endpoints["civil-affairs"].Token, database.LastWriteTimeUtc));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Two_cities_run_side_by_side_and_their_stubs_end_with_them()
    {
        var folder = Directory.CreateTempSubdirectory("exchange-beside-");
        var beside = await DemoSourcesFixture.StartAsync(folder.FullName, demo.City);
        var endpoint = beside.Endpoints["health"];
        Assert.NotEqual(demo.Sources.Endpoints["health"].Url, endpoint.Url);

        await beside.DisposeAsync();

        var failure = await Assert.ThrowsAsync<SourceException>(async () => await demo.Bare("health", endpoint).FetchAsync(
            Ask.Request(Ask.Persons([PlantedPeople.WangXiufang], Ask.Leaf("Person", "heatRisk"))), Cancellation));
        Assert.Equal(SourceFault.Unavailable, failure.Fault);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void The_secrets_are_for_their_owner_only()
    {
        var path = Path.Combine(demo.Folder, "sources", "secrets.json");

        Assert.True(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite),
            "Others can read the secrets.");
    }

    [Fact]
    public async Task The_health_service_answers_service_and_entities()
    {
        var answer = await AskHealthAsync(
            "query($r: [_Any!]!) { _service { sdl } e: _entities(representations: $r) { __typename ... on Person { risk: heatRisk } } }",
            new { r = new[] { new { __typename = "Person", citizenNo = PlantedPeople.LiJianguo }, new { __typename = "Person", citizenNo = "?" } } });

        var content = answer.GetProperty("data");
        Assert.Equal(HealthSchema.Sdl, content.GetProperty("_service").GetProperty("sdl").GetString());
        Assert.Equal("""[{"__typename":"Person","risk":"HIGH"},null]""", content.GetProperty("e").GetRawText());
    }

    [Theory]
    [InlineData("{ _entities(representations: [{__typename: \"Person\"}]) { __typename } }")]
    [InlineData("{ _entities(representations: [1]) { __typename } }")]
    [InlineData("{ diagnosis }")]
    [InlineData("{")]
    public async Task The_health_service_refuses_what_it_does_not_know(string query)
    {
        var answer = await AskHealthAsync(query, null);

        Assert.NotEqual(0, answer.GetProperty("errors").GetArrayLength());
    }

    [Theory]
    [InlineData("health")]
    [InlineData("grid-centre")]
    [InlineData("civil-affairs")]
    public async Task A_service_refuses_a_caller_without_its_token(string department)
    {
        using var client = new HttpClient();

        var response = await client.PostAsync(demo.Sources.Endpoints[department].Url, new StringContent("{}"), Cancellation);

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private async Task<JsonElement> AskHealthAsync(string query, object? variables)
    {
        var endpoint = demo.Sources.Endpoints["health"];
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {endpoint.Token}");
        var response = await client.PostAsJsonAsync(endpoint.Url, new { query, variables }, Cancellation);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }
}
