namespace Exchange.Policy.Documents;

/// <summary>Policies and the documents that they were read from.</summary>
/// <param name="Policies">The policies.</param>
/// <param name="Documents">The text of each document by its path, the tests among them.</param>
public sealed record ReadPolicies(PolicySet Policies, IReadOnlyDictionary<string, string> Documents);
