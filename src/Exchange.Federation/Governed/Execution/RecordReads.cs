using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>
/// The fields of records that gates of one request need: each record's owner is asked for each at most once. One that failed is not asked again.
/// Thread-safe.
/// </summary>
internal sealed class RecordReads(IReadOnlyDictionary<string, ISource> sources, string accessId, SourceLedger ledger)
{
    private static readonly DatumObject NoArguments = new([], []);

    private readonly Lock _lock = new();
    private readonly Dictionary<(RecordRead Read, string Key), Task<IReadOnlyDictionary<string, DatumObject?>?>> _batches = [];
    private readonly List<(string Type, string Key, string Coordinate)> _asked = [];

    /// <summary>The records that were asked about, in order, each with the coordinate that was read.</summary>
    public IReadOnlyList<(string Type, string Key, string Coordinate)> Asked
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
    public async ValueTask<FactAnswer[]> FetchAsync(RecordRead read, EntityStage stage, IReadOnlyList<string> keys, CancellationToken deadline)
    {
        var answers = new FactAnswer[keys.Count];
        var batches = Enlist(read, stage.Type.KeyField, keys, deadline);
        for (var i = 0; i < keys.Count; i++)
        {
            var batch = await batches[i].ConfigureAwait(false);
            answers[i] = new FactAnswer(batch is not null, batch?.GetValueOrDefault(keys[i]));
        }

        return answers;
    }

    private Task<IReadOnlyDictionary<string, DatumObject?>?>[] Enlist(
        RecordRead read, string keyField, IReadOnlyList<string> keys, CancellationToken deadline)
    {
        lock (_lock)
        {
            var missing = keys.Where(key => !_batches.ContainsKey((read, key))).ToList();
            if (missing.Count > 0)
            {
                // WHY: registered under the lock so that no key is asked for twice; started elsewhere so that no source runs under it.
                var batch = Task.Run(() => AskAsync(read, keyField, missing, deadline), CancellationToken.None);
                foreach (var key in missing)
                {
                    _batches[(read, key)] = batch;
                    _asked.Add((read.Type, key, read.Coordinate));
                }
            }

            return [.. keys.Select(key => _batches[(read, key)])];
        }
    }

    private async Task<IReadOnlyDictionary<string, DatumObject?>?> AskAsync(
        RecordRead read, string keyField, IReadOnlyList<string> keys, CancellationToken deadline)
    {
        string[] told = [ResultTree.RecordFactPrefix + read.Coordinate];
        if (!sources.TryGetValue(read.Department, out var source))
        {
            ledger.NotAsked(read.Department, told);
            return null;
        }

        ledger.Asked(read.Department, told, keys.Count);
        try
        {
            var request = new SourceRequest(accessId, [new EntitySelection(read.Type, keyField, keys, [Field(read)])]);
            var response = await source.FetchAsync(request, deadline).AsTask().WaitAsync(deadline).ConfigureAwait(false);
            if (response.Selections is not [var records] || records.Length != keys.Count)
            {
                ledger.Failed(read.Department, SourceFault.Invalid);
                return null;
            }

            ledger.Answered(read.Department, response.AsOf);
            return keys.Zip(records).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        }
        catch (Exception fault)
        {
            // WHY: whatever a source throws closes what hangs on it, and nothing else.
            ledger.Failed(read.Department, fault is SourceException known ? known.Fault : SourceFault.Unavailable);
            return null;
        }
    }

    // WHY: the part is asked for under the field's coordinate because that is what the rule names and the record keeps.
    private static RequestedField Field(RecordRead read) => new(
        read.Coordinate,
        read.Field,
        read.Field,
        NoArguments,
        PlannedField.FullLevel,
        read.Part is { } part ? [new RequestedField(read.Coordinate, part, part, NoArguments, PlannedField.FullLevel, [])] : []);
}
