using System.CommandLine;
using Exchange.GraphQL.TypeSystem;
using Exchange.Host.Composition;

namespace Exchange.Host.Commands;

/// <summary><c>exchange schema print</c>: the graph's SDL, as generated from the data standard.</summary>
internal static class SchemaPrintCommand
{
    public static Command Create(TextWriter output)
    {
        var command = new Command("print", "Print the graph's schema.");
        command.SetAction((_, _) =>
        {
            output.Write(SchemaPrinter.Print(CityDocuments.ReadValid(DocumentFolders.Find()).Graph!.Schema));
            return Task.FromResult(CommandLine.Success);
        });
        return command;
    }
}
