using Exchange.Federation.Governed.Execution;
using Exchange.Pipeline.Answers;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Telemetry;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Pipeline.Stages;

/// <summary>Stage 6: result tree → what leaves, what was withheld and why, and where to ask in the language of the request. Thread-safe.</summary>
internal sealed class Disclose
{
    private const int MaxPaths = 5;

    public Disclosure Run(HubSnapshot snapshot, Caller caller, ResultTree tree, string language)
    {
        using var span = PipelineTelemetry.Stage("Disclose");
        var withheld = new Dictionary<(string Coordinate, int Reason, string? Department), (int Records, List<ResultPath> Paths)>();
        var reduced = new Dictionary<(string Coordinate, string Level), int>();
        var obliged = new Dictionary<(string Coordinate, Obligations Obligations), int>();
        foreach (var record in tree.Records)
        {
            foreach (var (cell, path) in record.Cells)
            {
                Count(cell, path, withheld, reduced);
                if (cell is { Outcome: CellOutcome.Disclosed or CellOutcome.Reduced, Alternative.Obligations: Obligations obligations })
                {
                    obliged[(cell.Coordinate, obligations)] = obliged.GetValueOrDefault((cell.Coordinate, obligations)) + 1;
                }
            }
        }

        var disclosure = new Disclosure(
            tree.Data,
            tree.Errors,
            [.. withheld.Select(entry => Withheld(snapshot, caller, language, entry.Key, entry.Value))],
            [.. reduced.Select(entry => new ReducedCells(entry.Key.Coordinate, entry.Key.Level, entry.Value))],
            [.. tree.Sources.Select(WithoutFacts).Where(source => source.Coordinates.Count > 0 || source.State != SourceState.Answered)])
        {
            Obliged = [.. obliged.Select(entry => new ObligedCells(entry.Key.Coordinate, entry.Key.Obligations, entry.Value))],
        };
        PipelineTelemetry.Disclosed(disclosure);
        return disclosure;
    }

    private static void Count(
        in Cell cell,
        ResultPath path,
        Dictionary<(string Coordinate, int Reason, string? Department), (int Records, List<ResultPath> Paths)> withheld,
        Dictionary<(string Coordinate, string Level), int> reduced)
    {
        if (cell.Outcome == CellOutcome.Reduced)
        {
            var level = (cell.Coordinate, cell.Alternative!.LevelName);
            reduced[level] = reduced.GetValueOrDefault(level) + 1;
        }
        else if (cell.Outcome == CellOutcome.Withheld)
        {
            var key = (cell.Coordinate, cell.Reason, cell.Department);
            var (records, paths) = withheld.TryGetValue(key, out var entry) ? entry : (0, []);
            if (paths.Count < MaxPaths && !cell.IsUncounted)
            {
                paths.Add(path);
            }

            withheld[key] = (cell.IsUncounted ? records : records + 1, paths);
        }
    }

    private static WithheldCells Withheld(
        HubSnapshot snapshot,
        Caller caller,
        string language,
        (string Coordinate, int Reason, string? Department) key,
        (int Records, List<ResultPath> Paths) found)
    {
        var request = key.Department is { } department ? snapshot.Standard.WhereToAsk(new DepartmentId(department))?.In(language) : null;
        if ((ReasonCode)key.Reason == ReasonCode.PurposeRefused)
        {
            // WHY: whoever is asked can open nothing for it.
            request = RefusedPurposes.Explain(caller.Class.RefusedPurpose)?.In(language);
        }

        if ((ReasonCode)key.Reason == ReasonCode.ConsentMissing)
        {
            var told = string.Join(
                language == Title.Chinese ? "。" : ". ", new[] { request }.Concat(RoutesAround(snapshot, key.Coordinate, language)).OfType<string>());
            request = told.Length > 0 ? told : null;
        }

        return new WithheldCells(key.Coordinate, (ReasonCode)key.Reason, key.Department, found.Records, found.Paths, request);
    }

    // A refusal never blocks: what the vocabulary says can be done without a consent to what holds the field.
    private static IEnumerable<string> RoutesAround(HubSnapshot snapshot, string coordinate, string language) =>
        snapshot.Policies.Vocabulary.Scopes
            .Where(scope => scope.Route is not null && scope.Coordinates.Any(field => field.Value == coordinate))
            .Select(scope => scope.Route!.In(language)).Distinct(StringComparer.Ordinal);

    // WHY: facts are fetched to decide and are never in an answer; which of them were asked is for the record alone. A department that could not give
    // them is named all the same: what hangs on them is withheld because of it.
    private static SourceUse WithoutFacts(SourceUse source) => source with
    {
        Coordinates = [.. source.Coordinates.Where(coordinate =>
            !coordinate.StartsWith(ResultTree.SubjectFactPrefix, StringComparison.Ordinal)
            && !coordinate.StartsWith(ResultTree.RecordFactPrefix, StringComparison.Ordinal))],
    };
}
