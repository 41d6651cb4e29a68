using System.Collections.Frozen;
using System.Text;
using Exchange.Policy.Documents;

namespace Exchange.Pipeline.Documents;

/// <summary>Finds the UTF-8 text of the document that was registered for a client under an id; null for none. Thread-safe.</summary>
/// <param name="clientId">The client.</param>
/// <param name="documentId"><c>sha256:…</c> or a name.</param>
public delegate byte[]? TrustedDocumentLookup(string clientId, string documentId);

/// <summary>The trusted documents of one version of the policies, by client and either of their ids. Immutable.</summary>
internal sealed class PolicyDocuments
{
    private readonly FrozenDictionary<(string ClientId, string DocumentId), byte[]> _texts;

    public PolicyDocuments(IReadOnlyList<TrustedDocument> documents)
    {
        var texts = new Dictionary<(string, string), byte[]>();
        foreach (var document in documents)
        {
            var text = Encoding.UTF8.GetBytes(document.Text);
            texts[(document.ClientId, document.Name)] = text;
            texts[(document.ClientId, document.Hash)] = text;
        }

        _texts = texts.ToFrozenDictionary();
    }

    public byte[]? Find(string clientId, string documentId) =>
        _texts.GetValueOrDefault((clientId, documentId));
}
