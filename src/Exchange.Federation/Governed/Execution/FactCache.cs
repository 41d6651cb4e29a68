using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>
/// The subject facts of one request: each key is asked at most once, all keys of a stage in one batch. A batch that failed is not asked
/// again.
/// Thread-safe.
/// </summary>
internal sealed class FactCache(
    IReadOnlyDictionary<string, IFactSource> sources,
    IReadOnlyDictionary<string, IReadOnlyList<string>> wanted,
    string accessId,
    SourceLedger ledger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Type, string Key), Task<IReadOnlyDictionary<string, DatumObject?>?>> _batches = [];
    private readonly List<(string Type, string Key)> _asked = [];

    /// <summary>The keys whose facts were asked for, in order.</summary>
    public IReadOnlyList<(string Type, string Key)> Asked
    {
        get
        {
            lock (_lock)
            {
                return [.. _asked];
            }
        }
    }

    /// <summary>The answer for each key, parallel to <paramref name="keys"/>.</summary>
    public async ValueTask<FactAnswer[]> FetchAsync(string type, IReadOnlyList<string> keys, CancellationToken deadline)
    {
        if (!sources.TryGetValue(type, out var source))
        {
            return new FactAnswer[keys.Count];
        }

        var answers = new FactAnswer[keys.Count];
        var batches = Enlist(source, type, keys, deadline);
        for (var i = 0; i < keys.Count; i++)
        {
            var batch = await batches[i].ConfigureAwait(false);
            answers[i] = new FactAnswer(batch is not null, batch?.GetValueOrDefault(keys[i]));
        }

        return answers;
    }

    private Task<IReadOnlyDictionary<string, DatumObject?>?>[] Enlist(
        IFactSource source, string type, IReadOnlyList<string> keys, CancellationToken deadline)
    {
        lock (_lock)
        {
            var missing = keys.Where(key => !_batches.ContainsKey((type, key))).ToList();
            if (missing.Count > 0)
            {
                // WHY: registered under the lock so that no key is asked for twice; started elsewhere so that no source runs under it.
                var batch = Task.Run(() => AskAsync(source, type, missing, deadline), CancellationToken.None);
                foreach (var key in missing)
                {
                    _batches[(type, key)] = batch;
                    _asked.Add((type, key));
                }
            }

            return [.. keys.Select(key => _batches[(type, key)])];
        }
    }

    private async Task<IReadOnlyDictionary<string, DatumObject?>?> AskAsync(
        IFactSource source, string type, IReadOnlyList<string> keys, CancellationToken deadline)
    {
        var facts = wanted[type];
        ledger.Asked(source.Department, facts.Select(fact => ResultTree.SubjectFactPrefix + fact), keys.Count);
        try
        {
            var answer = await source.FetchAsync(accessId, type, keys, facts, deadline).AsTask().WaitAsync(deadline).ConfigureAwait(false);
            if (answer.Length != keys.Count)
            {
                ledger.Failed(source.Department, SourceFault.Invalid);
                return null;
            }

            ledger.Answered(source.Department, null);
            return keys.Zip(answer).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        }
        catch (Exception fault)
        {
            ledger.Failed(source.Department, fault is SourceException known ? known.Fault : SourceFault.Unavailable);
            return null;
        }
    }
}
