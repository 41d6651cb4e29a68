namespace Exchange.Identity.Clients.Documents;

/// <summary>A document to be registered.</summary>
/// <param name="Text">The GraphQL document.</param>
/// <param name="Id">The id to call it by; left out, it is <c>sha256:</c> and the hash of the text.</param>
internal sealed record NewDocument(string? Text, string? Id = null);

/// <summary>Documents to be registered, all of them or none: one by itself, or several.</summary>
/// <param name="Documents">Several.</param>
/// <param name="Text">One: the GraphQL document.</param>
/// <param name="Id">One: the id to call it by; left out, it is <c>sha256:</c> and the hash of the text.</param>
internal sealed record NewDocuments(IReadOnlyList<NewDocument>? Documents = null, string? Text = null, string? Id = null);

/// <summary>A registered document without its text.</summary>
/// <param name="Id">The id it is called by.</param>
/// <param name="Bytes">The length of the text in bytes.</param>
/// <param name="RegisteredBy">The opaque id of the account that registered it.</param>
/// <param name="RegisteredAt">When.</param>
internal sealed record DocumentView(string Id, int Bytes, string RegisteredBy, DateTimeOffset RegisteredAt);

/// <summary>A client's registered documents.</summary>
/// <param name="Documents">By id.</param>
internal sealed record DocumentList(IReadOnlyList<DocumentView> Documents);

/// <summary>A registered document with its text.</summary>
/// <param name="Id">The id it is called by.</param>
/// <param name="Text">The GraphQL document.</param>
/// <param name="RegisteredBy">The opaque id of the account that registered it.</param>
/// <param name="RegisteredAt">When.</param>
internal sealed record DocumentText(string Id, string Text, string RegisteredBy, DateTimeOffset RegisteredAt);

/// <summary>One mistake in a document that was to be registered.</summary>
/// <param name="Document">Which one of those sent, from 0.</param>
/// <param name="Code">A stable code.</param>
/// <param name="Detail">What is wrong, where, and what to do.</param>
/// <param name="Line">1-based line; null where no place can be named.</param>
/// <param name="Column">1-based column; null where no place can be named.</param>
/// <param name="Rule">The validation rule that is broken, or null.</param>
/// <param name="Limit">The named limit that is exceeded, or null.</param>
internal sealed record DocumentMistake(
    int Document, string Code, string Detail, int? Line = null, int? Column = null, string? Rule = null, string? Limit = null);
