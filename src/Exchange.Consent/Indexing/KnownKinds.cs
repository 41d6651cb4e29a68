using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;

namespace Exchange.Consent.Indexing;

/// <summary>What reaches permit and deny, worked out once for the many consents that share one. Not thread-safe.</summary>
internal sealed class KnownKinds(KindTable kinds)
{
    private readonly Dictionary<(ConsentReach, ConsentState), Kinds> _known = new(new SameReach());

    /// <summary>What a consent permits and denies, and the number of the set that it permits.</summary>
    public Kinds Of(in StandingConsent consent)
    {
        var key = (consent.Reach, consent.State);
        if (!_known.TryGetValue(key, out var known))
        {
            var (permitted, denied) = kinds.Of(consent.Reach, consent.State);
            _known.Add(key, known = new Kinds(permitted, denied, kinds.NumberOf(permitted)));
        }

        return known;
    }

    internal readonly record struct Kinds(KindSet Permitted, KindSet Denied, int Set);

    // WHY by reference: reaches hold lists, which are equal only where they are the same; a second reach of the same words is worked out again.
    private sealed class SameReach : IEqualityComparer<(ConsentReach Reach, ConsentState State)>
    {
        public bool Equals((ConsentReach Reach, ConsentState State) x, (ConsentReach Reach, ConsentState State) y) =>
            ReferenceEquals(x.Reach, y.Reach) && x.State == y.State;

        public int GetHashCode((ConsentReach Reach, ConsentState State) obj) =>
            (System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Reach) * 31) + (int)obj.State;
    }
}
