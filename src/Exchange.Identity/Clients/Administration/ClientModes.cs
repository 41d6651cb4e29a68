using Exchange.Storage;

namespace Exchange.Identity.Clients.Administration;

/// <summary>The words for what a client may see and send, as settings and the control plane write them.</summary>
internal static class ClientModes
{
    private static readonly Dictionary<string, IntrospectionMode> Introspections = new(StringComparer.Ordinal)
    {
        ["off"] = IntrospectionMode.Off, ["visible"] = IntrospectionMode.Visible, ["full"] = IntrospectionMode.Full,
    };

    private static readonly Dictionary<string, TrustedDocumentMode> Documents = new(StringComparer.Ordinal)
    {
        ["allow"] = TrustedDocumentMode.Allow, ["enforce"] = TrustedDocumentMode.Enforce,
    };

    public static string? Word(IntrospectionMode? mode) => Introspections.FirstOrDefault(word => word.Value == mode).Key;

    public static string? Word(TrustedDocumentMode? mode) => Documents.FirstOrDefault(word => word.Value == mode).Key;

    /// <summary>What a word of <see cref="Mistake"/>'s approval means; null for the hub's setting.</summary>
    public static IntrospectionMode? Introspection(string? word) => word is null ? null : Introspections[word];

    /// <summary>What a word of <see cref="Mistake"/>'s approval means; null for the hub's setting.</summary>
    public static TrustedDocumentMode? TrustedDocuments(string? word) => word is null ? null : Documents[word];

    /// <summary>What is wrong with the words, as a sentence that says what to do; null for nothing.</summary>
    public static string? Mistake(string? introspection, string? trustedDocuments) =>
        introspection is not null && !Introspections.ContainsKey(introspection)
            ? "\"introspection\": give off, visible or full, or null for the hub's setting."
        : trustedDocuments is not null && !Documents.ContainsKey(trustedDocuments)
            ? "\"trustedDocuments\": give allow or enforce, or null for the hub's setting."
        : null;

    /// <summary>Whether a client may see and send no more than before; what the hub's setting says is not known here, so it counts as more.</summary>
    public static bool AreNoWider(ClientRegistration after, ClientRegistration before) =>
        after.WithheldErrors == before.WithheldErrors
        && (after.Introspection == before.Introspection || after.Introspection == IntrospectionMode.Off || after.Introspection < before.Introspection)
        && (after.TrustedDocuments == before.TrustedDocuments || after.TrustedDocuments == TrustedDocumentMode.Enforce);
}
