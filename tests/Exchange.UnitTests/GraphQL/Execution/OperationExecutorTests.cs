using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;
using Exchange.GraphQL.Values;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Execution;

public sealed class OperationExecutorTests
{
    private const string Sdl = """
        scalar _Any
        enum Color { RED GREEN }
        interface Node { id: ID }
        type Leaf implements Node { id: ID, must: Int!, may: Int, color: Color }
        type Branch implements Node { id: ID, leaf: Leaf, sure: Leaf!, leaves: [Leaf], sureLeaves: [Leaf!], allSure: [Leaf!]! }
        union _Entity = Leaf | Branch
        type Query {
          branch: Branch
          sure: Branch!
          node: Node
          nodes: [Node]
          numbers: [[Int!]]
          color: Color
          echo(value: Int): Int
          _entities(representations: [_Any!]!): [_Entity]!
        }
        type Mutation { first: Int second: Int third: Int! }
        """;

    private static readonly Schema Schema = SchemaBuilder.Build(Sdl);

    [Theory]
    [InlineData("{ branch { leaf { may } } }", """{"branch":{"leaf":{"must":1}}}""", """{"branch":{"leaf":{"may":null}}}""", 0, "")]
    [InlineData("{ branch { leaf { must } } }", """{"branch":{"leaf":{}}}""", """{"branch":{"leaf":null}}""", 1, "branch.leaf.must")]
    [InlineData("{ branch { sure { must } id } }", """{"branch":{"sure":{},"id":"b"}}""", """{"branch":null}""", 1, "branch.sure.must")]
    [InlineData("{ sure { sure { must } } }", """{"sure":{"sure":{}}}""", "null", 1, "sure.sure.must")]
    [InlineData(
        "{ branch { leaves { must } } }",
        """{"branch":{"leaves":[{"must":1},{},null]}}""",
        """{"branch":{"leaves":[{"must":1},null,null]}}""", 1, "branch.leaves.1.must")]
    [InlineData(
        "{ branch { sureLeaves { must } } }",
        """{"branch":{"sureLeaves":[{"must":1},{}]}}""",
        """{"branch":{"sureLeaves":null}}""", 1, "branch.sureLeaves.1.must")]
    [InlineData(
        "{ branch { sureLeaves { must } } }",
        """{"branch":{"sureLeaves":[null]}}""",
        """{"branch":{"sureLeaves":null}}""", 1, "branch.sureLeaves.0")]
    [InlineData("{ branch { allSure { must } id } }", """{"branch":{"allSure":[{}]}}""", """{"branch":null}""", 1, "branch.allSure.0.must")]
    [InlineData(
        "{ branch { leaf { color may } } }",
        """{"branch":{"leaf":{"color":"BLUE","may":"x"}}}""",
        """{"branch":{"leaf":{"color":null,"may":null}}}""", 2, "branch.leaf.color")]
    [InlineData("{ branch { leaves { may } } }", """{"branch":{"leaves":1}}""", """{"branch":{"leaves":null}}""", 1, "branch.leaves")]
    [InlineData("{ branch { leaf { may } } }", """{"branch":{"leaf":1}}""", """{"branch":{"leaf":{"may":null}}}""", 1, "branch.leaf.may")]
    [InlineData("{ numbers }", """{"numbers":[[1,2],[3,null],null]}""", """{"numbers":[[1,2],null,null]}""", 1, "numbers.1.1")]
    [InlineData("{ color }", """{"color":"RED"}""", """{"color":"RED"}""", 0, "")]
    public async Task A_null_goes_up_to_the_next_place_that_allows_it(string query, string root, string data, int errors, string path)
    {
        var result = await Execute(query, new ResolverMap(), Json.Object(root));

        Assert.Equal(data, Json.Text(result.Data));
        Assert.True(result.HasData);
        Assert.Equal(errors, result.Errors.Count);
        if (errors > 0)
        {
            Assert.Equal(path, string.Join('.', result.Errors[0].Path!));
            Assert.NotEmpty(result.Errors[0].Locations);
        }
    }

    [Fact]
    public async Task An_unexpected_exception_is_redacted_and_told_to_the_owner()
    {
        var told = new List<Exception>();
        var resolvers = Resolvers(("Query.echo", _ => throw new InvalidOperationException("citizen 7731"))) with
        {
            Unexpected = (_, exception) => told.Add(exception),
        };

        var error = Assert.Single((await Execute("{ echo }", resolvers)).Errors);

        Assert.Equal((ErrorCodes.Internal, "Field \"Query.echo\" could not be resolved."), (error.Code, error.Message));
        Assert.Equal("citizen 7731", Assert.Single(told).Message);
    }

    [Fact]
    public async Task An_expected_error_keeps_its_message_and_code()
    {
        var expected = new GraphQLException(new GraphQLError("NOT_TODAY", "Come back tomorrow."));
        var error = Assert.Single((await Execute("{ a: echo }", Resolvers(("Query.echo", _ => throw expected)))).Errors);

        Assert.Equal(("NOT_TODAY", "Come back tomorrow."), (error.Code, error.Message));
        Assert.Equal(["a"], error.Path!);
    }

    [Fact]
    public async Task Resolvers_receive_coerced_arguments_parent_and_path()
    {
        var resolvers = Resolvers(
            ("Query.echo", context => new(context.Arguments["value"])),
            ("Query.branch", _ => new("the branch")),
            ("Branch.leaf", context => new($"leaf of {context.Parent}")),
            ("Leaf.id", context => new($"{context.Parent} at {string.Join('/', context.Path)}")));

        var result = await Execute(
            "query Q($v: Int) { echo(value: $v) branch { l: leaf { id __typename } } }", resolvers, null, """{"v":7}""");

        Assert.Empty(result.Errors);
        Assert.Equal(
            """{"echo":7,"branch":{"l":{"id":"leaf of the branch at branch/l/id","__typename":"Leaf"}}}""", Json.Text(result.Data));
    }

    [Fact]
    public async Task An_abstract_value_is_resolved_by_its_type_resolver_or_its_typename()
    {
        var root = Json.Object(
            """{"nodes":[{"__typename":"Leaf","id":"1","may":2},{"__typename":"Branch","id":"2"},{"__typename":"Query"},{}]}""");
        var byName = await Execute("{ nodes { __typename id ... on Leaf { may } } }", new ResolverMap(), root);

        Assert.Equal(
            """{"nodes":[{"__typename":"Leaf","id":"1","may":2},{"__typename":"Branch","id":"2"},null,null]}""", Json.Text(byName.Data));
        Assert.Equal(["nodes.2", "nodes.3"], byName.Errors.Select(error => string.Join('.', error.Path!)));

        var always = new ResolverMap { Types = new Dictionary<string, TypeResolver> { ["Node"] = _ => "Leaf" } };
        var byResolver = await Execute("{ nodes { __typename } }", always, Json.Object("""{"nodes":[{}]}"""));
        Assert.Equal("""{"nodes":[{"__typename":"Leaf"}]}""", Json.Text(byResolver.Data));
    }

    [Fact]
    public async Task A_type_resolver_that_fails_loses_only_its_item()
    {
        var resolvers = new ResolverMap
        {
            Types = new Dictionary<string, TypeResolver>
            {
                ["Node"] = value => ((Datum)value).AsObject()["ok"] == Datum.True ? "Leaf" : throw new InvalidOperationException("7731"),
            },
        };
        var result = await Execute("{ nodes { __typename } }", resolvers, Json.Object("""{"nodes":[{"ok":true},{"ok":false}]}"""));

        Assert.Equal("""{"nodes":[{"__typename":"Leaf"},null]}""", Json.Text(result.Data));
        Assert.DoesNotContain("7731", Assert.Single(result.Errors).Message);
    }

    [Fact]
    public async Task A_federation_subgraph_answers_entities_by_representation()
    {
        var resolvers = Resolvers(("Query._entities", context => new(context.Arguments["representations"])));
        var result = await Execute(
            "query E($r: [_Any!]!) { _entities(representations: $r) { ... on Leaf { id color } ... on Branch { id leaf { may } } } }",
            resolvers,
            null,
            """{"r":[{"__typename":"Leaf","id":"1","color":"GREEN"},{"__typename":"Branch","id":"2","leaf":{"may":3}}]}""");

        Assert.Empty(result.Errors);
        Assert.Equal("""{"_entities":[{"id":"1","color":"GREEN"},{"id":"2","leaf":{"may":3}}]}""", Json.Text(result.Data));
    }

    [Fact]
    public async Task Mutations_run_one_after_the_other_and_queries_side_by_side()
    {
        var gate = new TaskCompletionSource();
        var running = new List<string>();
        FieldResolver Step(string name) => async _ =>
        {
            running.Add($"+{name}");
            await Task.Yield();
            running.Add($"-{name}");
            return 1;
        };
        var serial = Resolvers(("Mutation.first", Step("1")), ("Mutation.second", Step("2")), ("Mutation.third", Step("3")));

        await Execute("mutation { third first second }", serial);
        Assert.Equal(["+3", "-3", "+1", "-1", "+2", "-2"], running);

        // The first field waits for the second: side by side or never.
        var parallel = Resolvers(
            ("Query.echo", async _ =>
            {
                await gate.Task;
                return 1;
            }),
            ("Query.color", _ =>
            {
                gate.SetResult();
                return new("RED");
            }));
        Assert.Equal("""{"echo":1,"color":"RED"}""", Json.Text((await Execute("{ echo color }", parallel)).Data));
    }

    [Fact]
    public async Task Cancellation_ends_the_execution()
    {
        using var source = new CancellationTokenSource();
        var resolvers = Resolvers(("Query.echo", _ =>
        {
            source.Cancel();
            throw new OperationCanceledException(source.Token);
        }));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run("{ echo color }", resolvers, null, "{}", source.Token));
    }

    private static ResolverMap Resolvers(params (string Coordinate, FieldResolver Resolver)[] fields) =>
        new() { Fields = fields.ToDictionary(field => field.Coordinate, field => field.Resolver) };

    private static Task<ExecutionResult> Execute(string query, ResolverMap resolvers, object? root = null, string variables = "{}") =>
        Run(query, resolvers, root, variables, TestContext.Current.CancellationToken);

    private static async Task<ExecutionResult> Run(
        string query, ResolverMap resolvers, object? root, string variables, CancellationToken cancelled)
    {
        var document = GraphQLParser.Parse(query);
        Assert.Empty(DocumentValidator.Validate(Schema, document, ValidationOptions.Default));
        var definition = OperationSelector.Select(document, null);
        var values = InputCoercion.CoerceVariables(Schema, definition, Json.Object(variables), ScalarSet.BuiltIn);
        var operation = OperationCompiler.Compile(Schema, document, definition, values, OperationLimits.Default);
        return await OperationExecutor.ExecuteAsync(operation, values, resolvers, root, cancelled);
    }
}
