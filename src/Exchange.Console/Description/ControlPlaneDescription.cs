using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Exchange.Console.Description;

/// <summary><c>/openapi/v1.json</c>: what the console's client is generated from, the same on every machine.</summary>
public static class ControlPlaneDescription
{
    private const string Document = "v1";
    private const string Session = "session";
    private const string Token = "token";
    private const string ProblemSchema = "ProblemDetails";

    /// <summary>Adds the description of <c>/api/v1</c>.</summary>
    public static IServiceCollection AddExchangeDescription(this IServiceCollection services)
    {
        // WHY: numbers are sent and read as numbers; described as "number or text" they would be so in the generated client too.
        services.ConfigureHttpJsonOptions(static json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        return services.AddOpenApi(Document, options => options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Exchange control plane",
                Version = Document,
                Description = "Sessions need the header \"X-CSRF: 1\" on unsafe methods. Problems are RFC 9457 with a stable \"code\".",
            };

            // WHY: the address that happened to be asked is no part of the description.
            document.Servers = [];
            DescribeCallers(document);
            DescribeProblems(document);
            DescribeNames(document);
            return Task.CompletedTask;
        }));
    }

    private static void DescribeCallers(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Session] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "__Host-exchange" },
            [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Session, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, document)] = [] },
        ];
    }

    // What every problem of this hub has beyond the framework's own type.
    private static void DescribeProblems(OpenApiDocument document)
    {
        if (document.Components?.Schemas?.TryGetValue(ProblemSchema, out var found) == true && found is OpenApiSchema problem)
        {
            problem.Properties ??= new Dictionary<string, IOpenApiSchema>();
            problem.Properties["code"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String, Description = "What went wrong, as a stable code.",
            };
            problem.Properties["title"] = new OpenApiSchema { Type = JsonSchemaType.String };
            problem.Properties["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" };
            problem.Required = new HashSet<string> { "code", "status", "title" };
        }
    }

    // The framework lists an enumeration's names without saying that they are text.
    private static void DescribeNames(OpenApiDocument document)
    {
        foreach (var schema in (document.Components?.Schemas?.Values ?? []).OfType<OpenApiSchema>())
        {
            schema.Type ??= schema.Enum is { Count: > 0 } ? JsonSchemaType.String : null;
        }
    }
}
