using System.Collections.Frozen;
using System.Numerics;
using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>
/// Drops the items of lists that are about records whose gates do not pass, or that the request's <see cref="IRecordAdmission"/> does not admit, before
/// anything else touches what was delivered. Thread-safe.
/// </summary>
internal sealed class AboutItems(PlanExecution execution)
{
    private const string ResponseName = "about_";
    private static readonly DatumObject NoArguments = new([], []);

    /// <summary>What is asked of every item to tell whom it is about: the key and nothing else.</summary>
    public static RequestedField Link(AboutLink about) => new(
        about.Coordinate, about.Name, ResponseName, NoArguments, PlannedField.FullLevel,
        [new RequestedField(about.Coordinate, about.KeyField, about.KeyField, NoArguments, PlannedField.FullLevel, [])]);

    /// <summary>The response without them. A list is withheld where the facts could not be had that tell which of its items to drop.</summary>
    public async ValueTask<SourceResponse> CutAsync(
        StageRun run, StageFetch fetch, List<MaskGroup> groups, SourceResponse response, CancellationToken deadline)
    {
        var lists = run.Stage.Read.Where(field => fetch.Asks(field) && field.Grant.About is not null).ToList();
        foreach (var list in lists)
        {
            var about = list.Grant.About!;
            var keys = response.Selections.SelectMany(records => records).OfType<DatumObject>()
                .SelectMany(record => Items(record, list)).Select(item => KeyOf(item, about)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            var verdicts = await JudgeAsync(about, keys, deadline).ConfigureAwait(false);
            response = response with
            {
                Selections = [.. response.Selections.Zip(groups, (records, group) => Cut(records, group, list, verdicts))],
            };
        }

        return response;
    }

    private async ValueTask<Dictionary<string, Verdict>> JudgeAsync(AboutLink about, List<string> keys, CancellationToken deadline)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var facts = await execution.Facts.FetchAsync(about.Type, keys, deadline).ConfigureAwait(false);
        var verdicts = keys.Zip(facts).ToDictionary(
            pair => pair.First,
            pair => Passes(about, pair.First, pair.Second) ? Verdict.Stays : pair.Second.IsAvailable ? Verdict.Drops : Verdict.Unknown,
            StringComparer.Ordinal);
        await AdmitAsync(about.Type, verdicts, deadline).ConfigureAwait(false);
        return verdicts;
    }

    // WHY here and not before the fetch: only the items say whom they are about. Who is read through them counts like anybody who is read.
    private async ValueTask AdmitAsync(string type, Dictionary<string, Verdict> verdicts, CancellationToken deadline)
    {
        var staying = verdicts.Where(verdict => verdict.Value == Verdict.Stays)
            .Select(verdict => new OpenRecord(verdict.Key, FrozenSet<string>.Empty)).ToList();
        if (staying.Count == 0 || execution.Context.Admission is not { } admission || !admission.Concerns(type))
        {
            return;
        }

        var admitted = await admission.AdmitAsync(type, staying, deadline).ConfigureAwait(false);
        for (var i = 0; i < staying.Count; i++)
        {
            if (admitted.Records[i].Reason is not 0 and var reason)
            {
                verdicts[staying[i].Key] = Verdict.Drops with { Reason = reason };
            }
        }
    }

    private bool Passes(AboutLink about, string key, FactAnswer facts)
    {
        for (var pending = about.Gates; pending != 0; pending &= pending - 1)
        {
            if (!execution.Gates.Passes(BitOperations.TrailingZeroCount(pending), about.Type, key, facts))
            {
                return false;
            }
        }

        return true;
    }

    private static DatumObject?[] Cut(DatumObject?[] records, MaskGroup group, PlannedField list, Dictionary<string, Verdict> verdicts)
    {
        var left = new DatumObject?[records.Length];
        for (var i = 0; i < records.Length; i++)
        {
            left[i] = records[i];
            if (records[i] is { } record && record[list.RequestName].Kind == DatumKind.List)
            {
                left[i] = Cut(record, list, verdicts, out var cut);
                ref var slot = ref group.Records[i].Slots[list.Slot];
                slot.IsUndecided |= !cut.IsKnown;
                slot.ItemsReason = Math.Max(slot.ItemsReason, cut.Reason);
            }
        }

        return left;
    }

    private static DatumObject Cut(DatumObject record, PlannedField list, Dictionary<string, Verdict> verdicts, out ItemsCut cut)
    {
        // INVARIANT: an item that does not say whom it is about is dropped like one about somebody who is cut.
        var items = Items(record, list)
            .Select(item => (Item: item, Verdict: KeyOf(item, list.Grant.About!) is { } key ? verdicts[key] : Verdict.Drops)).ToList();
        cut = new ItemsCut(items.TrueForAll(item => item.Verdict.IsKnown), items.Select(item => item.Verdict.Reason).DefaultIfEmpty().Max());
        var left = cut.IsKnown ? Datum.From([.. items.Where(item => item.Verdict == Verdict.Stays).Select(item => item.Item)]) : Datum.Null;
        var names = record.Names.ToArray();
        return new DatumObject(names, [.. names.Select(name => name == list.RequestName ? left : record[name])]);
    }

    private static Datum[] Items(DatumObject record, PlannedField list) =>
        record[list.RequestName] is { Kind: DatumKind.List } items && list.Field.Definition.Type.Nullable is ListType ? items.AsList() : [];

    private static string? KeyOf(Datum item, AboutLink about) =>
        item.Kind == DatumKind.Object
        && item.AsObject()[ResponseName] is { Kind: DatumKind.Object } link
        && link.AsObject()[about.KeyField] is { Kind: DatumKind.String } key
            ? key.AsString()
            : null;

    /// <summary>What becomes of the items about one record.</summary>
    /// <param name="IsKnown">Whether anybody could tell.</param>
    /// <param name="IsKept">Whether they stay.</param>
    /// <param name="Reason">The opaque reason that is told for those that do not; 0 where nothing is told.</param>
    private readonly record struct Verdict(bool IsKnown, bool IsKept, int Reason)
    {
        public static Verdict Stays { get; } = new(true, true, 0);

        public static Verdict Drops { get; } = new(true, false, 0);

        public static Verdict Unknown { get; } = new(false, false, 0);
    }

    private readonly record struct ItemsCut(bool IsKnown, int Reason);
}
