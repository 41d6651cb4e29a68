using Exchange.Federation.Governed.Departments;
using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>
/// What a department is told of the records that it is asked about: the key by which it knows them, and what the fields that are asked of it require.
/// </summary>
internal sealed class JoinedRecords
{
    private const int MaxDepth = 16;

    private readonly EntityStage _stage;
    private readonly IReadOnlyList<(JoinInput Input, PlannedField? Planned)> _told;

    public JoinedRecords(EntityStage stage, EntityAddress address, IReadOnlyList<PlannedField> fields)
    {
        _stage = stage;
        Address = address;
        var told = new List<(JoinInput Input, PlannedField? Planned)>();
        foreach (var (input, planned) in fields.SelectMany(Told))
        {
            if (!told.Exists(known => known.Input.Text == input.Text))
            {
                told.Add((input, planned));
            }
        }

        _told = told;
    }

    /// <summary>By what the department knows the records.</summary>
    public EntityAddress Address { get; }

    /// <summary>The type that the department knows the records as.</summary>
    public string Type => Address.Type;

    /// <summary>The representation of a record, without <c>__typename</c> (Apollo Federation subgraph specification, scalar <c>_Any</c>).</summary>
    public DatumObject Of(RecordState record)
    {
        var merged = new Dictionary<string, Datum>(StringComparer.Ordinal);
        foreach (var (input, planned) in _told)
        {
            var name = input.Field.Definition.Name;
            var value = planned is null ? Datum.From(record.Key) : Value(planned, record.Values[_stage.PositionOf(planned)]);
            merged[name] = merged.TryGetValue(name, out var known) ? Merge(known, value, 0) : value;
        }

        return new DatumObject([.. merged.Keys], [.. merged.Values]);
    }

    /// <summary>Whether the value is whole: a department is never asked about a record of which it would be told only a part.</summary>
    public static bool IsWhole(Node? node) => node switch
    {
        LeafNode => true,
        ObjectNode holder => holder.Fields.All(IsWhole),
        ListNode list => list.Items.All(IsWhole),
        _ => false,
    };

    private static IEnumerable<(JoinInput Input, PlannedField? Planned)> Told(PlannedField field)
    {
        var next = 0;
        foreach (var input in field.Join!.Address.Key.Concat(field.Join.Required))
        {
            yield return (input, input.IsKey ? null : field.Inputs[next++]);
        }
    }

    private static Datum Value(PlannedField field, Node? node) => node switch
    {
        LeafNode leaf => leaf.Value,
        ListNode list => Datum.From([.. list.Items.Select(item => Value(field, item))]),
        ObjectNode holder => Datum.From(new DatumObject(
            [.. field.Children.Select(child => child.Field.Definition.Name)],
            [.. field.Children.Select((child, index) => Value(child, holder.Fields[index]))])),
        _ => Datum.Null,
    };

    // Two inputs can read different parts of one object; what both read is the same.
    private static Datum Merge(Datum first, Datum second, int depth)
    {
        if (depth > MaxDepth)
        {
            return first;
        }

        if (first.Kind == DatumKind.List && second.Kind == DatumKind.List && first.AsList().Length == second.AsList().Length)
        {
            return Datum.From(first.AsList().Zip(second.AsList(), (one, other) => Merge(one, other, depth + 1)).ToArray());
        }

        if (first.Kind != DatumKind.Object || second.Kind != DatumKind.Object)
        {
            return first;
        }

        var (one, other) = (first.AsObject(), second.AsObject());
        string[] names = [.. one.Names.ToArray().Union(other.Names.ToArray())];
        return Datum.From(new DatumObject(
            names,
            [
                .. names.Select(name => !one.TryGet(name, out var left) ? other[name]
                    : !other.TryGet(name, out var right) ? left
                    : Merge(left, right, depth + 1)),
            ]));
    }
}
