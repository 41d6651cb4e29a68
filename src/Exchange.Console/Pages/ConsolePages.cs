using System.Collections.Frozen;
using System.Globalization;

namespace Exchange.Console.Pages;

/// <summary>
/// The files of the built console, listed once when the hub starts. Immutable.
/// INVARIANT: only a path of this list is ever opened, so no request can name a file outside the folder.
/// </summary>
public sealed class ConsolePages
{
    /// <summary>The folder beside the executable that a build puts the pages into.</summary>
    public static readonly string BuiltFolder = Path.Combine(AppContext.BaseDirectory, "console");

    private const string Index = "index.html";
    private const string Forever = "public, max-age=31536000, immutable";

    // Smallest first. The console's build makes them; a file without one is sent as it is.
    private static readonly (string Encoding, string Suffix)[] Compressed = [("br", ".br"), ("gzip", ".gz")];

    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".mjs"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json; charset=utf-8",
        [".webmanifest"] = "application/manifest+json; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".webp"] = "image/webp",
        [".ico"] = "image/x-icon",
        [".woff2"] = "font/woff2",
        [".woff"] = "font/woff",
        [".ttf"] = "font/ttf",
        [".wasm"] = "application/wasm",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, ConsolePage> _files;

    private ConsolePages(FrozenDictionary<string, ConsolePage> files)
    {
        _files = files;
        IndexPage = files[Index];
    }

    /// <summary>The one document; every address of the console that names no file answers with it.</summary>
    internal ConsolePage IndexPage { get; }

    /// <summary>Lists the console in <paramref name="folder"/>; null where none was built.</summary>
    public static ConsolePages? Find(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Index)))
        {
            return null;
        }

        var files = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file.FullName).Replace('\\', '/'), StringComparer.Ordinal);
        return new ConsolePages(files
            .Where(entry => ContentTypes.ContainsKey(entry.Value.Extension))
            .ToFrozenDictionary(entry => entry.Key, entry => Page(entry.Key, entry.Value, files), StringComparer.Ordinal));
    }

    /// <summary>The file of a path below <c>/console/</c>; the index for an address of the pages; null where a file is named that is not there.</summary>
    internal ConsolePage? At(string path) =>
        _files.TryGetValue(path, out var page) ? page
        : IsFileName(path) ? null
        : IndexPage;

    private static bool IsFileName(string path) => path.AsSpan(path.LastIndexOf('/') + 1).Contains('.');

    private static ConsolePage Page(string path, FileInfo file, Dictionary<string, FileInfo> files) => new(
        file,
        ContentTypes[file.Extension],
        string.Create(CultureInfo.InvariantCulture, $"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}"),
        path == Index ? "no-store" : path.StartsWith("assets/", StringComparison.Ordinal) ? Forever : "no-cache",
        [
            .. from form in Compressed
               where files.ContainsKey(path + form.Suffix)
               select new CompressedPage(form.Encoding, files[path + form.Suffix]),
        ]);
}
