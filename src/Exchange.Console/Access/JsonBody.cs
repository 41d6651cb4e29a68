using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Exchange.Console.Access;

/// <summary>
/// Reads a request's JSON once the caller is known. The framework would read it before, and would answer a stranger's mistake with an empty
/// body.
/// </summary>
internal static class JsonBody
{
    private static readonly JsonSerializerOptions Form =
        new(JsonSerializerDefaults.Web) { MaxDepth = 8, Converters = { new ZonedInstant(), new TextWithoutNul() } };

    /// <summary>The body, or the problem that says what is expected; nothing of what was sent is in it.</summary>
    public static async ValueTask<(T? Body, IResult? Problem)> ReadAsync<T>(HttpRequest request, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return request.HasJsonContentType() && await JsonSerializer.DeserializeAsync<T>(request.Body, Form, cancellation) is { } body
                ? (body, null)
                : (null, NotUnderstood);
        }
        catch (JsonException)
        {
            return (null, NotUnderstood);
        }
        catch (BadHttpRequestException refused)
        {
            return (null, refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? Problems.TooLarge : NotUnderstood);
        }
    }

    /// <summary>The same for a body that may be left out. INVARIANT: one that is sent is never passed over, whatever it is called.</summary>
    public static async ValueTask<(T? Body, IResult? Problem)> ReadIfSentAsync<T>(HttpRequest request, CancellationToken cancellation)
        where T : class =>
        request.ContentLength is 0 || request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
            ? (null, null)
            : await ReadAsync<T>(request, cancellation);

    private static IResult NotUnderstood =>
        Problems.BadRequest("Send one JSON object as application/json in UTF-8, with the members that /openapi/v1.json describes and no NUL character; "
            + "a time has its offset, as in 2026-12-01T00:00:00+08:00.");

    // WHY: not every store keeps it.
    private sealed class TextWithoutNul : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is not { } text ? null
            : text.Contains('\0', StringComparison.Ordinal) ? throw new JsonException("A text holds a NUL character.")
            : text;

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
