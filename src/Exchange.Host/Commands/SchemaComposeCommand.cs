using System.CommandLine;
using Exchange.Federation.Composition;
using Exchange.Host.Federation;

namespace Exchange.Host.Commands;

/// <summary>
/// <c>exchange schema compose</c>: the supergraph document of subgraphs, or every mistake with its code; exit code 1 where they do not compose.
/// </summary>
internal static class SchemaComposeCommand
{
    public static Command Create(TextWriter output)
    {
        var subgraphs = Options.Subgraphs();
        subgraphs.Required = true;
        var json = Options.Json();
        var command = new Command("compose", "Compose subgraphs into a supergraph document.") { subgraphs, json };
        command.SetAction(async (result, cancellation) =>
        {
            var file = result.GetValue(subgraphs)!;
            var read = await SubgraphsFile.ReadAsync(file, TimeProvider.System, cancellation);
            return Report(output, file, SupergraphComposer.Compose(read), result.GetValue(json));
        });
        return command;
    }

    private static int Report(TextWriter output, FileInfo file, CompositionResult result, bool asJson)
    {
        if (asJson)
        {
            output.WriteLine(CompositionReport.Json(result));
        }
        else if (result.Document is { } document)
        {
            output.Write(document);
        }
        else
        {
            foreach (var error in result.Errors)
            {
                output.WriteLine(CompositionReport.Line(file, error));
            }
        }

        return result.Document is null ? CommandLine.Finding : CommandLine.Success;
    }
}
