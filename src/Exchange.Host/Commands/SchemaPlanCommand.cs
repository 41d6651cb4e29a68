using System.CommandLine;
using System.Text.Json;
using Exchange.Federation.Planning;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Validation;
using Exchange.Host.Composition;
using Exchange.Host.Federation;
using Exchange.Pipeline.Open;

namespace Exchange.Host.Commands;

/// <summary>
/// <c>exchange schema plan</c>: what an operation asks of which subgraph in what order; exit code 1 where it cannot be planned.
/// </summary>
internal static class SchemaPlanCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create(TextWriter output)
    {
        var query = new Option<FileInfo>("--query") { Description = "The GraphQL document.", Required = true };
        var operation = new Option<string>("--operation") { Description = "The operation to plan, where the document has several." };
        var subgraphs = Options.Subgraphs();
        var supergraph = Options.Supergraph();
        var json = Options.Json();
        var command = new Command("plan", "Print the plan of an operation.") { query, operation, subgraphs, supergraph, json };
        Options.RequireOneOf(command, subgraphs, supergraph);
        command.SetAction(async (result, cancellation) =>
        {
            var graph = await new SupergraphInput(result.GetValue(subgraphs), result.GetValue(supergraph)).ReadAsync(TimeProvider.System, cancellation);
            return Run(output, graph, result.GetValue(query)!, result.GetValue(operation), result.GetValue(json));
        });
        return command;
    }

    private static int Run(TextWriter output, Supergraph supergraph, FileInfo query, string? operation, bool asJson)
    {
        try
        {
            var plan = Plan(supergraph, FederationFile.Read(query), operation);
            output.WriteLine(asJson ? JsonSerializer.Serialize(Report(plan, supergraph), Indented) : FetchPlanPrinter.Print(plan, supergraph).TrimEnd());
            return CommandLine.Success;
        }
        catch (GraphQLException exception)
        {
            var places = exception.Errors.Select(error => new
            {
                file = query.Name,
                line = error.Locations.Count > 0 ? error.Locations[0].Line : (int?)null,
                column = error.Locations.Count > 0 ? error.Locations[0].Column : (int?)null,
                code = error.Code,
                message = error.Message,
            }).ToList();
            if (asJson)
            {
                output.WriteLine(JsonSerializer.Serialize(new { errors = places }, Indented));
            }
            else
            {
                places.ForEach(place => output.WriteLine(
                    $"{place.file}{(place.line is null ? "" : $":{place.line}:{place.column}")}: {place.message} [{place.code}]"));
            }

            return CommandLine.Finding;
        }
    }

    private static FetchPlan Plan(Supergraph supergraph, byte[] text, string? name)
    {
        var limits = OperationLimits.Unlimited;
        var rules = new ValidationOptions { Limits = limits, MaxErrors = 100, Suggest = true, Scalars = OpenScalars.Of(supergraph.Schema) };
        var document = GraphQLParser.Parse(text, ParserLimits.Unlimited);
        var errors = DocumentValidator.Validate(supergraph.Schema, document, rules);
        if (errors.Count > 0)
        {
            throw new GraphQLException(errors);
        }

        var operation = OperationCompiler.CompileConditional(
            supergraph.Schema, document, OperationSelector.Select(document, name), limits);
        return FetchPlanner.Plan(supergraph, operation, grants: null, new FetchPlannerLimits());
    }

    private static object Report(FetchPlan plan, Supergraph supergraph) => new
    {
        steps = plan.Steps,
        requests = plan.Requests.Select(request => new
        {
            index = request.Index,
            level = request.Level,
            subgraph = supergraph.Subgraphs[request.Subgraph].Name,
            kind = request.Kind.ToString().ToLowerInvariant(),
            after = request.After,
            condition = request.Condition?.ToString(),
            variables = request.Variables,
            parts = request.Parts.Select(part => new
            {
                path = part.Path.Select(step => step.Slot.FieldName),
                types = (part as EntityPart)?.Representations.Keys,
                condition = part.Condition?.ToString(),
            }),
            document = request.Document,
        }),
    };
}
