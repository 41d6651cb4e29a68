using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Demo.Generation;
using Exchange.Demo.Sources;
using Microsoft.AspNetCore.Http;

namespace Exchange.Demo.CivilAffairs;

/// <summary>
/// The JSON service of civil affairs: bearer token, batch queries by POST, pages of at most fifty, slow on purpose.
/// It writes down what it was really asked before it answers.
/// </summary>
internal sealed class CivilAffairsApi
{
    private const int LargestPage = 50;
    private const string AccessIdHeader = "Exchange-Access-Id";
    private readonly string _token;
    private readonly SourceLog _log;
    private readonly TimeSpan _latency;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, CivilRecord> _residents;
    private readonly Dictionary<string, CareFacility> _facilities;

    public CivilAffairsApi(City city, string token, SourceLog log, TimeSpan latency, TimeProvider clock)
    {
        _token = token;
        _log = log;
        _latency = latency;
        _clock = clock;
        _residents = city.CivilRecords.ToDictionary(record => record.CitizenNo, StringComparer.Ordinal);
        _facilities = city.CareFacilities.ToDictionary(facility => facility.AddressCode, StringComparer.Ordinal);
    }

    /// <summary>Answers one HTTP request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != $"Bearer {_token}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var path = context.Request.Path.Value;
        if (!HttpMethods.IsPost(context.Request.Method) || path is not ("/mzj/v2/residents/query" or "/mzj/v2/facilities/query"))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (await QueryAsync(context) is not { } query)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var accessId = context.Request.Headers[AccessIdHeader].ToString();
        var answer = path == "/mzj/v2/residents/query"
            ? Answer(query, accessId, "sfzh", CivilAffairsFields.Residents, _residents)
            : Answer(query, accessId, "dzbm", CivilAffairsFields.Facilities, _facilities);
        if (answer is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await Task.Delay(_latency, _clock, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    private static async Task<Query?> QueryAsync(HttpContext context)
    {
        try
        {
            var query = await JsonSerializer.DeserializeAsync<Query>(
                context.Request.Body, JsonSerializerOptions.Web, context.RequestAborted);
            return query is { Fields: not null, Ids: not null, Page: >= 1, PageSize: >= 1 } ? query : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private JsonObject? Answer<T>(Query query, string accessId, string key, CivilAffairsFields<T> fields, Dictionary<string, T> records)
    {
        if (!query.Fields.All(fields.Has))
        {
            return null;
        }

        _log.Write(accessId, query.Fields.Select(fields.Coordinate), query.Ids);
        var size = Math.Min(query.PageSize, LargestPage);
        var known = query.Ids.Where(records.ContainsKey).ToList();
        var items = known.Skip((query.Page - 1) * size).Take(size)
            .Select(id => Item(query, key, id, fields, records[id])).ToArray<JsonNode?>();
        return new JsonObject
        {
            ["items"] = new JsonArray(items),
            ["page"] = query.Page,
            ["pages"] = Math.Max(1, (known.Count + size - 1) / size),
        };
    }

    private static JsonObject Item<T>(Query query, string key, string id, CivilAffairsFields<T> fields, T record)
    {
        var item = new JsonObject { [key] = id };
        foreach (var path in query.Fields.Distinct(StringComparer.Ordinal))
        {
            var value = fields.Value(path, record);
            var parts = path.Split('.');
            var holder = parts.Length == 1 ? item : (JsonObject)(item[parts[0]] ??= new JsonObject());
            holder[parts[^1]] = value is null ? null : JsonValue.Create(value);
        }

        return item;
    }

    /// <summary>What the client posts.</summary>
    private sealed record Query(string[] Fields, string[] Ids, int Page, int PageSize);
}
