using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Exchange.Console.Access;

/// <summary>
/// A parameter of the query that is more than text. An endpoint takes it as text, and reads it once the caller is known. The framework would read it
/// before, and would answer a stranger's mistake with no word of what is expected.
/// </summary>
/// <typeparam name="T">What it is read as.</typeparam>
/// <param name="Name">Its name in the query.</param>
/// <param name="Expected">What it must be, as a refusal says it.</param>
/// <param name="Parse">Reads the text that was sent; null for what is not meant.</param>
/// <param name="Schema">What the description says of it.</param>
internal sealed record QueryParameter<T>(string Name, string Expected, Func<string, T?> Parse, Func<OpenApiSchema> Schema)
    where T : struct
{
    /// <summary>What was sent, null for nothing; or the problem that says what is expected.</summary>
    public (T? Value, IResult? Problem) Read(string? sent) =>
        sent is null ? (null, null)
        : Parse(sent) is { } value ? (value, null)
        : (null, Problems.BadRequest($"\"{Name}\" must be {Expected}."));

    /// <summary>Says in the description what the parameter is; the endpoint itself only says that it is text.</summary>
    public RouteHandlerBuilder Describe(RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        var described = operation.Parameters?.OfType<OpenApiParameter>().Single(parameter => parameter.Name == Name);
        described!.Schema = Schema();
        return Task.CompletedTask;
    });
}

/// <summary>The kinds of parameters that there are.</summary>
internal static class QueryParameter
{
    /// <summary>A whole number from 1.</summary>
    public static QueryParameter<int> Number(string name, int most) => new(
        name,
        $"a whole number from 1 to {most}",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null,
        () => new OpenApiSchema
        {
            Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = most.ToString(CultureInfo.InvariantCulture),
        });

    /// <summary>True or false.</summary>
    public static QueryParameter<bool> Flag(string name) => new(
        name,
        "true or false",
        static text => bool.TryParse(text, out var flag) ? flag : null,
        static () => new OpenApiSchema { Type = JsonSchemaType.Boolean });

    /// <summary>A time with its offset.</summary>
    public static QueryParameter<DateTimeOffset> Instant(string name) => new(
        name,
        "a time with its offset, percent-encoded, as in 2026-12-01T00:00:00%2B08:00",
        ZonedInstant.Parse,
        static () => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" });
}
