using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Exchange.Demo.Sources;

/// <summary>
/// A department's JSON service: bearer token, records by key (<c>…/query</c>) and rows (<c>…/list</c>) by POST, slow on purpose. It writes down
/// what it was really asked before it answers. Thread-safe.
/// </summary>
internal sealed class JsonApi(
    IReadOnlyDictionary<string, IJsonResource> resources, string token, SourceLog log, TimeSpan latency, TimeProvider clock)
{
    private const int LargestPage = 200;
    private const string AccessIdHeader = "Exchange-Access-Id";
    private const string Query = "/query";
    private const string List = "/list";

    /// <summary>Answers one HTTP request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != $"Bearer {token}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var path = context.Request.Path.Value ?? "";
        var verb = path.EndsWith(Query, StringComparison.Ordinal) ? Query : List;
        if (!HttpMethods.IsPost(context.Request.Method) || !path.EndsWith(verb, StringComparison.Ordinal)
            || !resources.TryGetValue(path[1..^verb.Length], out var resource))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (await AnswerAsync(context, verb, resource) is not { } answer)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await Task.Delay(latency, clock, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    private async Task<JsonObject?> AnswerAsync(HttpContext context, string verb, IJsonResource resource)
    {
        var accessId = context.Request.Headers[AccessIdHeader].ToString();
        try
        {
            return verb == Query
                ? Records(await ReadAsync<RecordQuery>(context), accessId, resource)
                : Rows(await ReadAsync<RowQuery>(context), accessId, resource);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context) =>
        await JsonSerializer.DeserializeAsync<T>(context.Request.Body, JsonSerializerOptions.Web, context.RequestAborted);

    private JsonObject? Records(RecordQuery? query, string accessId, IJsonResource resource)
    {
        if (query is not { Fields: not null, Ids: not null, Page: >= 1, PageSize: >= 1 } || !resource.Has(query.Fields))
        {
            return null;
        }

        log.Write(accessId, resource.Coordinates(query.Fields), query.Ids);
        var size = Math.Min(query.PageSize, LargestPage);
        var known = query.Ids.Select(id => resource.Item(id, query.Fields)).OfType<JsonObject>().ToList();
        return new JsonObject
        {
            ["items"] = new JsonArray([.. known.Skip((query.Page - 1) * size).Take(size)]),
            ["page"] = query.Page,
            ["pages"] = Math.Max(1, (known.Count + size - 1) / size),
        };
    }

    private JsonObject? Rows(RowQuery? query, string accessId, IJsonResource resource)
    {
        if (query is not { Fields: not null, Filters: not null, Limit: >= 1 }
            || !resource.Has([.. query.Fields, .. query.Filters.Select(filter => filter.Field)]))
        {
            return null;
        }

        log.Write(accessId, resource.Coordinates([.. query.Fields, .. query.Filters.Select(filter => filter.Field)]), []);
        var rows = new RowSet(resource).Read(query);
        return new JsonObject
        {
            ["items"] = new JsonArray([.. rows.Take(query.Limit).Select(key => resource.Item(key, query.Fields))]),
            ["more"] = rows.Count > query.Limit,
        };
    }

    private sealed record RecordQuery(string[] Fields, string[] Ids, int Page, int PageSize);
}

/// <summary>What a client posts to a list.</summary>
/// <param name="Fields">The properties of the rows.</param>
/// <param name="Filters">All have to hold.</param>
/// <param name="Sort">The property that sorts, latest first; null for the key.</param>
/// <param name="After">Where to go on; null for the beginning.</param>
/// <param name="Limit">The most rows.</param>
internal sealed record RowQuery(string[] Fields, RowFilter[] Filters, string? Sort, RowPlace? After, int Limit);

/// <summary>One filter of a list.</summary>
/// <param name="Field">The property.</param>
/// <param name="Match">How it is compared.</param>
/// <param name="Value">What with.</param>
internal sealed record RowFilter(string Field, string Match, string Value);

/// <summary>A row after which a list goes on.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Sort">What sorted it; null for nothing.</param>
internal sealed record RowPlace(string Key, string? Sort);
