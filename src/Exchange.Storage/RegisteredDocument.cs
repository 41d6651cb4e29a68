namespace Exchange.Storage;

/// <summary>A GraphQL document that was registered for a client, which calls it by its id.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="DocumentId"><c>sha256:</c> and the hash of the text, or a name; at most 128 characters.</param>
/// <param name="Text">The document.</param>
/// <param name="RegisteredBy">Who registered it: an opaque account id.</param>
/// <param name="RegisteredAt">When.</param>
public sealed record RegisteredDocument(string ClientId, string DocumentId, string Text, string RegisteredBy, DateTimeOffset RegisteredAt);
