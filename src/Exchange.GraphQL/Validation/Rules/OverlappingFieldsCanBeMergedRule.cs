using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.3.2: For each set of fields with a given response name that may stand in one selection set: they must have the same response
/// shape, and where their parent types can be the same object, also the same field name and identical arguments, recursively.
/// <para>
/// In a document that all other rules accept, both conditions are equivalence relations, so instead of each pair, each field is compared
/// with the first of its group: the work grows with the number of fields, not with its square, and groups already compared are not compared
/// again. Only where that finds a conflict, or another rule an error, are the pairs told one by one. The limit <c>mergeComparisons</c> bounds
/// both.
/// </para>
/// </summary>
internal sealed class OverlappingFieldsCanBeMergedRule(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<SelectionSet[]> _shapesCompared = new(SelectionSetGroupComparer.Instance);
    private readonly HashSet<SelectionSet[]> _fieldsCompared = new(SelectionSetGroupComparer.Instance);
    private readonly MergeableFields _mergeable = new(context);
    private bool _hasConflict;

    /// <inheritdoc/>
    public override string Name => "OverlappingFieldsCanBeMerged";

    /// <inheritdoc/>
    public override Visits Visits => Visits.End;

    /// <inheritdoc/>
    public override void LeaveDocument(Document document)
    {
        var isGood = Context.Errors.Count == 0;
        if (isGood && !HasConflict())
        {
            return;
        }

        try
        {
            Tell(document);
        }
        catch (GraphQLException) when (!isGood)
        {
            // WHY: the document is refused anyway; that it is also too large to be looked through must not hide why.
        }
    }

    private bool HasConflict()
    {
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

        return _hasConflict;
    }

    private void Tell(Document document)
    {
        var conflicts = new FieldConflicts(Context, _mergeable);
        foreach (var (set, parent) in new TypedSelectionSets(Context).In(document).TakeWhile(_ => !Context.IsFull))
        {
            foreach (var conflict in conflicts.Within(set, parent))
            {
                Report(
                    $"The fields under \"{conflict.ResponseName}\" conflict: they {conflict.Difference}; give one of them another alias.",
                    [.. conflict.First, .. conflict.Second]);
            }
        }
    }

    // INVARIANT: both recursions go one field deeper with each call, which the limits on depth bound beforehand.
    private void CompareShapes(SelectionSet[] sets)
    {
        if (_hasConflict || !_shapesCompared.Add(sets))
        {
            return;
        }

        foreach (var group in _mergeable.ByResponseName(sets))
        {
            var first = group[0];
            _hasConflict |= group.Exists(field => !ResponseShape.AreSame(first.Definition?.Type, field.Definition?.Type));
            CompareBelow(group, CompareShapes);
        }
    }

    private void CompareFields(SelectionSet[] sets)
    {
        if (_hasConflict || !_fieldsCompared.Add(sets))
        {
            return;
        }

        foreach (var group in _mergeable.ByResponseName(sets).SelectMany(ByParent))
        {
            var first = group[0];
            _hasConflict |= group.Exists(field => first.Node.Name != field.Node.Name
                || !(ReferenceEquals(field, first)
                    || LiteralEquality.HaveSameArguments(first.Node, field.Node, Context.Options.LikeGraphQLJs)));
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
}
