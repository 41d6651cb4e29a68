using Exchange.Audit.Segments;

namespace Exchange.Audit.Verification;

/// <summary>
/// Where the verifier stands in the chain: which record comes next, and which hashes may come before it. Behind a damaged record there are
/// two, the one it carries and the one its bytes have, because either may be what the writer chained to.
/// </summary>
internal readonly record struct ChainPosition(long NextSequence, ChainHash Carried, ChainHash Computed)
{
    public ChainPosition(long nextSequence, ChainHash hash)
        : this(nextSequence, hash, hash)
    {
    }

    /// <summary>Whether <paramref name="hash"/> may be the hash of what stands before.</summary>
    public bool Accepts(ChainHash hash) => hash == Carried || hash == Computed;

    /// <summary>Whether a header with these fields and this hash belongs here.</summary>
    public bool Links(ReadOnlySpan<byte> fields, ChainHash headerHash) =>
        Frame.HashOfHeader(Carried, fields) == headerHash
        || (Computed != Carried && Frame.HashOfHeader(Computed, fields) == headerHash);
}
