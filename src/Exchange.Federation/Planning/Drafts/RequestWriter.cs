using System.Globalization;
using Exchange.Federation.Planning.Joins;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Planning.Drafts;

/// <summary>
/// Makes requests of parts: the entities that are asked of one subgraph at one level are one request. Used by one planning run, by one thread.
/// </summary>
internal sealed class RequestWriter(Supergraph graph, JoinLookup joins, Operation operation, FetchPlannerLimits limits)
{
    /// <summary>The requests, each after all that it waits for.</summary>
    public IReadOnlyList<FetchRequest> Write(IReadOnlyList<PartDraft> parts)
    {
        var groups = parts.GroupBy(part => part.IsRoot ? (part.Level, part.Subgraph, part.Order) : (part.Level, part.Subgraph, Order: -1))
            .Select(group => group.ToList())
            .OrderBy(group => group[0].Level)
            .ThenBy(group => group[0].Order)
            .ToList();
        if (groups.Count > limits.MaxFetches)
        {
            throw FetchPlannerLimits.Exceeded("planFetches", limits.MaxFetches, "requests");
        }

        var indexes = groups.SelectMany((group, index) => group.Select(part => (part, index))).ToDictionary(one => one.part, one => one.index);
        return [.. groups.Select((group, index) => Request(group, index, indexes))];
    }

    private FetchRequest Request(List<PartDraft> drafts, int index, Dictionary<PartDraft, int> indexes)
    {
        var first = drafts[0];
        var condition = drafts.Skip(1).Aggregate(
            first.Condition, (any, part) => SelectionCondition.Or(any, part.Condition));
        var text = new SelectionText(graph, joins, first.Subgraph);
        var body = first.IsRoot ? Root(first, text) : string.Join(' ', drafts.Select((part, number) => Entities(part, number, text)));
        var kind = first.IsRoot && first.Place.Path.Count == 0 ? operation.Kind : OperationKind.Query;
        return new FetchRequest
        {
            Index = index,
            Subgraph = first.Subgraph,
            Level = first.Level,
            After = [.. drafts.SelectMany(part => part.After).Select(part => indexes[part]).Distinct().Order()],
            Kind = kind,
            Document = $"{Head(kind, drafts, text.Variables)}{(first.IsRoot ? body : $"{{{body}}}")}",
            Variables = [.. text.Variables],
            Parts = [.. drafts.Select(Part)],
            Condition = condition,
        };
    }

    private static string Root(PartDraft part, SelectionText text) => text.Set(part.Selections.Values.Single(), part.Condition);

    private static string Entities(PartDraft part, int number, SelectionText text)
    {
        var fragments = part.Selections.Values.Select(selection => $"...on {selection.TypeName}{text.Set(selection, part.Condition)}");
        return string.Create(
            CultureInfo.InvariantCulture, $"_{number}:_entities(representations:$r{number}){{{string.Join(' ', fragments)}}}");
    }

    // WHY: representations are named so that no variable of the caller can have the same name.
    private string Head(OperationKind kind, List<PartDraft> parts, IReadOnlyCollection<string> variables)
    {
        var declared = parts.Where(part => !part.IsRoot)
            .Select((_, number) => string.Create(CultureInfo.InvariantCulture, $"$r{number}:[_Any!]!"))
            .Concat(operation.Definition.Variables.Where(one => variables.Contains(one.Name)).Select(Declaration))
            .ToList();
        var word = kind.ToString().ToLowerInvariant();
        return declared.Count == 0 ? word : $"{word}({string.Join(' ', declared)})";
    }

    private static string Declaration(VariableDefinition variable)
    {
        var type = DocumentPrinter.Print(variable.Type, PrintLayout.Compact);
        return variable.DefaultValue is null
            ? $"${variable.Name}:{type}"
            : $"${variable.Name}:{type}={DocumentPrinter.Print(variable.DefaultValue, PrintLayout.Compact)}";
    }

    private FetchPart Part(PartDraft draft, int number)
    {
        var selection = draft.Scope.ToSelection();
        return draft.IsRoot
            ? new RootPart { Path = draft.Place.Path, Shape = draft.Place.Shape, Selection = selection, Condition = draft.Condition }
            : new EntityPart
            {
                Path = draft.Place.Path,
                Shape = draft.Place.Shape,
                Selection = selection,
                Condition = draft.Condition,
                ResponseName = string.Create(CultureInfo.InvariantCulture, $"_{number}"),
                Variable = string.Create(CultureInfo.InvariantCulture, $"r{number}"),
                Representations = draft.Representations.ToDictionary(
                    one => one.Key, one => one.Value.Representation, StringComparer.Ordinal),
            };
    }
}
