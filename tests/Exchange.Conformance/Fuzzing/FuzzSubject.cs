using Exchange.Conformance.Running;
using Exchange.Differential.Mock;
using Exchange.GraphQL;
using Exchange.GraphQL.Costs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;
using Exchange.GraphQL.Values;

namespace Exchange.Conformance.Fuzzing;

/// <summary>How far a document got.</summary>
internal enum Stage
{
    Refused,
    Parsed,
    Built,
    Validated,
    Executed,
}

/// <summary>Takes a document through the engine, as far as it goes. Whatever is not a reported error is thrown on.</summary>
internal sealed class FuzzSubject
{
    private static readonly Schema Schema = SchemaBuilder.Build(File.ReadAllText(Repository.CityGraph));
    private static readonly ResolverMap Resolvers = MockResolvers.For(Schema);
    private static readonly CostModel Costs = new CostModelBuilder().Build();
    private static readonly ValidationOptions Options = ValidationOptions.Default with { Suggest = true, Scalars = Resolvers.Scalars };

    /// <summary>Names that the schema knows: what mutations write where a name may stand.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        .. Schema.Types.SelectMany(type => type is FieldsType holder
            ? holder.Fields.SelectMany(field => field.Arguments.Select(argument => argument.Name).Append(field.Name)).Append(type.Name)
            : [type.Name]).Distinct(),
    ];

    public static async Task<Stage> RunAsync(byte[] text, byte[] variables)
    {
        var stage = Stage.Refused;
        try
        {
            var document = GraphQLParser.Parse(text);
            stage = Stage.Parsed;
            RequireFaithfulPrinting(document);
            if (document.Definitions.All(definition => definition is not (OperationDefinition or FragmentDefinition)))
            {
                return Build(document);
            }

            if (DocumentValidator.Validate(Schema, document, Options).Count > 0)
            {
                return stage;
            }

            stage = Stage.Validated;
            foreach (var definition in document.Definitions.OfType<OperationDefinition>())
            {
                await ExecuteAsync(document, definition, variables);
            }

            return Stage.Executed;
        }
        catch (GraphQLException refused)
        {
            Assert.NotEmpty(refused.Errors);
            Assert.All(refused.Errors, error => Assert.NotEqual("", error.Message));
            return stage;
        }
    }

    private static void RequireFaithfulPrinting(Document document)
    {
        var limits = ParserLimits.Unlimited;
        var printed = DocumentPrinter.Print(document);
        Assert.Equal(printed, DocumentPrinter.Print(GraphQLParser.Parse(printed, limits)));
        _ = GraphQLParser.Parse(DocumentPrinter.PrintWithoutLiterals(document), limits);
    }

    private static Stage Build(Document document)
    {
        var schema = SchemaBuilder.Build(document);
        var printed = SchemaPrinter.Print(schema);
        Assert.Equal(printed, SchemaPrinter.Print(SchemaBuilder.Build(printed)));
        Assert.Empty(SchemaComparer.Compare(schema, schema));
        return Stage.Built;
    }

    private static async Task ExecuteAsync(Document document, OperationDefinition definition, byte[] variables)
    {
        var sent = DatumReader.Read(variables, maxValues: DatumReader.MaxCallerValues);
        var values = InputCoercion.CoerceVariables(
            Schema, definition, sent.Kind == DatumKind.Object ? sent.AsObject() : null, Resolvers.Scalars);
        var operation = OperationCompiler.Compile(Schema, document, definition, values, Options.Limits);
        Costs.Require(operation, values, Options.Limits);
        foreach (var field in operation.Root.For(operation.RootType.Name).Where(field => field.Definition.Name is "__schema" or "__type"))
        {
            _ = Introspection.Resolve(operation, field, values);
        }

        var unexpected = new List<Exception>();
        var resolvers = Resolvers with { Unexpected = (_, exception) => unexpected.Add(exception) };
        var result = await OperationExecutor.ExecuteAsync(operation, values, resolvers, MockObject.Root(operation.RootType), default);
        Assert.True(result.HasData);
        Assert.Empty(unexpected);
    }
}
