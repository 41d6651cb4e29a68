using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;
using Exchange.GraphQL.Values;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Execution;

public sealed class IntrospectionTests
{
    /// <summary>The query that graphql-js and GraphiQL send, with every option on.</summary>
    private const string FullQuery = """
        query IntrospectionQuery {
          __schema {
            description
            queryType { name kind } mutationType { name kind } subscriptionType { name kind }
            types { ...FullType }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) {
            name description
            args(includeDeprecated: true) { ...InputValue }
            type { ...TypeRef }
            isDeprecated deprecationReason
          }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
        fragment TypeRef on __Type {
          kind name
          ofType { kind name ofType { kind name ofType { kind name ofType { kind name
            ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
        }
        """;

    [Fact]
    public void The_full_query_passes_the_default_limits_and_tells_every_type_and_directive()
    {
        var schema = Ask(FullQuery)["__schema"].AsObject();

        Assert.Equal(PetSchema.Schema.Types.Select(type => type.Name), schema["types"].AsList().Select(type => Name(type)));
        Assert.Equal(PetSchema.Schema.Directives.Select(directive => directive.Name), schema["directives"].AsList().Select(Name));
        Assert.Equal("Query", Name(schema["queryType"]));
        Assert.Equal("Subscription", Name(schema["subscriptionType"]));
    }

    [Fact]
    public void The_city_graph_can_be_introspected_whole()
    {
        var city = SchemaBuilder.Build(GraphQLFixture.City);
        var document = GraphQLParser.Parse(FullQuery);
        Assert.Empty(DocumentValidator.Validate(city, document, ValidationOptions.Default));
        var operation = OperationCompiler.Compile(
            city, document, OperationSelector.Select(document, null), VariableValues.Empty, OperationLimits.Default);

        var schema = Introspection.Resolve(operation, operation.Root.For("Query")[0], VariableValues.Empty).AsObject();
        Assert.Equal(city.Types.Count, schema["types"].AsList().Length);
    }

    [Theory]
    [InlineData("{ __type(name: \"Dog\") { kind name interfaces { name } possibleTypes { name } isOneOf } }",
        """{"kind":"OBJECT","name":"Dog","interfaces":[{"name":"Pet"},{"name":"Being"}],"possibleTypes":null,"isOneOf":null}""")]
    [InlineData("{ __type(name: \"Pet\") { kind interfaces { name } possibleTypes { name } } }",
        """{"kind":"INTERFACE","interfaces":[{"name":"Being"}],"possibleTypes":[{"name":"Dog"},{"name":"Cat"}]}""")]
    [InlineData("{ __type(name: \"CatOrDog\") { kind fields { name } possibleTypes { name } } }",
        """{"kind":"UNION","fields":null,"possibleTypes":[{"name":"Cat"},{"name":"Dog"}]}""")]
    [InlineData("{ __type(name: \"Date\") { kind specifiedByURL } }", """{"kind":"SCALAR","specifiedByURL":"https://example.com/date"}""")]
    [InlineData("{ __type(name: \"DogCommand\") { enumValues { name } } }",
        """{"enumValues":[{"name":"SIT"},{"name":"DOWN"},{"name":"HEEL"}]}""")]
    [InlineData("{ __type(name: \"PetBy\") { kind isOneOf inputFields { name } } }",
        """{"kind":"INPUT_OBJECT","isOneOf":true,"inputFields":[{"name":"id"},{"name":"name"}]}""")]
    [InlineData("{ __type(name: \"PetFilter\") { isOneOf fields { name } possibleTypes { name } ofType { name } } }",
        """{"isOneOf":false,"fields":null,"possibleTypes":null,"ofType":null}""")]
    [InlineData("{ __type(name: \"Nothing\") { name } }", "null")]
    public void A_type_is_told_by_name(string query, string expected) => Assert.Equal(expected, Json.Text(Ask(query)["__type"]));

    [Theory]
    [InlineData("name", """{"name":"name","defaultValue":null,"type":{"kind":"SCALAR","name":"String","ofType":null}}""")]
    [InlineData("ages", """{"name":"ages","defaultValue":null,"type":{"kind":"LIST","name":null,"ofType":{"kind":"NON_NULL"}}}""")]
    [InlineData("limit", """{"name":"limit","defaultValue":"5","type":{"kind":"NON_NULL","name":null,"ofType":{"kind":"SCALAR"}}}""")]
    public void An_input_field_tells_its_type_and_default(string name, string expected)
    {
        const string Query = "{ __type(name: \"PetFilter\") { inputFields { name defaultValue type { kind name ofType { kind } } } } }";
        var fields = Ask(Query)["__type"].AsObject()["inputFields"].AsList();
        Assert.Equal(expected, Json.Text(fields.Single(field => Name(field) == name)));
    }

    [Theory]
    [InlineData("Int", "1", "1")]
    [InlineData("Float", "1.50", "1.50")]
    [InlineData("String", "\"a \\\"b\\\" 安\"", "\"a \\\"b\\\" 安\"")]
    [InlineData("[Int]", "[1,null]", "[1, null]")]
    [InlineData("E", "A", "A")]
    [InlineData("I", "{a:1,b:{a:2}}", "{a: 1, b: {a: 2}}")]
    public void A_default_is_told_as_it_would_be_written(string type, string written, string told)
    {
        var schema = SchemaBuilder.Build(
            $"type Query {{ f(v: {type} = {written}): Int }} enum E {{ A }} input I {{ a: Int, b: I }}");
        var document = GraphQLParser.Parse("{ __type(name: \"Query\") { fields { args { defaultValue } } } }");
        var operation = OperationCompiler.Compile(
            schema, document, OperationSelector.Select(document, null), VariableValues.Empty, OperationLimits.Default);

        var query = Introspection.Resolve(operation, operation.Root.For("Query")[0], VariableValues.Empty).AsObject();
        var argument = query["fields"].AsList()[0].AsObject()["args"].AsList()[0].AsObject();
        Assert.Equal(told, argument["defaultValue"].AsString());
    }

    [Fact]
    public void Deprecated_fields_are_told_only_when_asked_for()
    {
        var dog = Ask("""
            { __type(name: "Dog") { fields { name } all: fields(includeDeprecated: true) { name isDeprecated deprecationReason } } }
            """)["__type"].AsObject();

        Assert.DoesNotContain("old", dog["fields"].AsList().Select(Name));
        var old = dog["all"].AsList().Single(field => Name(field) == "old");
        Assert.Equal("""{"name":"old","isDeprecated":true,"deprecationReason":"Use born."}""", Json.Text(old));
    }

    [Fact]
    public void A_repeatable_directive_says_so()
    {
        var schema = Ask("{ __schema { directives { name isRepeatable locations args { name } } } }")["__schema"].AsObject();
        var tag = schema["directives"].AsList().Single(directive => Name(directive) == "tag").AsObject();

        Assert.Equal(Datum.True, tag["isRepeatable"]);
        Assert.Contains("FRAGMENT_SPREAD", tag["locations"].AsList().Select(location => location.AsString()));
    }

    [Fact]
    public async Task A_service_answers_introspection_without_resolvers_for_it()
    {
        var (operation, variables) = PetSchema.Compile("{ __schema { queryType { name } } __typename }");
        var result = await OperationExecutor.ExecuteAsync(operation, variables, new ResolverMap(), null, CancellationToken.None);

        Assert.Empty(result.Errors);
        Assert.Equal("""{"__schema":{"queryType":{"name":"Query"}},"__typename":"Query"}""", Json.Text(result.Data));
    }

    private static DatumObject Ask(string query)
    {
        var (operation, variables) = PetSchema.Compile(query);
        var fields = operation.Root.For("Query");
        var values = fields.Select(field => Introspection.Resolve(operation, field, variables)).ToArray();
        return new DatumObject(operation.Root.ResponseNames("Query"), values);
    }

    private static string Name(Datum value) => value.AsObject()["name"].AsString();
}
