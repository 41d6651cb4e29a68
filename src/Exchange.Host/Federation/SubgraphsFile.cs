using System.Text;
using System.Text.Json;
using Exchange.Adapters.Http;
using Exchange.Federation.Composition;
using Exchange.Host.Composition;

namespace Exchange.Host.Federation;

/// <summary>
/// The file that lists subgraphs: <c>[{"name", "url", "sdl" or "sdlFile"}]</c>. A subgraph without SDL is asked for it.
/// </summary>
internal static class SubgraphsFile
{
    private const string Form = "[{\"name\": …, \"url\": …, \"sdl\" or \"sdlFile\": …}]";

    /// <summary>
    /// The subgraphs in the order of the file, each with its SDL. Throws <see cref="HubException"/> that names the file, the entry and the
    /// mistake, or the subgraph that did not give its SDL in time.
    /// </summary>
    public static async Task<IReadOnlyList<Subgraph>> ReadAsync(FileInfo file, TimeProvider time, CancellationToken cancellation)
    {
        var entries = Entries(file);
        using var client = DepartmentHttpClient.Create();
        var questions = new SubgraphSdl(client, time);
        return await Task.WhenAll(entries.Select(async entry => entry.Sdl is not null
            ? new Subgraph(entry.Name, entry.Sdl) { Url = entry.Url }
            : new Subgraph(entry.Name, await questions.AskAsync(entry.Name, new Uri(entry.Url), cancellation)) { Url = entry.Url }));
    }

    private static List<Entry> Entries(FileInfo file)
    {
        using var document = Parse(file);
        if (document.RootElement.ValueKind != JsonValueKind.Array || document.RootElement.GetArrayLength() == 0)
        {
            throw Wrong(file, $"the file must be a list of subgraphs: {Form}");
        }

        var entries = new List<Entry>();
        foreach (var element in document.RootElement.EnumerateArray())
        {
            var entry = Read(file, element, $"entry {entries.Count + 1}");
            if (entries.Any(other => other.Name == entry.Name))
            {
                throw Wrong(file, $"two subgraphs are called \"{entry.Name}\"");
            }

            entries.Add(entry);
        }

        return entries;
    }

    private static JsonDocument Parse(FileInfo file)
    {
        try
        {
            return JsonDocument.Parse(FederationFile.Read(file));
        }
        catch (JsonException fault)
        {
            throw new HubException($"{file.Name}:{fault.LineNumber + 1}:{fault.BytePositionInLine + 1}: this is not JSON; write {Form}.", fault);
        }
    }

    private static Entry Read(FileInfo file, JsonElement element, string place)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(file, $"{place} must be an object of {Form}");
        }

        var name = Text(file, element, place, "name");
        if (string.IsNullOrWhiteSpace(name))
        {
            throw Wrong(file, $"{place} needs a \"name\"");
        }

        place = $"subgraph \"{name}\"";
        var url = Text(file, element, place, "url") ?? "";
        if (url.Length > 0 && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            throw Wrong(file, $"{place}: \"url\" must be an address like http://127.0.0.1:4001/graphql");
        }

        var sdl = Text(file, element, place, "sdl");
        var path = Text(file, element, place, "sdlFile");
        if (sdl is not null && path is not null)
        {
            throw Wrong(file, $"{place} has both \"sdl\" and \"sdlFile\": leave one of them out");
        }

        sdl ??= path is null ? null : Encoding.UTF8.GetString(FederationFile.Read(new FileInfo(Path.Combine(file.DirectoryName!, path))));
        return sdl is not null || url.Length > 0
            ? new Entry(name, url, sdl)
            : throw Wrong(file, $"{place} needs an \"sdl\", an \"sdlFile\", or a \"url\" to ask for it");
    }

    private static string? Text(FileInfo file, JsonElement element, string place, string member) =>
        !element.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Wrong(file, $"{place}: \"{member}\" must be a text");

    private static HubException Wrong(FileInfo file, string what) => new($"{file.Name}: {what}.");

    private sealed record Entry(string Name, string Url, string? Sdl);
}
