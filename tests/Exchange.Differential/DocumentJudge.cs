using Exchange.Differential.Mock;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Validation;

namespace Exchange.Differential;

/// <summary>Takes a document through parsing, printing, validation and execution. Stateless; safe to use from several threads.</summary>
public static class DocumentJudge
{
    /// <summary>What the engine says of <paramref name="line"/>; never throws for a document, whatever stands in it.</summary>
    public static async Task<Verdict> JudgeAsync(Subject subject, CorpusLine line, CancellationToken cancelled)
    {
        Document document;
        try
        {
            document = GraphQLParser.Parse(line.Document, ParserLimits.Unlimited);
        }
        catch (GraphQLException notGraphQL)
        {
            return new Verdict { Errors = notGraphQL.Errors };
        }

        var verdict = new Verdict
        {
            Printed = DocumentPrinter.Print(document),
            Errors = DocumentValidator.Validate(subject.Schema, document, subject.Validation),
        };
        return verdict.IsValid ? await RunAsync(subject, line, document, verdict, cancelled) : verdict;
    }

    private static async Task<Verdict> RunAsync(
        Subject subject, CorpusLine line, Document document, Verdict verdict, CancellationToken cancelled)
    {
        try
        {
            var definition = OperationSelector.Select(document, line.OperationName);
            verdict = verdict with { Operation = definition.Kind };
            if (definition.Kind == OperationKind.Subscription)
            {
                return verdict;
            }

            var variables = InputCoercion.CoerceVariables(subject.Schema, definition, line.Variables, subject.Resolvers.Scalars);
            var operation = OperationCompiler.Compile(
                subject.Schema, document, definition, variables, OperationLimits.Unlimited, failLate: true);
            var result = await OperationExecutor.ExecuteAsync(
                operation, variables, subject.Resolvers, MockObject.Root(operation.RootType), cancelled);
            return verdict with { Result = result };
        }
        catch (GraphQLException refused)
        {
            return verdict with { Result = ExecutionResult.Refused(refused.Errors) };
        }
    }
}
