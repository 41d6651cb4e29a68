using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Exchange.Host.Composition;

namespace Exchange.Host.Commands;

/// <summary><c>exchange policy export</c>: writes the documents of a published version into a folder that is empty or not there yet.</summary>
internal static class PolicyExportCommand
{
    public static Command Create(TextWriter output)
    {
        var number = new Argument<int?>("VERSION")
        {
            Description = "The number of a published version; the one in force if absent.", Arity = ArgumentArity.ZeroOrOne,
        };
        var folder = new Option<string>("--out") { Description = "The folder to write, empty or not there yet.", Required = true };
        var data = Options.Folder();
        var json = Options.Json();
        var command = new Command("export", "Write the documents of a published version into a folder.") { number, folder, data, json };
        command.SetAction((result, cancellation) => RunAsync(
            output, result.GetValue(number), result.GetValue(folder)!, result.GetValue(data)!, result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        TextWriter output, int? number, string folder, string data, bool asJson, CancellationToken cancellation)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new HubException($"{folder}: there is something already. Name a folder that is empty or not there yet.") { IsWrongUsage = true };
        }

        await using var versions = new PolicyVersions(PolicyVersions.ReadStandard(DocumentFolders.Find()), data);
        var (version, documents) = await versions.ReadStoredAsync(number, cancellation);
        foreach (var (path, text) in documents)
        {
            var file = Place(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text, cancellation);
        }

        await output.WriteLineAsync(asJson
            ? JsonSerializer.Serialize(new { version.Number, version.Hash, files = documents.Keys.Order(StringComparer.Ordinal) }, PolicyJson.Indented)
            : string.Create(CultureInfo.InvariantCulture, $"version {version.Number}: {documents.Count} documents in {folder}"));
        return CommandLine.Success;
    }

    // INVARIANT: what a stored version calls its documents never leads out of the folder.
    private static string Place(string folder, string path)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var file = Path.GetFullPath(Path.Combine(root, path));
        return file.StartsWith(root, StringComparison.Ordinal)
            ? file
            : throw new HubException("A document of this version has a name that leads out of the folder: it is not written.");
    }
}
