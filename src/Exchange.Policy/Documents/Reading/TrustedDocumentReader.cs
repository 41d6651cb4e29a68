using Exchange.Policy.Findings;

namespace Exchange.Policy.Documents.Reading;

/// <summary>Reads <c>documents/CLIENT/NAME.graphql</c>. Whether a document fits the graph is judged where the graph is known.</summary>
internal sealed class TrustedDocumentReader(Action<Finding> report)
{
    public const string Folder = "documents";
    public const string Ending = ".graphql";

    private const int LongestClient = 100;

    private readonly List<TrustedDocument> _documents = [];

    public IReadOnlyList<TrustedDocument> Documents => _documents;

    public static bool IsOne(string file) => file.StartsWith(Folder + "/", StringComparison.Ordinal);

    public void Read(string file, string text)
    {
        if (file.Split('/') is not [_, var client, var name] || !IsClient(client) || !name.EndsWith(Ending, StringComparison.Ordinal))
        {
            Report("unexpected-file", file, $"Trusted documents are {Folder}/CLIENT/NAME{Ending}, CLIENT being a client's id. Move or rename it.");
            return;
        }

        var document = new TrustedDocument(client, name[..^Ending.Length], Normal(text), file);
        if (TrustedDocumentId.Mistake(document.Name, document.Text) is { } mistake)
        {
            Report("bad-document-name", file, $"{mistake} Rename the file.");
            return;
        }

        _documents.Add(document);
    }

    private void Report(string code, string file, string message) => report(new Finding(code, file, 0, 0, "", message));

    // WHY: a published version keeps lines, not the way they end; so the hash is the same wherever the text was read from.
    private static string Normal(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return lines.EndsWith('\n') ? lines : lines + "\n";
    }

    private static bool IsClient(string id) =>
        id.Length is > 0 and <= LongestClient && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
