using System.Text.Encodings.Web;
using System.Text.Json;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.Differential;

/// <summary>Describes a schema as other engines do: printed as SDL, and introspected with the whole introspection query.</summary>
public static class SchemaDescription
{
    private const string IntrospectionQuery = """
        query IntrospectionQuery {
          __schema {
            description
            queryType { name kind }
            mutationType { name kind }
            subscriptionType { name kind }
            types { ...FullType }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
          }
        }

        fragment FullType on __Type {
          kind
          name
          description
          specifiedByURL
          isOneOf
          fields(includeDeprecated: true) {
            name
            description
            args(includeDeprecated: true) { ...InputValue }
            type { ...TypeRef }
            isDeprecated
            deprecationReason
          }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }

        fragment InputValue on __InputValue {
          name
          description
          type { ...TypeRef }
          defaultValue
          isDeprecated
          deprecationReason
        }

        fragment TypeRef on __Type {
          kind
          name
          ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
            ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
        }
        """;

    /// <summary>Writes one JSON object: <c>printed</c> and <c>introspection</c>.</summary>
    public static void Write(Schema schema, Stream target)
    {
        using var json = new Utf8JsonWriter(
            target, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("printed", SchemaPrinter.Print(schema, withAppliedDirectives: false));
        json.WritePropertyName("introspection");
        DatumWriter.Write(json, Introspect(schema));
        json.WriteEndObject();
    }

    private static Datum Introspect(Schema schema)
    {
        var document = GraphQLParser.Parse(IntrospectionQuery);
        var definition = OperationSelector.Select(document, null);
        var operation = OperationCompiler.Compile(schema, document, definition, VariableValues.Empty, OperationLimits.Unlimited);
        var field = operation.Root.For(operation.RootType.Name)[0];
        var value = Introspection.Resolve(operation, field, VariableValues.Empty);
        return Datum.From(new DatumObject([field.ResponseName], [value]));
    }
}
