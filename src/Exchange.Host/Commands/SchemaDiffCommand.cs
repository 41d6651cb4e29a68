using System.CommandLine;
using System.Text.Json;
using Exchange.GraphQL;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.Host.Composition;

namespace Exchange.Host.Commands;

/// <summary><c>exchange schema diff OLD NEW</c>: breaking, dangerous and safe changes; exit code 1 on a breaking one.</summary>
internal static class SchemaDiffCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(TextWriter output)
    {
        var before = new Argument<FileInfo>("OLD") { Description = "SDL file of the old schema." };
        var after = new Argument<FileInfo>("NEW") { Description = "SDL file of the new schema." };
        var json = Options.Json();
        var command = new Command("diff", "Compare two schemas.") { before, after, json };
        command.SetAction((result, _) => Task.FromResult(Run(output, result.GetValue(before)!, result.GetValue(after)!, result.GetValue(json))));
        return command;
    }

    private static int Run(TextWriter output, FileInfo before, FileInfo after, bool asJson)
    {
        var changes = SchemaComparer.Compare(Read(before), Read(after));
        if (asJson)
        {
            var listed = changes.Select(change => new { severity = change.Severity.ToString(), change.Code, change.Coordinate, change.Message });
            output.WriteLine(JsonSerializer.Serialize(new { changes = listed }, Indented));
        }
        else
        {
            foreach (var change in changes)
            {
                output.WriteLine($"{change.Severity}: {change.Message} [{change.Code}]");
            }

            output.WriteLine(changes.Count == 0 ? "equal" : $"{changes.Count} changes");
        }

        return changes.Any(change => change.Severity == ChangeSeverity.Breaking) ? CommandLine.Finding : CommandLine.Success;
    }

    private static Schema Read(FileInfo file)
    {
        if (!file.Exists)
        {
            throw new HubException($"{file.Name}: there is no such file.");
        }

        try
        {
            return SchemaBuilder.Build(GraphQLParser.Parse(File.ReadAllBytes(file.FullName), ParserLimits.Unlimited));
        }
        catch (GraphQLException exception)
        {
            var error = exception.Errors[0];
            var place = error.Locations.Count > 0 ? $":{error.Locations[0].Line}:{error.Locations[0].Column}" : "";
            throw new HubException($"{file.Name}{place}: {error.Message}", exception);
        }
    }
}
