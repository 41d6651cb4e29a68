using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Policy;

namespace Exchange.Consent.Indexing;

/// <summary>One thing that can be asked for: which department, what for, which scope.</summary>
internal readonly record struct ConsentKind(DepartmentId Recipient, string Purpose, string Scope);

/// <summary>
/// Numbers of kinds, and numbers of the sets of kinds that consents permit. Both only grow, and by what cities write: tens. Reads take no lock;
/// thread-safe.
/// </summary>
internal sealed class KindTable
{
    /// <summary>The number of a kind that no consent names.</summary>
    public const int Unknown = -1;

    private readonly Lock _writing = new();
    private readonly Dictionary<KindSet, int> _setNumbers = [];
    private volatile Dictionary<ConsentKind, int> _kinds = [];
    private volatile KindSet[] _sets;

    /// <summary>Knows no kind, and the set of none.</summary>
    public KindTable()
        : this([], [default])
    {
    }

    /// <summary>Knows these, each by its place; each is there once, and the first set is that of no kind.</summary>
    public KindTable(IReadOnlyList<ConsentKind> kinds, KindSet[] sets)
    {
        for (var number = 0; number < kinds.Count; number++)
        {
            _kinds.Add(kinds[number], number);
        }

        for (var number = 0; number < sets.Length; number++)
        {
            _setNumbers.Add(sets[number], number);
        }

        _sets = sets;
    }

    /// <summary>The kinds known so far, each at the place of its number.</summary>
    public ConsentKind[] Kinds => [.. _kinds.OrderBy(kind => kind.Value).Select(kind => kind.Key)];

    /// <summary>The sets known so far, each at the place of its number.</summary>
    public ReadOnlySpan<KindSet> Sets => _sets;

    public int Find(ConsentKind kind) => _kinds.TryGetValue(kind, out var number) ? number : Unknown;

    /// <summary>The set of that number. Whoever finds the number in a segment finds the set here.</summary>
    public KindSet SetOf(int number) => _sets[number];

    /// <summary>What a consent permits and denies in a state.</summary>
    public (KindSet Permitted, KindSet Denied) Of(ConsentReach reach, ConsentState state)
    {
        // WHY also on hold: a refusal on hold is still a refusal; putting something on hold never opens.
        if (state.IsFinal() || state == ConsentState.Requested)
        {
            return (default, default);
        }

        var most = reach.Recipients.Count * reach.Purposes.Count * reach.Scopes.Count;
        Span<int> permitted = most <= 64 ? stackalloc int[most] : new int[most];
        Span<int> denied = most <= 64 ? stackalloc int[most] : new int[most];
        var (permits, denials) = (0, 0);
        foreach (var recipient in reach.Recipients)
        {
            foreach (var purpose in reach.Purposes)
            {
                foreach (var scope in reach.Scopes)
                {
                    var effect = reach.Decision.Decide(recipient, purpose, scope);
                    if (effect == ConsentEffect.Deny)
                    {
                        denied[denials++] = Number(new ConsentKind(recipient, purpose, scope));
                    }
                    else if (effect == ConsentEffect.Permit && state == ConsentState.Active)
                    {
                        permitted[permits++] = Number(new ConsentKind(recipient, purpose, scope));
                    }
                }
            }
        }

        return (KindSet.Of(permitted[..permits]), KindSet.Of(denied[..denials]));
    }

    /// <summary>The number of a set; one that no cell can hold where there are too many.</summary>
    public int NumberOf(KindSet set)
    {
        lock (_writing)
        {
            if (_setNumbers.TryGetValue(set, out var known) || _sets.Length >= ConsentCell.MostSets)
            {
                return _setNumbers.ContainsKey(set) ? known : ConsentCell.MostSets;
            }

            // INVARIANT: the set is there before its number is in any segment.
            _sets = [.. _sets, set];
            return _setNumbers[set] = _sets.Length - 1;
        }
    }

    private int Number(ConsentKind kind)
    {
        if (_kinds.TryGetValue(kind, out var known))
        {
            return known;
        }

        lock (_writing)
        {
            if (_kinds.TryGetValue(kind, out known))
            {
                return known;
            }

            var number = _kinds.Count;
            _kinds = new Dictionary<ConsentKind, int>(_kinds) { [kind] = number };
            return number;
        }
    }
}
