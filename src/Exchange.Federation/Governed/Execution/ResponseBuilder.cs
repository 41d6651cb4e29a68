using Exchange.Federation.Governed.Lists;
using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>
/// Builds the response from what was admitted, with null propagation (GraphQL September 2025, section 6.4.4): a null in a non-null position
/// nulls its parent without an error, because the withheld cell already tells. Used by one thread; its depth is that of the plan.
/// </summary>
internal sealed class ResponseBuilder(PlanExecution execution)
{
    private readonly List<ResultRecord> _records = [];
    private readonly List<GraphQLError> _errors = [];

    /// <summary>The records in response order.</summary>
    public IReadOnlyList<ResultRecord> Records => _records;

    /// <summary>Errors of arguments, each with its path.</summary>
    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>Adds a record that is not read from a stage.</summary>
    public void Add(ResultRecord record) => _records.Add(record);

    /// <summary>Adds errors at a path.</summary>
    public void Add(IEnumerable<GraphQLError> errors, ResultPath path) =>
        _errors.AddRange(errors.Select(error => error.Path is null ? error with { Path = path.ToList() } : error));

    /// <summary>The record of that key at one position, its cells reported; <paramref name="lead"/> stands before them.</summary>
    public Datum Record(StageRun run, string key, ResultPath path, IReadOnlyList<(Cell, ResultPath)> lead)
    {
        execution.Budget.TakePosition();
        var record = run.Record(key);
        if (record.Refusal is { } refusal)
        {
            var absence = CellReporter.OfRecord(refusal.Grant, -1, refusal.Reason, null);
            _records.Add(Told(run, record, path, [.. lead, (absence, path)]));
            return Datum.Null;
        }

        var cells = new CellReporter(run, record, execution.Context.Reasons).Report(path);
        _records.Add(Told(run, record, path, [.. lead, .. cells]));
        var fields = run.Stage.Fields;
        var values = new Datum[fields.Count];
        var isWhole = true;
        for (var i = 0; i < values.Length; i++)
        {
            // WHY: the rest is still walked after a violation, because every record that was read is reported.
            var place = new Place(run, record, ResultPath.Field(path, fields[i].Field.ResponseName));
            isWhole &= Field(fields[i], record.Values[i], place, out values[i]);
        }

        return isWhole ? Datum.From(new DatumObject(run.Stage.ResponseNames, values)) : Datum.Null;
    }

    /// <summary>What became of a record of a stage, with what its gates said.</summary>
    public static ResultRecord Told(StageRun run, RecordState record, ResultPath path, IReadOnlyList<(Cell Cell, ResultPath Path)> cells) =>
        new(run.Stage.Type.Name, record.Key, path, cells) { Asked = record.Asked, Passed = record.Passed };

    // False when the value is null in a non-null position.
    private bool Field(PlannedField field, Node? node, Place place, out Datum value)
    {
        var type = field.Field.Definition.Type;
        ref readonly var slot = ref place.Record.Slots[field.Slot];
        value = Datum.Null;
        if (field.Kind == PlannedKind.TypeName)
        {
            value = Datum.From(field.Field.Parent.Name);
            return true;
        }

        if (slot.Choice >= 0 && field.Kind == PlannedKind.Hub)
        {
            value = execution.Context.Hub.OfEntity(field.Field, place.Record.Key);
        }
        else if (slot.Choice >= 0 && field.Kind == PlannedKind.Hole)
        {
            NameOwners(field);
        }
        else if (slot.Choice >= 0 && execution.Arguments.IsRefused(field))
        {
            Add(execution.Arguments.Refusals(field.Field), place.Path);
        }
        else if (IsUnaskedObject(field, in slot))
        {
            value = Fields(field, new Node?[field.Children.Count], place);
        }
        else
        {
            return Complete(field, type, node, place, out value);
        }

        return !(type.IsNonNull && value.IsNull);
    }

    // WHY: a value object of which nothing may be asked stands with its fields withheld; whether the department has one stays unknown.
    private static bool IsUnaskedObject(PlannedField field, in SlotState slot) =>
        slot is { Choice: >= 0, IsAsked: false }
        && field.Field.Definition.Type.Nullable is not ListType
        && (field.Kind == PlannedKind.Object || (field.Kind == PlannedKind.Link && !field.Alternatives[slot.Choice].IsFull));

    private bool Complete(PlannedField field, GraphQLType type, Node? node, Place place, out Datum value)
    {
        if (type is NonNullType required)
        {
            return Complete(field, required.Inner, node, place, out value) && !value.IsNull;
        }

        value = node switch
        {
            LeafNode leaf => leaf.Value,
            PageNode held => Page(held.Page, place),
            ListNode list => Items(field, ((ListType)type).Item, list.Items, place),
            ObjectNode holder => Fields(field, holder.Fields, place),
            KeyNode target => Record(place.Run.Followed(field, target.Type), target.Key, place.Path, []),
            _ => Datum.Null,
        };
        return true;
    }

    private Datum Page(PageRun page, Place place)
    {
        Add(page.Errors, place.Path);
        return page.Errors.Count > 0 ? Datum.Null : new PageBuilder(page, this, execution.Context.Cursors).Build(place.Path);
    }

    private Datum Items(PlannedField field, GraphQLType type, Node?[] nodes, Place place)
    {
        var items = new Datum[nodes.Length];
        var isWhole = true;
        for (var i = 0; i < items.Length; i++)
        {
            isWhole &= Complete(field, type, nodes[i], place with { Path = ResultPath.Item(place.Path, i) }, out items[i]);
        }

        return isWhole ? Datum.From(items) : Datum.Null;
    }

    private Datum Fields(PlannedField holder, Node?[] nodes, Place place)
    {
        var values = new Datum[nodes.Length];
        var isWhole = true;
        for (var i = 0; i < values.Length; i++)
        {
            var child = holder.Children[i];
            isWhole &= Field(child, nodes[i], place with { Path = ResultPath.Field(place.Path, child.Field.ResponseName) }, out values[i]);
        }

        return isWhole ? Datum.From(new DatumObject(holder.ResponseNames, values)) : Datum.Null;
    }

    private void NameOwners(PlannedField field)
    {
        foreach (var owner in field.Owners)
        {
            execution.Ledger.NotAsked(owner, [field.Coordinate]);
        }
    }

    private readonly record struct Place(StageRun Run, RecordState Record, ResultPath Path);
}
