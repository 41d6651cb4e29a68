using System.Text.Json;
using Exchange.Adapters;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Demo.Generation;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;
using Microsoft.AspNetCore.Http;

namespace Exchange.IntegrationTests.Adapters;

public sealed class RestSourceTests(DemoSourcesFixture demo) : SourceCompliance(demo), IAsyncDisposable
{
    private readonly List<LoopbackAnswer> _servers = [];

    protected override string Department => "civil-affairs";

    protected override (RequestedField Field, Datum OfWang, Datum OfLi) First =>
        (Ask.Leaf("Person", "maritalStatus"), Datum.FromEnum("MARRIED"), Datum.FromEnum("WIDOWED"));

    protected override RequestedField Second => Ask.Object("Person", "elderCare", "needsVisit");

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    protected override ISource Down() => Demo.Bare(Department, new SourceEndpoint { Url = LoopbackAnswer.Nothing });

    protected override async Task<ISource> GarbageAsync() => (await AnsweringAsync("<html>" + PlantedPeople.WangXiufang)).Source;

    [Fact]
    public async Task Objects_dates_and_amounts_become_what_the_standard_says()
    {
        var answer = (await FetchAsync(Ask.Persons(
            [PlantedPeople.SunYue],
            Ask.Object("Person", "lowIncome", "isRecipient", "incomePerHead", "from", "to"),
            Ask.Object("Person", "visitContact", "name", "phone"))))[0]!;

        var lowIncome = answer["lowIncome"].AsObject();
        Assert.Equal(Datum.True, lowIncome["isRecipient"]);
        Assert.Equal(Datum.From("812.50"), lowIncome["incomePerHead"]);
        Assert.Equal(Datum.From("2025-04-01"), lowIncome["from"]);
        Assert.Equal(Datum.Null, lowIncome["to"]);
        Assert.Equal(Datum.Null, answer["visitContact"]);
    }

    [Fact]
    public async Task Keys_travel_in_the_body_and_only_asked_properties_are_named()
    {
        var (source, server) = await AnsweringAsync("""{"items":[],"pages":1}""");

        await FetchAsync(source);

        var request = Assert.Single(server.Requests).Split('\n');
        Assert.Equal("POST /mzj/v2/residents/query", request[0]);
        using var body = JsonDocument.Parse(request[1]);
        Assert.Equal(["hyzk"], body.RootElement.GetProperty("fields").EnumerateArray().Select(field => field.GetString()));
    }

    [Fact]
    public async Task A_record_that_was_not_asked_for_is_dropped()
    {
        var (source, _) = await AnsweringAsync(
            $$"""
            {"items":[{"sfzh":"{{PlantedPeople.WangLei}}","hyzk":"10"},{"sfzh":"{{PlantedPeople.WangXiufang}}","hyzk":"20","bangfu":true}],
             "pages":1}
            """);

        var answer = await FetchAsync(source);

        Assert.Equal(new DatumObject(["maritalStatus"], [Datum.FromEnum("MARRIED")]), Assert.Single(answer));
    }

    [Fact]
    public async Task Two_answers_for_one_key_are_invalid()
    {
        var record = $$"""{"sfzh":"{{PlantedPeople.WangXiufang}}","hyzk":"20"}""";
        var (source, _) = await AnsweringAsync($$"""{"items":[{{record}},{{record}}],"pages":1}""");

        await AssertFaultAsync(source, SourceFault.Invalid);
    }

    [Theory]
    [InlineData("""{"items":[],"pages":1000}""")]
    [InlineData("""{"items":{},"pages":1}""")]
    [InlineData("""{"items":[]}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task An_answer_of_another_shape_is_invalid(string text)
    {
        var (source, _) = await AnsweringAsync(text);

        await AssertFaultAsync(source, SourceFault.Invalid);
    }

    [Fact]
    public async Task A_deeply_nested_answer_is_invalid()
    {
        var (source, _) = await AnsweringAsync(string.Concat(Enumerable.Repeat("""{"items":""", 5_000)));

        await AssertFaultAsync(source, SourceFault.Invalid);
    }

    [Fact]
    public async Task An_answer_beyond_the_bound_is_cut_off_as_invalid()
    {
        var (source, _) = await AnsweringAsync(async (_, context) =>
        {
            var block = new byte[64 * 1024];
            Array.Fill(block, (byte)' ');
            for (var i = 0; i < 200; i++)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });

        await AssertFaultAsync(source, SourceFault.Invalid);
    }

    [Fact]
    public async Task A_redirect_is_refused_and_not_followed()
    {
        var (_, target) = await AnsweringAsync("""{"items":[],"pages":1}""");
        var (source, _) = await AnsweringAsync((_, context) =>
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = target.Address.ToString();
            return Task.CompletedTask;
        });

        await AssertFaultAsync(source, SourceFault.Invalid);
        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task A_read_that_failed_in_transit_is_tried_again()
    {
        var (source, server) = await AnsweringAsync((number, context) =>
        {
            context.Response.StatusCode = number < 3 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            return number < 3 ? Task.CompletedTask : context.Response.WriteAsync("""{"items":[],"pages":1}""");
        });

        Assert.Null(Assert.Single(await FetchAsync(source)));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_department_that_keeps_failing_is_left_alone_for_a_while()
    {
        var (source, server) = await AnsweringAsync((_, context) =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        });
        for (var i = 0; i < 20; i++)
        {
            await AssertFaultAsync(source, SourceFault.Unavailable);
        }

        Assert.InRange(server.Requests.Count, 10, 45);
    }

    [Fact]
    public async Task A_department_that_does_not_answer_in_time_is_unavailable()
    {
        var (_, server) = await AnsweringAsync((_, context) => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted));
        using var client = DepartmentHttpClient.Create();
        var impatient = SchemasFolder.Source(Department) with { Timeout = TimeSpan.FromMilliseconds(100) };
        var source = new SourceFactory(client, TimeProvider.System).Create(impatient, new SourceEndpoint { Url = server.Address });

        await AssertFaultAsync(source, SourceFault.Unavailable);
    }

    [Fact]
    public async Task A_wrong_token_is_unavailable()
    {
        var endpoint = Demo.Sources.Endpoints[Department] with { Token = "wrong" };

        await AssertFaultAsync(Demo.Bare(Department, endpoint), SourceFault.Unavailable);
    }

    private static async Task<DatumObject?[]> FetchAsync(ISource source) =>
        (await source.FetchAsync(
            Ask.Request(Ask.Persons([PlantedPeople.WangXiufang], Ask.Leaf("Person", "maritalStatus"))), Cancellation)).Selections[0];

    private static async Task AssertFaultAsync(ISource source, SourceFault fault) =>
        Assert.Equal(fault, (await Assert.ThrowsAsync<SourceException>(() => FetchAsync(source))).Fault);

    private Task<(ISource Source, LoopbackAnswer Server)> AnsweringAsync(string text) =>
        AnsweringAsync((_, context) => context.Response.WriteAsync(text));

    private async Task<(ISource Source, LoopbackAnswer Server)> AnsweringAsync(Func<int, HttpContext, Task> answer)
    {
        var server = await LoopbackAnswer.StartAsync(answer);
        _servers.Add(server);
        return (Demo.Bare(Department, new SourceEndpoint { Url = server.Address }), server);
    }
}
