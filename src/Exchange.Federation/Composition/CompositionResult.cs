using Exchange.Federation.Supergraphs;

namespace Exchange.Federation.Composition;

/// <summary>What composition gives: the supergraph and its document, or every mistake that stands in its way.</summary>
/// <param name="Document">The supergraph document, SDL by join specification v0.5; null when there are errors.</param>
/// <param name="Supergraph">The document as read; null when there are errors.</param>
/// <param name="Errors">The mistakes, in the order of the subgraphs and their types.</param>
/// <param name="Hints">What composes and is probably not meant, in the same form.</param>
public sealed record CompositionResult(
    string? Document, Supergraph? Supergraph, IReadOnlyList<CompositionError> Errors, IReadOnlyList<CompositionError> Hints);
