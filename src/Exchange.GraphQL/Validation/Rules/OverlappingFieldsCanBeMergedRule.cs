using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.3.2: For each set of fields with a given response name that may stand in one selection set: they must have the same response
/// shape, and where their parent types can be the same object, also the same field name and identical arguments, recursively.
/// <para>
/// Both conditions are equivalence relations, so instead of each pair, each field is compared with the first of its group: the work grows
/// with the number of fields, not with its square. Groups already compared are not compared again, and the limit <c>mergeComparisons</c>
/// bounds what remains.
/// </para>
/// </summary>
internal sealed class OverlappingFieldsCanBeMergedRule(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<SelectionSet[]> _shapesCompared = new(SelectionSetGroupComparer.Instance);
    private readonly HashSet<SelectionSet[]> _fieldsCompared = new(SelectionSetGroupComparer.Instance);
    private readonly HashSet<(FieldNode First, FieldNode Second)> _reported = [];
    private readonly MergeableFields _mergeable = new(context);

    /// <inheritdoc/>
    public override string Name => "OverlappingFieldsCanBeMerged";

    /// <inheritdoc/>
    public override Visits Visits => Visits.End;

    /// <inheritdoc/>
    public override void LeaveDocument(Document document)
    {
        if (Context.HasFragmentCycles)
        {
            return;
        }

        foreach (var operation in Context.Operations)
        {
            // WHY: nearly every document is plain, and seeing that takes a fraction of the comparisons below.
            if (new ConflictScan(Context).IsPlain(operation))
            {
                continue;
            }

            _mergeable.Enter(operation);
            CompareShapes([operation.SelectionSet]);
            CompareFields([operation.SelectionSet]);
        }
    }

    // INVARIANT: both recursions go one field deeper with each call, which the limits on depth bound beforehand.
    private void CompareShapes(SelectionSet[] sets)
    {
        if (Context.IsFull || !_shapesCompared.Add(sets))
        {
            return;
        }

        foreach (var group in _mergeable.ByResponseName(sets))
        {
            var first = group[0];
            foreach (var field in group)
            {
                if (!ReferenceEquals(field, first) && !HaveSameShape(first.Definition?.Type, field.Definition?.Type))
                {
                    Conflict(first, field, "return different types");
                }
            }

            CompareBelow(group, CompareShapes);
        }
    }

    private void CompareFields(SelectionSet[] sets)
    {
        if (Context.IsFull || !_fieldsCompared.Add(sets))
        {
            return;
        }

        foreach (var group in _mergeable.ByResponseName(sets).SelectMany(ByParent))
        {
            var first = group[0];
            foreach (var field in group)
            {
                if (first.Node.Name != field.Node.Name)
                {
                    Conflict(first, field, "are different fields");
                }
                else if (!ReferenceEquals(field, first) && !LiteralEquality.HaveSameArguments(first.Node, field.Node))
                {
                    Conflict(first, field, "have different arguments");
                }
            }

            CompareBelow(group, CompareFields);
        }
    }

    /// <summary>
    /// Splits fields of one response name by the objects that they can stand on: one group for each object type, with the fields of all
    /// abstract types in each.
    /// </summary>
    private static IEnumerable<List<MergeableField>> ByParent(List<MergeableField> fields)
    {
        // Nearly every group of a real document is one field.
        if (fields.Count == 1)
        {
            return [fields];
        }

        var concrete = fields
            .Where(field => field.Parent is ObjectType)
            .GroupBy(field => field.Parent!.Name, StringComparer.Ordinal)
            .ToArray();
        if (concrete.Length == 0)
        {
            return [fields];
        }

        var anywhere = fields.Where(field => field.Parent is not ObjectType).ToArray();
        return concrete.Select(group => (List<MergeableField>)[.. anywhere, .. group]);
    }

    private static void CompareBelow(List<MergeableField> group, Action<SelectionSet[]> compare)
    {
        if (!group.TrueForAll(static field => field.Node.SelectionSet is null))
        {
            compare([.. group.Select(field => field.Node.SelectionSet).OfType<SelectionSet>()]);
        }
    }

    private static bool HaveSameShape(GraphQLType? left, GraphQLType? right)
    {
        while (left is not null && right is not null)
        {
            if (left.IsNonNull != right.IsNonNull)
            {
                return false;
            }

            (left, right) = (left.Nullable, right.Nullable);
            if (left is not ListType leftList || right is not ListType rightList)
            {
                return left is not ListType && right is not ListType
                    && (ReferenceEquals(left, right) || (left.Named.IsComposite && right.Named.IsComposite));
            }

            (left, right) = (leftList.Item, rightList.Item);
        }

        // A field that the schema does not know is reported by FieldsOnCorrectType.
        return true;
    }

    private void Conflict(MergeableField first, MergeableField second, string why)
    {
        if (_reported.Add((first.Node, second.Node)))
        {
            Report(
                $"The fields under \"{first.Node.ResponseName}\" conflict: \"{first.Node.Name}\" and \"{second.Node.Name}\" {why}; "
                + "give one of them another alias.",
                first.Node,
                second.Node);
        }
    }
}
