using System.Diagnostics;
using Exchange.GraphQL;
using Exchange.GraphQL.Costs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;
using Exchange.GraphQL.Values;

namespace Exchange.Conformance.Attacks;

/// <summary>How one attack ended and what it took.</summary>
internal sealed record AttackOutcome(IReadOnlyList<GraphQLError> Errors, WorkCounter Work, long AllocatedBytes, TimeSpan Time)
{
    /// <summary>Whether the document was built into a schema, or could not be.</summary>
    public bool IsSchema { get; init; }

    /// <summary>The limit that stopped it, else the code of the error, else that it was answered.</summary>
    public string Verdict => Errors.Count == 0 ? "answered" : Errors[0].Limit ?? Errors[0].Code;
}

/// <summary>Takes an attack through everything that happens before a department is asked, with the limits that are on by default.</summary>
internal static class AttackRun
{
    // WHY: the city's schema says of its lists how long they are, this one does not, and the default has to do.
    private static readonly CostModel Costs = new CostModelBuilder().Build();

    public static AttackOutcome Of(Attack attack)
    {
        var work = new WorkCounter();
        var start = Stopwatch.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (isSchema, errors) = (false, (IReadOnlyList<GraphQLError>)[]);
        try
        {
            var document = GraphQLParser.Parse(attack.Document, ParserLimits.Default with { Work = work });
            isSchema = document.Definitions.All(definition => definition is TypeDefinitionNode);
            errors = isSchema ? Build(document) : Run(attack, document, work);
        }
        catch (GraphQLException refused)
        {
            errors = refused.Errors;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new AttackOutcome(errors, work, allocated, Stopwatch.GetElapsedTime(start)) { IsSchema = isSchema };
    }

    private static IReadOnlyList<GraphQLError> Build(Document document)
    {
        _ = SchemaBuilder.Build(document);
        return [];
    }

    private static IReadOnlyList<GraphQLError> Run(Attack attack, Document document, WorkCounter work)
    {
        var options = ValidationOptions.Default with { Suggest = true, Limits = OperationLimits.Default with { Work = work } };
        var errors = DocumentValidator.Validate(AttackSchema.Schema, document, options);
        if (errors.Count > 0)
        {
            return errors;
        }

        _ = DocumentPrinter.PrintWithoutLiterals(document);
        var definition = OperationSelector.Select(document, document.Definitions.OfType<OperationDefinition>().First().Name);
        var sent = attack.Variables is { } json ? DatumReader.Read(json, maxValues: DatumReader.MaxCallerValues) : Datum.Null;
        var variables = InputCoercion.CoerceVariables(
            AttackSchema.Schema, definition, sent.Kind == DatumKind.Object ? sent.AsObject() : null, ScalarSet.BuiltIn);
        _ = OperationCompiler.ConditionVariables(document, definition);
        var operation = OperationCompiler.Compile(AttackSchema.Schema, document, definition, variables, options.Limits);
        Costs.Require(operation, variables, options.Limits);
        foreach (var field in operation.Root.For(operation.RootType.Name).Where(field => field.Definition.Name is "__schema" or "__type"))
        {
            _ = Introspection.Resolve(operation, field, variables);
        }

        return [];
    }
}
