using System.Text;
using Exchange.Audit.Records;
using Exchange.GraphQL;
using Exchange.Policy.Documents;

namespace Exchange.Identity.Clients.Documents;

/// <summary>What a document must be before it is registered. Stateless but for what judges it by the graph.</summary>
internal sealed class DocumentRules(Func<ReadOnlyMemory<byte>, IReadOnlyList<GraphQLError>> mistakesOf)
{
    /// <summary>How many documents a client may have.</summary>
    public const int MaxDocuments = 1000;

    /// <summary>How many bytes of documents a client may have.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private const string Wrong = "DOCUMENT_INVALID";

    /// <summary>Every mistake in what was sent; empty where all of it may be registered.</summary>
    public IReadOnlyList<DocumentMistake> Mistakes(IReadOnlyList<NewDocument> documents) =>
        [.. documents.SelectMany((document, index) => Mistakes(document, index, documents))];

    /// <summary>The id under which a document will be registered.</summary>
    public static string IdOf(NewDocument document) => document.Id ?? TrustedDocumentId.OfText(document.Text!);

    /// <summary>The length of a text in bytes.</summary>
    public static int Length(string text) => Encoding.UTF8.GetByteCount(text);

    private IEnumerable<DocumentMistake> Mistakes(NewDocument document, int index, IReadOnlyList<NewDocument> all)
    {
        if (string.IsNullOrWhiteSpace(document.Text))
        {
            return [new DocumentMistake(index, Wrong, "\"text\": give the GraphQL document.")];
        }

        if (MistakeOfId(document) is { } mistake)
        {
            return [new DocumentMistake(index, Wrong, $"\"id\": {mistake}")];
        }

        return all.Take(index).Any(earlier => earlier.Text is not null && IdOf(earlier) == IdOf(document) && earlier.Text != document.Text)
            ? [new DocumentMistake(index, Wrong, "\"id\": another document of this request has it already; give each its own.")]
            : mistakesOf(Encoding.UTF8.GetBytes(document.Text)).Select(error => Located(index, error));
    }

    private static string? MistakeOfId(NewDocument document) =>
        TrustedDocumentId.Mistake(IdOf(document), document.Text!)
        ?? (document.Id is { } id && !id.Contains(':', StringComparison.Ordinal) && EntryRules.LooksLikePersonNumber(id)
            ? "It looks like a person's number, which must not name anything; take another."
            : null);

    private static DocumentMistake Located(int index, GraphQLError error) => error.Locations is [var place, ..]
        ? new DocumentMistake(
            index, error.Code, $"Line {place.Line}, column {place.Column}: {error.Message}", place.Line, place.Column, error.Rule, error.Limit)
        : new DocumentMistake(index, error.Code, error.Message, Rule: error.Rule, Limit: error.Limit);
}
