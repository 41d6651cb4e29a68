using Exchange.Policy.Findings;
using Exchange.Policy.Standard.Reductions;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Reads <c>ladders.json</c>.</summary>
internal sealed class LadderReader(FindingLog log)
{
    public Dictionary<string, LadderEntry> Read(string file, SourceObject document)
    {
        var ladders = new Dictionary<string, LadderEntry>(StringComparer.Ordinal);
        foreach (var member in document.Members)
        {
            var place = SourcePlace.Of(file).Within(member);
            if (member.Value is not SourceObject ladder)
            {
                log.Add("wrong-value", place, "A ladder has to be an object with 'levels' and 'reduction'.");
            }
            else if (Entry(new ObjectReader(ladder, place, log)) is { } entry)
            {
                ladders.Add(member.Name, entry);
            }
        }

        return ladders;
    }

    private LadderEntry? Entry(ObjectReader reader)
    {
        var levels = reader.Texts("levels");
        var name = reader.Text("reduction", required: true);
        var bands = Bands(reader);
        reader.RefuseOthers();
        if (levels.Count < 2 || levels[0] != "none" || levels[^1] != "full" || levels.Distinct().Count() != levels.Count)
        {
            log.Add("broken-ladder", reader.Place, "'levels' has to start with none, end with full and name every level once.");
            return null;
        }

        if (name is null)
        {
            return null;
        }

        if (ReductionCatalog.Find(name, bands) is not { } reduction)
        {
            log.Add(
                "unknown-reduction", reader.PlaceOf("reduction"),
                $"There is no reduction '{name}'.{Suggestion.For(name, ReductionCatalog.Names)}");
            return null;
        }

        var known = reduction.Levels.Where(level => levels.Contains(level)).ToList();
        if (!known.SequenceEqual(levels.Skip(1).SkipLast(1)))
        {
            var wanted = string.Join(", ", reduction.Levels.DefaultIfEmpty("no level"));
            log.Add(
                "broken-ladder", reader.PlaceOf("levels"),
                $"Between none and full the reduction '{name}' gives {wanted}, in this order.");
            return null;
        }

        return new LadderEntry(new Ladder(levels), name, reduction);
    }

    private IReadOnlyList<long> Bands(ObjectReader reader)
    {
        var bands = new List<long>();
        foreach (var item in reader.Array("bands")?.Items ?? [])
        {
            if (item is SourceNumber { Value: > 0 and < long.MaxValue } number && number.Value == Math.Floor(number.Value)
                && (bands.Count == 0 || number.Value > bands[^1]))
            {
                bands.Add((long)number.Value);
            }
            else
            {
                log.Add("broken-ladder", reader.PlaceOf("bands").At(item), "'bands' has to be rising whole amounts above zero.");
            }
        }

        return bands;
    }
}
