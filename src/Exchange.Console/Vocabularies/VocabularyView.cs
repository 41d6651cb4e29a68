namespace Exchange.Console.Vocabularies;

/// <summary>The words that requests, records and reasons are written in.</summary>
/// <param name="Purposes">The purposes of the vocabulary, and what each asks of a request.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Departments">The departments.</param>
/// <param name="Scopes">What a person can agree to in one act.</param>
/// <param name="Reasons">Why something can be withheld, in the order of precedence.</param>
public sealed record VocabularyView(
    IReadOnlyList<PurposeView> Purposes,
    IReadOnlyList<CodeView> Roles,
    IReadOnlyList<CodeView> Departments,
    IReadOnlyList<CodeView> Scopes,
    IReadOnlyList<ReasonView> Reasons);

/// <summary>A purpose.</summary>
/// <param name="Code">Its code, for <c>Exchange-Purpose</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="NeedsCase">Whether a rule for it asks for a case number.</param>
/// <param name="CaseFormat">What its case numbers look like: X a capital letter, Y and N a digit; null where it has none.</param>
/// <param name="NeedsEmergency">Whether every rule for it asks for a declared emergency.</param>
/// <param name="TakesEmergency">Whether any rule for it does.</param>
public sealed record PurposeView(
    string Code, TitleView Title, bool NeedsCase, string? CaseFormat, bool NeedsEmergency, bool TakesEmergency);

/// <summary>A code and its title.</summary>
/// <param name="Code">The code.</param>
/// <param name="Title">The title.</param>
public sealed record CodeView(string Code, TitleView Title);

/// <summary>A reason and what to do about it.</summary>
/// <param name="Code">The code.</param>
/// <param name="Title">What it means.</param>
/// <param name="Advice">What the caller can do.</param>
public sealed record ReasonView(string Code, TitleView Title, TitleView Advice);
