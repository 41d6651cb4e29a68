using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Exchange.Pipeline.Caching;

/// <summary>
/// Remembers values by key within a bound in bytes, for owners who do not trust each other. New entries are on probation in a quarter of
/// the room and leave it oldest first; those that were used again move to the rest, where an entry that was used since it was last looked
/// at is passed over once. No owner holds more than a quarter of all with entries that only it uses, so none can crowd out another.
/// Thread-safe; a look-up takes no lock.
/// </summary>
internal sealed class FairCache<TValue>(long capacity)
    where TValue : class
{
    private readonly ConcurrentDictionary<string, CacheEntry<TValue>> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CacheQueue<TValue>> _owners = new(StringComparer.Ordinal);
    private readonly CacheQueue<TValue> _probation = new();
    private readonly CacheQueue<TValue> _kept = new();
    private readonly Lock _lock = new();

    /// <summary>How many values are remembered.</summary>
    public int Count => _entries.Count;

    /// <summary>What they take up together.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _probation.Bytes + _kept.Bytes;
            }
        }
    }

    /// <summary>The value under <paramref name="key"/>; the entry is noted as used by <paramref name="owner"/>.</summary>
    public bool TryGet(string key, string owner, [NotNullWhen(true)] out TValue? value)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            value = null;
            return false;
        }

        entry.Use(owner);
        value = entry.Value;
        return true;
    }

    /// <summary>Remembers a value of this size, unless it is there already or larger than an eighth of all.</summary>
    public void Add(string key, TValue value, long bytes, string owner)
    {
        lock (_lock)
        {
            var entry = new CacheEntry<TValue>(key, value, owner, bytes);
            if (bytes > capacity / 8 || !_entries.TryAdd(key, entry))
            {
                return;
            }

            _probation.Add(entry.InSegment);
            OwnedBy(owner).Add(entry.InOwner);
            Trim(entry);
        }
    }

    /// <summary>Notes that the value under <paramref name="key"/>, if it is still there, has grown.</summary>
    public void Grow(string key, long bytes)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                return;
            }

            entry.Bytes += bytes;
            Segment(entry).Bytes += bytes;
            if (entry.InOwner.List is not null)
            {
                _owners[entry.Owner].Bytes += bytes;
            }

            if (entry.Bytes > capacity / 8)
            {
                Remove(entry);
            }

            Trim(entry);
        }
    }

    private void Trim(CacheEntry<TValue> changed)
    {
        TrimOwner(changed.Owner);
        while (_probation.Bytes > capacity / 4)
        {
            var oldest = _probation.Oldest;
            if (oldest.TakeUse())
            {
                _probation.Remove(oldest.InSegment);
                oldest.IsKept = true;
                _kept.Add(oldest.InSegment);
            }
            else
            {
                Remove(oldest);
            }
        }

        for (var chances = _kept.Count; _kept.Bytes > capacity / 4 * 3; chances--)
        {
            var oldest = _kept.Oldest;
            if (chances > 0 && oldest.TakeUse())
            {
                _kept.Remove(oldest.InSegment);
                _kept.Add(oldest.InSegment);
            }
            else
            {
                Remove(oldest);
            }
        }
    }

    private void TrimOwner(string owner)
    {
        if (!_owners.TryGetValue(owner, out var owned))
        {
            return;
        }

        for (var chances = owned.Count; owned.Bytes > capacity / 4; chances--)
        {
            var oldest = owned.Oldest;
            if (oldest.IsShared)
            {
                Disown(oldest);
            }
            else if (chances > 0 && oldest.IsKept && oldest.TakeUse())
            {
                owned.Remove(oldest.InOwner);
                owned.Add(oldest.InOwner);
            }
            else
            {
                Remove(oldest);
            }
        }
    }

    private void Remove(CacheEntry<TValue> entry)
    {
        _ = _entries.TryRemove(entry.Key, out _);
        Segment(entry).Remove(entry.InSegment);
        Disown(entry);
    }

    private void Disown(CacheEntry<TValue> entry)
    {
        if (entry.InOwner.List is null)
        {
            return;
        }

        var owned = _owners[entry.Owner];
        owned.Remove(entry.InOwner);
        if (owned.Count == 0)
        {
            _ = _owners.Remove(entry.Owner);
        }
    }

    private CacheQueue<TValue> Segment(CacheEntry<TValue> entry) => entry.IsKept ? _kept : _probation;

    private CacheQueue<TValue> OwnedBy(string owner)
    {
        if (!_owners.TryGetValue(owner, out var owned))
        {
            _owners[owner] = owned = new CacheQueue<TValue>();
        }

        return owned;
    }
}
