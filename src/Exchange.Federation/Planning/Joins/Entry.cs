using Exchange.Federation.Supergraphs;

namespace Exchange.Federation.Planning.Joins;

/// <summary>A way into a subgraph.</summary>
/// <param name="Subgraph">The subgraph.</param>
/// <param name="TypeName">The type that is named towards the subgraph: the object's own, or an interface that it implements.</param>
/// <param name="Key">The key to give; null for a root type, which needs none.</param>
/// <param name="NeedsTypeName">Whether the object's runtime type has to be known first.</param>
internal sealed record Entry(int Subgraph, string TypeName, EntityKey? Key, bool NeedsTypeName);

/// <summary>Where a plan stands: in the answer of a subgraph, at a place that the subgraph gives a type to.</summary>
/// <param name="Subgraph">The subgraph; -1 at the operation's root, where nothing is fetched yet.</param>
/// <param name="TypeName">The declared type of the place in that subgraph.</param>
/// <param name="Provided">What is provided there.</param>
/// <param name="OpenedBy">
/// The coordinate of the caller's field for whose sake all this is fetched, where the place only joins and there are grants; otherwise null.
/// </param>
internal sealed record Standing(int Subgraph, string TypeName, Provided Provided, string? OpenedBy)
{
    /// <summary>Whether nothing is fetched yet.</summary>
    public bool IsStart => Subgraph < 0;
}

/// <summary>How a subgraph can give a field.</summary>
internal enum Resolution : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Only because the field belongs to a key there: it is external or taken over otherwise.</summary>
    AsKey,

    /// <summary>It resolves the field, or provides it here.</summary>
    Full,
}
