using System.Security.Cryptography;
using Exchange.GraphQL;
using Exchange.Pipeline.Callers;

namespace Exchange.Pipeline.Documents;

/// <summary>
/// Which text a request runs: its own, or a trusted one that it names by id ("Persisted Documents" of GraphQL over HTTP). A trusted
/// document is only known beforehand: it skips no limit, no validation and no policy. Thread-safe.
/// </summary>
internal sealed class DocumentChoice(PipelineParts parts)
{
    public const string UnknownCode = "DOCUMENT_UNKNOWN";
    public const string NotTrustedCode = "DOCUMENT_NOT_TRUSTED";
    public const string AutomaticNotSupportedCode = "PERSISTED_QUERY_NOT_SUPPORTED";
    public const string AutomaticNotFoundCode = "PERSISTED_QUERY_NOT_FOUND";

    private readonly AutomaticDocuments _automatic = new();

    /// <summary>The text, UTF-8. Throws <see cref="GraphQLException"/> where there is none that the caller may send.</summary>
    public ReadOnlyMemory<byte> Of(HubSnapshot snapshot, Caller caller, HubRequest request)
    {
        var mode = caller.Client.Documents ?? parts.Documents;
        if (request.DocumentId is { } id)
        {
            return request.Document.IsEmpty && request.PersistedQueryHash is null
                ? Trusted(snapshot, caller, id, mode)
                : throw Wrong(ErrorCodes.BadUserInput, "Send either \"documentId\" or \"query\", not both, and no \"persistedQuery\" beside an id.");
        }

        if (request.PersistedQueryHash is { } hash)
        {
            return Automatic(caller, request.Document, hash, mode);
        }

        return mode == DocumentMode.Enforce
            ? throw Wrong(NotTrustedCode,
                "This client may run registered documents only: send \"documentId\" in place of \"query\", and have new ones registered first.")
            : request.Document;
    }

    private ReadOnlyMemory<byte> Trusted(HubSnapshot snapshot, Caller caller, string id, DocumentMode mode)
    {
        if (mode == DocumentMode.Off)
        {
            throw Wrong(UnknownCode, "Documents are not called by id on this hub (GraphQL:TrustedDocuments is off): send the text as \"query\".");
        }

        var client = caller.Client.ClientId;
        return snapshot.Documents.Find(client, id) ?? parts.RegisteredDocument(client, id) ?? throw Wrong(
            UnknownCode, "No document of this id is registered for this client: check the id, or have the document registered.");
    }

    private ReadOnlyMemory<byte> Automatic(Caller caller, ReadOnlyMemory<byte> text, string hash, DocumentMode mode)
    {
        if (!parts.AutomaticPersistedQueries || mode == DocumentMode.Enforce)
        {
            throw Wrong(AutomaticNotSupportedCode, "Automatic persisted queries are off: send the text as \"query\", without \"persistedQuery\".");
        }

        if (text.IsEmpty)
        {
            return _automatic.Find(caller.Client.ClientId, hash)
                ?? throw Wrong(AutomaticNotFoundCode, "The hub does not know this document yet: send it once as \"query\" beside its hash.");
        }

        if (!hash.Equals(Convert.ToHexString(SHA256.HashData(text.Span)), StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong(ErrorCodes.BadUserInput, "The hash in \"persistedQuery\" is not the SHA-256 of the text in \"query\".");
        }

        _automatic.Keep(caller.Client.ClientId, hash, text);
        return text;
    }

    private static GraphQLException Wrong(string code, string message) => new(new GraphQLError(code, message));
}
