using System.Numerics;
using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>
/// Drops the items of lists that are about records whose gates do not pass, before anything else touches what was delivered. Thread-safe.
/// </summary>
internal sealed class AboutItems(PlanExecution execution)
{
    private const string ResponseName = "about_";
    private static readonly DatumObject NoArguments = new([], []);

    /// <summary>What is asked of every item to tell whom it is about: the key and nothing else.</summary>
    public static RequestedField Link(AboutLink about) => new(
        about.Coordinate, about.Name, ResponseName, NoArguments, PlannedField.FullLevel,
        [new RequestedField(about.Coordinate, about.KeyField, about.KeyField, NoArguments, PlannedField.FullLevel, [])]);

    /// <summary>The response without them.</summary>
    public async ValueTask<SourceResponse> CutAsync(StageRun run, StageFetch fetch, SourceResponse response, CancellationToken deadline)
    {
        var lists = run.Stage.Read.Where(field => fetch.Asks(field) && field.Grant.About is not null).ToList();
        foreach (var list in lists)
        {
            var about = list.Grant.About!;
            var keys = response.Selections.SelectMany(records => records).OfType<DatumObject>()
                .SelectMany(record => Items(record, list)).Select(item => KeyOf(item, about)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            var passing = await PassingAsync(about, keys, deadline).ConfigureAwait(false);
            response = response with
            {
                Selections = [.. response.Selections.Select(records => Array.ConvertAll(records, record => Cut(record, list, about, passing)))],
            };
        }

        return response;
    }

    private async ValueTask<HashSet<string>> PassingAsync(AboutLink about, List<string> keys, CancellationToken deadline)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var facts = await execution.Facts.FetchAsync(about.Type, keys, deadline).ConfigureAwait(false);
        return [.. keys.Where((key, i) => Passes(about, key, facts[i]))];
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

    private static DatumObject? Cut(DatumObject? record, PlannedField list, AboutLink about, HashSet<string> passing)
    {
        if (record is null || record[list.RequestName].Kind != DatumKind.List)
        {
            return record;
        }

        // INVARIANT: an item that does not say whom it is about is dropped like one about somebody who is cut.
        var left = Items(record, list).Where(item => KeyOf(item, about) is { } key && passing.Contains(key)).ToArray();
        var names = record.Names.ToArray();
        return new DatumObject(names, [.. names.Select(name => name == list.RequestName ? Datum.From(left) : record[name])]);
    }

    private static Datum[] Items(DatumObject record, PlannedField list) =>
        record[list.RequestName] is { Kind: DatumKind.List } items && list.Field.Definition.Type.Nullable is ListType ? items.AsList() : [];

    private static string? KeyOf(Datum item, AboutLink about) =>
        item.Kind == DatumKind.Object
        && item.AsObject()[ResponseName] is { Kind: DatumKind.Object } link
        && link.AsObject()[about.KeyField] is { Kind: DatumKind.String } key
            ? key.AsString()
            : null;
}
