namespace Exchange.Pipeline.Caching;

/// <summary>One remembered value. All but its use is changed under the cache's lock.</summary>
internal sealed class CacheEntry<TValue>
{
    private volatile bool _isUsed;
    private volatile bool _isShared;

    public CacheEntry(string key, TValue value, string owner, long bytes)
    {
        (Key, Value, Owner, Bytes) = (key, value, owner, bytes);
        InSegment = new LinkedListNode<CacheEntry<TValue>>(this);
        InOwner = new LinkedListNode<CacheEntry<TValue>>(this);
    }

    public string Key { get; }

    public TValue Value { get; }

    /// <summary>Who brought it.</summary>
    public string Owner { get; }

    public long Bytes { get; set; }

    /// <summary>Whether it is past probation.</summary>
    public bool IsKept { get; set; }

    /// <summary>Whether somebody else than its owner used it.</summary>
    public bool IsShared => _isShared;

    public LinkedListNode<CacheEntry<TValue>> InSegment { get; }

    public LinkedListNode<CacheEntry<TValue>> InOwner { get; }

    public void Use(string by)
    {
        // WHY: a hot entry is read by every thread; writing only what changes keeps its cache line unshared.
        if (!_isUsed)
        {
            _isUsed = true;
        }

        if (!_isShared && by != Owner)
        {
            _isShared = true;
        }
    }

    /// <summary>Whether it was used since this was last asked.</summary>
    public bool TakeUse()
    {
        var wasUsed = _isUsed;
        _isUsed = false;
        return wasUsed;
    }
}

/// <summary>Entries, oldest first, and their size together. Changed under the cache's lock.</summary>
internal sealed class CacheQueue<TValue>
{
    private readonly LinkedList<CacheEntry<TValue>> _entries = new();

    public long Bytes { get; set; }

    public int Count => _entries.Count;

    public CacheEntry<TValue> Oldest => _entries.First!.Value;

    public void Add(LinkedListNode<CacheEntry<TValue>> node)
    {
        _entries.AddLast(node);
        Bytes += node.Value.Bytes;
    }

    public void Remove(LinkedListNode<CacheEntry<TValue>> node)
    {
        _entries.Remove(node);
        Bytes -= node.Value.Bytes;
    }
}
