using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// Compiles a validated operation: collects and merges its selection for every possible object type (GraphQL September 2025, section 6.3)
/// and decides <c>@skip</c> and <c>@include</c>. Stateless and safe to share between threads.
/// </summary>
public static class OperationCompiler
{
    /// <summary>
    /// Compiles <paramref name="definition"/> of a document that <c>DocumentValidator</c> accepted. Only the variables of
    /// <see cref="ConditionVariables"/> are looked at. Throws <see cref="GraphQLException"/>: <c>LIMIT_EXCEEDED</c> at a limit,
    /// <c>GRAPHQL_VALIDATION_FAILED</c> for a document that was not validated, <c>BAD_USER_INPUT</c> for a condition whose variable holds
    /// null. With <paramref name="failLate"/>, such a condition instead fails each object in whose selection it stands when that is executed.
    /// </summary>
    public static Operation Compile(
        Schema schema,
        Document document,
        OperationDefinition definition,
        VariableValues variables,
        OperationLimits limits,
        bool failLate = false) => CompileFor(schema, document, definition, variables, limits, failLate);

    /// <summary>
    /// Compiles for all values of the variables at once: <c>@skip</c> and <c>@include</c> become the <see cref="SelectedField.Condition"/> of
    /// the fields. Otherwise as <see cref="Compile"/>; a response name stands where it first does in the document, whatever is left out.
    /// </summary>
    public static Operation CompileConditional(
        Schema schema, Document document, OperationDefinition definition, OperationLimits limits) =>
        CompileFor(schema, document, definition, variables: null, limits, failLate: false);

    /// <summary>
    /// Compiles a selection on one object type that stands in no operation, for example that of a directive's argument; indexes count from 0.
    /// Throws <see cref="GraphQLException"/>: <c>LIMIT_EXCEEDED</c> at a limit, <c>GRAPHQL_VALIDATION_FAILED</c> for a field that the type does
    /// not have.
    /// </summary>
    public static SelectedSet CompileSelection(Schema schema, ObjectType type, SelectionSet selection, OperationLimits limits)
    {
        var budget = new OperationBudget(limits);
        var collector = new FieldCollector(new Dictionary<string, FragmentDefinition>(), variables: null, schema, budget);
        return new Compilation(schema, new MetaFields(schema), collector, budget, failLate: false)
            .Compile(type, [new ConditionalSet(selection, null)], FieldPlace.Root);
    }

    private static Operation CompileFor(
        Schema schema,
        Document document,
        OperationDefinition definition,
        VariableValues? variables,
        OperationLimits limits,
        bool failLate)
    {
        var rootType = schema.RootType(definition.Kind) ?? throw NotValidated(definition);
        var budget = new OperationBudget(limits);
        var collector = new FieldCollector(FragmentTable.Of(document), variables, schema, budget);
        var compilation = new Compilation(schema, new MetaFields(schema), collector, budget, failLate);
        var root = compilation.Compile(rootType, [new ConditionalSet(definition.SelectionSet, null)], FieldPlace.Root);
        return new Operation(schema, document, definition, rootType, root, compilation.Fields);
    }

    /// <summary>
    /// The names of the variables that decide <c>@skip</c> or <c>@include</c> of a selection reachable from <paramref name="definition"/>,
    /// sorted: with the schema and the document, what a compiled operation may be cached by.
    /// </summary>
    public static IReadOnlyList<string> ConditionVariables(Document document, OperationDefinition definition)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var fragments = FragmentTable.Of(document);
        var pending = new Stack<SelectionSet>([definition.SelectionSet]);
        while (pending.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                names.UnionWith(VariablesOfConditions(selection));
                var inner = selection switch
                {
                    FieldNode field => field.SelectionSet,
                    InlineFragment inline => inline.SelectionSet,

                    // WHY: removing a fragment once it is reached visits each once and ends cycles.
                    FragmentSpread spread when fragments.Remove(spread.Name, out var fragment) => fragment.SelectionSet,
                    _ => null,
                };
                if (inner is not null)
                {
                    pending.Push(inner);
                }
            }
        }

        return [.. names];
    }

    private static IEnumerable<string> VariablesOfConditions(Selection selection) =>
        from directive in selection.Directives
        where directive.Name is "skip" or "include"
        from argument in directive.Arguments
        where argument.Value is VariableNode
        select ((VariableNode)argument.Value).Name;

    private static GraphQLException NotValidated(SyntaxNode node) =>
        new(new GraphQLError(ErrorCodes.ValidationFailed, "The operation does not fit the schema; validate the document first.")
        {
            Locations = [node.Location],
        });

    private sealed class Compilation(
        Schema schema, MetaFields metaFields, FieldCollector collector, OperationBudget budget, bool failLate)
    {
        public List<SelectedField> Fields { get; } = [];

        // INVARIANT: recursion is bounded by the depth limits, which the budget checks for each field before its selection.
        public SelectedSet Compile(NamedType type, IReadOnlyList<ConditionalSet> sets, FieldPlace place)
        {
            var byType = new Dictionary<string, IReadOnlyList<SelectedField>>(StringComparer.Ordinal);
            var faults = new Dictionary<string, GraphQLError>(StringComparer.Ordinal);
            foreach (var possible in schema.PossibleTypes(type))
            {
                var collected = Collect(possible, sets, faults);
                var fields = new SelectedField[collected.Count];
                for (var i = 0; i < fields.Length; i++)
                {
                    fields[i] = Compile(possible, collected[i], place);
                }

                byType[possible.Name] = fields;
            }

            return new SelectedSet(type, byType, faults);
        }

        private List<CollectedField> Collect(
            ObjectType possible, IReadOnlyList<ConditionalSet> sets, Dictionary<string, GraphQLError> faults)
        {
            try
            {
                return collector.Collect(possible, sets);
            }
            catch (GraphQLException undecided) when (failLate && undecided.Errors[0].Code == ErrorCodes.BadUserInput)
            {
                faults.Add(possible.Name, undecided.Errors[0]);
                return [];
            }
        }

        private SelectedField Compile(ObjectType parent, CollectedField collected, FieldPlace place)
        {
            var node = collected.First;
            var definition = metaFields.Find(parent, node.Name) ?? throw NotValidated(node);
            place = place.Of(node.Name);
            budget.Field(node, place);

            // WHY: the slot is taken before the sub-selection is compiled, so that indexes follow the document from the outside in.
            var index = Fields.Count;
            Fields.Add(null!);
            if (definition.Type.Named.IsComposite != collected.Sets.Count > 0)
            {
                throw NotValidated(node);
            }

            var selection = collected.Sets.Count > 0 ? Compile(definition.Type.Named, collected.Sets, place.Below) : null;
            return Fields[index] = new SelectedField(
                index, collected.ResponseName, parent, definition, node.Arguments, selection, node.Location) { Condition = collected.Condition };
        }
    }
}
