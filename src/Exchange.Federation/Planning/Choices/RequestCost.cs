using System.Numerics;

namespace Exchange.Federation.Planning.Choices;

/// <summary>
/// What a choice costs: which subgraphs are asked at which level below the place, because all that is asked of one subgraph at one level is
/// one request. Subgraphs beyond the 64th share bits with the first, which makes the estimate coarser and no plan wrong. Immutable.
/// </summary>
internal sealed class RequestCost : IComparable<RequestCost>
{
    private readonly ulong[] _levels;

    private RequestCost(ulong[] levels, int missing, int extra)
    {
        _levels = levels;
        Missing = missing;
        Extra = extra;
        foreach (var level in levels)
        {
            Requests += BitOperations.PopCount(level);
        }
    }

    /// <summary>Nothing beside the request that brings the place.</summary>
    public static RequestCost None { get; } = new([], 0, 0);

    /// <summary>How many needs it leaves open.</summary>
    public int Missing { get; }

    /// <summary>How many fields it fetches that nobody asked for.</summary>
    public int Extra { get; }

    /// <summary>How many requests it takes.</summary>
    public int Requests { get; }

    /// <summary>How many levels of requests.</summary>
    public int Depth => _levels.Length;

    /// <summary>Fewer open needs first, then fewer requests, fewer levels, fewer fields.</summary>
    public int CompareTo(RequestCost? other)
    {
        if (other is null)
        {
            return -1;
        }

        var order = Missing.CompareTo(other.Missing);
        order = order != 0 ? order : Requests.CompareTo(other.Requests);
        order = order != 0 ? order : Depth.CompareTo(other.Depth);
        return order != 0 ? order : Extra.CompareTo(other.Extra);
    }

    /// <summary>Collects costs and makes one of them.</summary>
    internal sealed class Sum
    {
        private readonly List<ulong> _levels = [];
        private int _missing;
        private int _extra;

        /// <summary>Adds a cost whose place stands <paramref name="level"/> levels below this one.</summary>
        public void Add(RequestCost cost, int level)
        {
            _missing += cost.Missing;
            _extra += cost.Extra;
            for (var i = 0; i < cost._levels.Length; i++)
            {
                AddLevel(level + i + 1, cost._levels[i]);
            }
        }

        /// <summary>Adds a request.</summary>
        public void Add(int subgraph, int level) => AddLevel(level, 1UL << (subgraph & 63));

        /// <summary>Adds needs that stay open and fields that nobody asked for.</summary>
        public void AddOpen(int missing, int extra)
        {
            _missing += missing;
            _extra += extra;
        }

        /// <summary>The sum.</summary>
        public RequestCost ToCost() => new([.. _levels], _missing, _extra);

        // INVARIANT: level 0 is the request that brings the place, which is counted where it is made; at the start there is none.
        private void AddLevel(int level, ulong subgraphs)
        {
            while (_levels.Count < level)
            {
                _levels.Add(0);
            }

            _levels[level - 1] |= subgraphs;
        }
    }
}
