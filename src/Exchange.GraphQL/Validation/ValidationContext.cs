using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation;

/// <summary>What the rules know of the document, and where they report. One instance serves one validation.</summary>
internal sealed class ValidationContext(
    Schema schema, Document document, Dictionary<string, FragmentDefinition> fragments, ValidationOptions options)
{
    private readonly List<GraphQLError> _errors = [];
    private readonly Dictionary<OperationDefinition, List<DefinitionUsage>> _reachable = [];

    /// <summary>The schema.</summary>
    public Schema Schema { get; } = schema;

    /// <summary>The options.</summary>
    public ValidationOptions Options { get; } = options;

    /// <summary>The operations, in document order.</summary>
    public OperationDefinition[] Operations { get; } = [.. document.Definitions.OfType<OperationDefinition>()];

    /// <summary>The fragments by name.</summary>
    public Dictionary<string, FragmentDefinition> Fragments { get; } = fragments;

    /// <summary>The fields that need no declaration.</summary>
    public MetaFields MetaFields => Schema.MetaFields;

    /// <summary>What each operation and fragment uses; complete when the traversal has left the document.</summary>
    public Dictionary<Definition, DefinitionUsage> Usages { get; } = [];

    /// <summary>The errors so far.</summary>
    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>Whether so many errors are known that the rest need not be looked for.</summary>
    public bool IsFull => _errors.Count >= Options.MaxErrors;

    /// <summary>
    /// The field of that name where fields are merged; null where there is none. In graphql-js, merging knows declared fields only.
    /// </summary>
    public FieldDefinition? MergedField(NamedType? parent, string name) =>
        Options.LikeGraphQLJs ? (parent as FieldsType)?.Field(name) : parent is null ? null : MetaFields.Find(parent, name);

    private int MaxPlaces => (int)Math.Min(int.MaxValue, 4L * Options.MaxErrors);

    /// <summary>Records a broken rule at those places, unless enough errors are known.</summary>
    public void Report(string rule, string message, SourceLocation[] places)
    {
        if (!IsFull)
        {
            // WHY: one error can be about thousands of fields, and an answer must not grow by what it refuses.
            var told = places.Length > MaxPlaces ? places[..MaxPlaces] : places;
            _errors.Add(new GraphQLError(ErrorCodes.ValidationFailed, message) { Rule = rule, Locations = told });
        }
    }

    /// <summary>What <paramref name="operation"/> and all fragments reachable from it use; each fragment once.</summary>
    public List<DefinitionUsage> Reachable(OperationDefinition operation)
    {
        if (_reachable.TryGetValue(operation, out var known))
        {
            return known;
        }

        var reachable = new List<DefinitionUsage> { Usages[operation] };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < reachable.Count; i++)
        {
            foreach (var spread in reachable[i].Spreads)
            {
                if (seen.Add(spread.Name) && Fragments.TryGetValue(spread.Name, out var fragment))
                {
                    reachable.Add(Usages[fragment]);
                }
            }
        }

        return _reachable[operation] = reachable;
    }

    /// <summary>Suggests names close to <paramref name="name"/>; empty where suggestions are off or nothing is close.</summary>
    public string Suggest(string name, IEnumerable<string> known) =>
        Options.Suggest && !IsFull ? Suggestions.Sentence(name, known, Options.Limits.Work) : "";
}
