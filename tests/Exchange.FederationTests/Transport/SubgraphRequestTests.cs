using System.Text;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Exchange.FederationTests.Transport;

/// <summary>What a department gets and what is taken for its answer.</summary>
public sealed class SubgraphRequestTests : TransportTests
{
    private const string GraphQLType = "application/graphql-response+json; charset=utf-8";

    [Fact]
    public async Task The_body_and_the_answer_are_passed_through_byte_for_byte()
    {
        var department = await OpenAsync(LoopbackDepartment.TextAsync("""{ "data" : {"a":"é"} } """, GraphQLType));

        Assert.Equal("""{ "data" : {"a":"é"} } """, await TextAsync(Source(department.Address), Request("""{ "query":"{ a }" }""")));

        var request = Assert.Single(department.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("HTTP/1.1", request.Protocol);
        Assert.Equal("""{ "query":"{ a }" }""", Encoding.UTF8.GetString(request.Body));
    }

    [Fact]
    public async Task The_headers_are_these_and_no_others()
    {
        var department = await OpenAsync(LoopbackDepartment.TextAsync("{}"));

        await TextAsync(Source(department.Address));

        var headers = department.Requests[0].Headers;
        Assert.Equal(
            ["Accept", "Authorization", "Content-Length", "Content-Type", "Exchange-Access-Id", "Host"], headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("application/json", headers["Content-Type"]);
        Assert.Equal("application/graphql-response+json, application/json;q=0.9", headers["Accept"]);
        Assert.Equal("access-1", headers["Exchange-Access-Id"]);
        Assert.Equal("Bearer token-1", headers["Authorization"]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(4096)]
    [InlineData(1_000_000)]
    public async Task An_answer_of_any_size_within_the_bound_is_whole(int size)
    {
        var text = new string('x', size);
        var announced = await OpenAsync(LoopbackDepartment.StartAsync((_, context) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = size;
            return context.Response.WriteAsync(text);
        }));
        var chunked = await OpenAsync(LoopbackDepartment.TextAsync(text));

        Assert.Equal(text, await TextAsync(Source(announced.Address)));
        Assert.Equal(text, await TextAsync(Source(chunked.Address)));
        Assert.Equal(text, await TextAsync(Source(announced.Address, Patient with { MaxResponseBytes = size })));
        await FaultAsync(SourceFault.Invalid, "maxResponseBytes", Source(announced.Address, Patient with { MaxResponseBytes = size - 1 }));
        await FaultAsync(SourceFault.Invalid, "maxResponseBytes", Source(chunked.Address, Patient with { MaxResponseBytes = size - 1 }));
    }

    [Fact]
    public async Task One_connection_serves_one_request_after_the_other()
    {
        var department = await OpenAsync(LoopbackDepartment.TextAsync("{}"));
        var source = Source(department.Address);

        for (var i = 0; i < 20; i++)
        {
            await TextAsync(source);
        }

        Assert.Equal(1, department.Connections);
    }

    [Fact]
    public async Task HTTP_2_is_spoken_without_TLS_where_it_is_set()
    {
        var department = await OpenAsync(LoopbackDepartment.StartAsync((_, context) => context.Response.WriteAsync("{}"), HttpProtocols.Http2));
        var source = Source(department.Address, http: new HttpSourceOptions { Protocol = HttpDialect.Http2 });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TextAsync(source)));

        Assert.All(department.Requests, request => Assert.Equal("HTTP/2", request.Protocol));
        Assert.Equal(1, department.Connections);
    }

    [Theory]
    [InlineData(400, GraphQLType, true)]
    [InlineData(422, GraphQLType, true)]
    [InlineData(400, "application/json", false)]
    [InlineData(500, GraphQLType, false)]
    [InlineData(401, GraphQLType, false)]
    [InlineData(200, "application/json; charset=utf-8", true)]
    [InlineData(200, "APPLICATION/JSON", true)]
    [InlineData(200, "text/html", false)]
    [InlineData(200, "application/jsonp", false)]
    public async Task Status_and_media_type_say_whether_there_is_an_answer(int status, string type, bool isAnswer)
    {
        var department = await OpenAsync(LoopbackDepartment.StartAsync((_, context) =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            return context.Response.WriteAsync("""{"errors":[]}""");
        }));
        var source = Source(department.Address);

        if (isAnswer)
        {
            Assert.Equal("""{"errors":[]}""", await TextAsync(source));
        }
        else
        {
            await Assert.ThrowsAsync<SourceException>(() => TextAsync(source));
        }
    }

    [Fact]
    public async Task An_encoded_answer_is_refused()
    {
        var department = await OpenAsync(LoopbackDepartment.StartAsync((_, context) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(Secret);
        }));

        await FaultAsync(SourceFault.Invalid, "encoded", Source(department.Address));
    }
}
