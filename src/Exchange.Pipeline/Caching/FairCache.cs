using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Exchange.Pipeline.Caching;

/// <summary>
/// Remembers values by key within a bound in bytes, for owners who do not trust each other. New entries are on probation in a quarter of
/// the room and leave it oldest first; those that were used again move to the rest, where an entry that was used since it was last looked
/// at is passed over once. With entries that only it uses, no owner holds more than half of the probation and a third of the rest, so none
/// can crowd out another. Thread-safe; a look-up takes no lock.
/// </summary>
internal sealed class FairCache<TValue>(long capacity)
    where TValue : class
{
    private readonly ConcurrentDictionary<string, CacheEntry<TValue>> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Owner, bool IsKept), CacheQueue<TValue>> _owned = [];
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

            Enter(entry);
            Trim(entry.Owner);
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
                _owned[(entry.Owner, entry.IsKept)].Bytes += bytes;
            }

            if (entry.Bytes > capacity / 8)
            {
                Forget(entry);
            }

            Trim(entry.Owner);
        }
    }

    private void Trim(string owner)
    {
        TrimOwner(owner, isKept: false, capacity / 8);
        while (_probation.Bytes > capacity / 4)
        {
            var oldest = _probation.Oldest;
            if (oldest.TakeUse())
            {
                Promote(oldest);
            }
            else
            {
                Forget(oldest);
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
                Forget(oldest);
            }
        }
    }

    private void TrimOwner(string owner, bool isKept, long share)
    {
        if (!_owned.TryGetValue((owner, isKept), out var entries))
        {
            return;
        }

        for (var chances = entries.Count; entries.Bytes > share; chances--)
        {
            var oldest = entries.Oldest;
            if (oldest.IsShared)
            {
                Disown(oldest);
            }
            else if (!isKept && oldest.TakeUse())
            {
                Promote(oldest);
            }
            else if (isKept && chances > 0 && oldest.TakeUse())
            {
                entries.Remove(oldest.InOwner);
                entries.Add(oldest.InOwner);
            }
            else
            {
                Forget(oldest);
            }
        }
    }

    private void Promote(CacheEntry<TValue> entry)
    {
        Leave(entry);
        entry.IsKept = true;
        Enter(entry);
        TrimOwner(entry.Owner, isKept: true, capacity / 4);
    }

    private void Forget(CacheEntry<TValue> entry)
    {
        _ = _entries.TryRemove(entry.Key, out _);
        Leave(entry);
    }

    private void Enter(CacheEntry<TValue> entry)
    {
        Segment(entry).Add(entry.InSegment);
        if (entry.IsShared)
        {
            return;
        }

        if (!_owned.TryGetValue((entry.Owner, entry.IsKept), out var owned))
        {
            _owned[(entry.Owner, entry.IsKept)] = owned = new CacheQueue<TValue>();
        }

        owned.Add(entry.InOwner);
    }

    private void Leave(CacheEntry<TValue> entry)
    {
        Segment(entry).Remove(entry.InSegment);
        Disown(entry);
    }

    private void Disown(CacheEntry<TValue> entry)
    {
        if (entry.InOwner.List is null)
        {
            return;
        }

        var owned = _owned[(entry.Owner, entry.IsKept)];
        owned.Remove(entry.InOwner);
        if (owned.Count == 0)
        {
            _ = _owned.Remove((entry.Owner, entry.IsKept));
        }
    }

    private CacheQueue<TValue> Segment(CacheEntry<TValue> entry) => entry.IsKept ? _kept : _probation;
}
