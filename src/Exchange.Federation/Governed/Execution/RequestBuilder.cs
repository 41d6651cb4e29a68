using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>One group of records of a stage for which a department is asked for exactly the same.</summary>
internal sealed record MaskGroup(List<RecordState> Records, IReadOnlyList<RequestedField> Fields)
{
    /// <summary>By what the department knows the records, and what it is told of each; null where their own key is all.</summary>
    public JoinedRecords? Joined { get; init; }
}

/// <summary>Groups the records of a stage by their mask of open fields and writes the request of one department. Thread-safe.</summary>
internal sealed class RequestBuilder(ArgumentTable arguments)
{
    private static readonly DatumObject NoArguments = new([], []);

    /// <summary>
    /// The groups by first appearance; none when nothing is open. Where <paramref name="existence"/> is a coordinate, every record is in
    /// a group, if only for the key that tells whether it exists.
    /// </summary>
    public List<MaskGroup> Groups(StageRun run, StageFetch fetch, string? existence)
    {
        var fields = run.Stage.Read.Where(fetch.Asks).ToList();
        var groups = new List<MaskGroup>();
        foreach (var known in fields.GroupBy(field => field.Join?.Address))
        {
            if (known.Key is null)
            {
                continue;
            }

            Add(groups, run, [.. known], (fields, record) => new MaskGroup([], Requested(fields, record))
            {
                Joined = new JoinedRecords(run.Stage, known.Key, [.. fields.Where(field => record.Slots[field.Slot].IsAsked)]),
            });
        }

        var plain = fields.Where(field => field.Join is null).ToList();
        Add(groups, run, plain, (fields, record) => new MaskGroup([], WithKey(run, Requested(fields, record), existence)), existence is not null);
        return groups;
    }

    private static void Add(
        List<MaskGroup> groups,
        StageRun run,
        List<PlannedField> fields,
        Func<List<PlannedField>, RecordState, MaskGroup> make,
        bool ofAll = false)
    {
        var byMask = new Dictionary<string, MaskGroup>(StringComparer.Ordinal);
        foreach (var record in run.Records.Where(record => record.IsOpen))
        {
            if (!ofAll && !fields.Any(field => record.Slots[field.Slot].IsAsked))
            {
                continue;
            }

            var mask = Mask(fields, record);
            if (!byMask.TryGetValue(mask, out var group))
            {
                byMask[mask] = group = make(fields, record);
                groups.Add(group);
            }

            group.Records.Add(record);
        }
    }

    /// <summary>The governed coordinates that a request asks for.</summary>
    public static IEnumerable<string> Coordinates(IEnumerable<RequestedField> fields) =>
        fields.SelectMany(field => field.Children.Count == 0 ? [field.Coordinate] : Coordinates(field.Children));

    // INVARIANT: two records share a mask exactly when the same fields are asked for both, each at the same level.
    private static string Mask(List<PlannedField> fields, RecordState record)
    {
        var length = fields.Sum(field => field.EndSlot - field.Slot);
        return string.Create(length, (fields, record), static (mask, state) =>
        {
            var position = 0;
            foreach (var field in state.fields)
            {
                for (var slot = field.Slot; slot < field.EndSlot; slot++)
                {
                    ref readonly var decided = ref state.record.Slots[slot];
                    mask[position++] = decided.IsAsked ? (char)(decided.Level + 1) : '\0';
                }
            }
        });
    }

    private static IReadOnlyList<RequestedField> WithKey(StageRun run, List<RequestedField> fields, string? existence)
    {
        var key = run.Stage.Type.KeyField;
        if (existence is not null && fields.All(field => field.ResponseName != key))
        {
            fields.Add(new RequestedField(existence, key, key, NoArguments, PlannedField.FullLevel, []));
        }

        return fields;
    }

    private List<RequestedField> Requested(IEnumerable<PlannedField> fields, RecordState record) =>
        [.. fields.Where(field => record.Slots[field.Slot].IsAsked).Select(field => Request(field, record))];

    private RequestedField Request(PlannedField field, RecordState record)
    {
        var chosen = field.Alternatives[record.Slots[field.Slot].Choice];
        IReadOnlyList<RequestedField> children = field.Kind switch
        {
            PlannedKind.Object when field.Grant.About is { } about => [.. Requested(field.Children, record), AboutItems.Link(about)],
            PlannedKind.Object => Requested(field.Children, record),
            PlannedKind.Link when chosen.IsFull => Key(field),
            PlannedKind.Link => Requested(field.Children, record),
            _ => [],
        };
        return new RequestedField(
            field.Coordinate, field.Field.Definition.Name, field.RequestName, arguments[field.Field], chosen.LevelName, children);
    }

    // WHY: the key only joins; it is asked for under the link's coordinate because nothing of the target is read.
    private static RequestedField[] Key(PlannedField link)
    {
        var key = new RequestedField(link.Coordinate, link.TargetKey, link.TargetKey, NoArguments, PlannedField.FullLevel, []);
        return link.IsAbstract
            ? [new RequestedField(link.Coordinate, "__typename", "__typename", NoArguments, PlannedField.FullLevel, []), key]
            : [key];
    }
}
