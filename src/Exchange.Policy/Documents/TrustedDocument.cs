using System.Security.Cryptography;
using System.Text;

namespace Exchange.Policy.Documents;

/// <summary>A GraphQL document of <c>policies/documents/</c> that a client may call by its id.</summary>
/// <param name="ClientId">The client; the folder's name.</param>
/// <param name="Name">The file's name without its ending: one of the document's two ids.</param>
/// <param name="Text">The text; its lines end with a line feed, the last one too.</param>
/// <param name="File">The file, relative to <c>policies/</c>, with forward slashes.</param>
public sealed record TrustedDocument(string ClientId, string Name, string Text, string File)
{
    /// <summary>The other id: that of the text.</summary>
    public string Hash { get; } = TrustedDocumentId.OfText(Text);
}

/// <summary>What trusted documents may be called ("Persisted Documents" of GraphQL over HTTP): by the hash of the text, or by a name.</summary>
public static class TrustedDocumentId
{
    /// <summary>The longest id, in characters.</summary>
    public const int Longest = 128;

    private const string HashPrefix = "sha256:";

    /// <summary>The id that follows from a text: <c>sha256:</c> and the hash of its UTF-8 bytes in lower-case hexadecimal digits.</summary>
    public static string OfText(string text) => HashPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>What is wrong with calling this text by this id, as a sentence that says what to do; null for nothing.</summary>
    public static string? Mistake(string id, string text)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.StartsWith(HashPrefix, StringComparison.Ordinal)
            ? id == OfText(text) ? null : "The id is not the hash of the text: leave it out, and it is worked out."
            : IsName(id) ? null
            : $"An id is \"{HashPrefix}\" and the hash of the text, or a name of 1 to {Longest} letters, digits and the signs - . _; "
                + "\".\" and \"..\" are none.";
    }

    // WHY neither dots alone: in an address they are folders, so what is called so could be neither read nor removed.
    private static bool IsName(string id) =>
        id.Length is > 0 and <= Longest && id is not ("." or "..") && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');
}
