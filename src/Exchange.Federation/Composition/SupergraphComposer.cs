using Exchange.Federation.Composition.Merging;
using Exchange.Federation.Composition.Rules;
using Exchange.Federation.Composition.Satisfiability;
using Exchange.Federation.Composition.Subgraphs;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition;

/// <summary>
/// Composes subgraphs of Apollo Federation, version 1 or 2, into a supergraph document (join specification v0.5) and reads it. The result
/// depends on the set of subgraphs, not on their order. Stateless and safe to share between threads.
/// </summary>
public static class SupergraphComposer
{
    /// <summary>Composes and reports every mistake at once. Never throws for what is in <paramref name="subgraphs"/>.</summary>
    public static CompositionResult Compose(IReadOnlyList<Subgraph> subgraphs, CompositionLimits? limits = null)
    {
        limits ??= new CompositionLimits();
        var errors = new ErrorList(limits);
        var document = Merge(subgraphs, limits, errors);
        if (document is null || errors.Errors.Count > 0)
        {
            return Refused(errors);
        }

        var text = DocumentPrinter.Print(document) + "\n";
        var reading = SupergraphReader.Read(text);
        if (reading.Supergraph is not { } supergraph)
        {
            // WHY: what the reader refuses is GraphQL's rules broken by the merge, such as a field made wider than its interface's.
            errors.AddRange(reading.Errors.Select(error => error with { Code = CompositionCodes.InvalidGraphQL }));
            return Refused(errors);
        }

        SharedRuntimeTypes.Check(supergraph, errors);
        SatisfiabilityValidator.Check(supergraph, limits, errors);
        if (errors.Errors.Count > 0)
        {
            return Refused(errors);
        }

        return new CompositionResult(text, supergraph, [], errors.Hints);
    }

    private static CompositionResult Refused(ErrorList errors) => new(null, null, errors.Errors, errors.Hints);

    private static Document? Merge(IReadOnlyList<Subgraph> subgraphs, CompositionLimits limits, ErrorList errors)
    {
        CheckNames(subgraphs, limits, errors);
        if (errors.Errors.Count > 0)
        {
            return null;
        }

        var reader = new SubgraphReader(limits, errors);
        var schemas = subgraphs.OrderBy(subgraph => subgraph.Name, StringComparer.Ordinal).Select(reader.Read).OfType<SubgraphSchema>().ToList();
        if (errors.Errors.Count > 0)
        {
            return null;
        }

        new FederationOneUpgrader(schemas, errors).Upgrade();
        schemas.ForEach(schema => SubgraphRules.Check(schema, errors));
        return errors.Errors.Count > 0 ? null : new SupergraphMerger(schemas, errors).Merge();
    }

    private static void CheckNames(IReadOnlyList<Subgraph> subgraphs, CompositionLimits limits, ErrorList errors)
    {
        if (subgraphs.Count > limits.MaxSubgraphs)
        {
            errors.Add(
                CompositionCodes.LimitExceeded,
                $"There are {subgraphs.Count} subgraphs; the limit \"subgraphs\" is {limits.MaxSubgraphs}.");
        }

        foreach (var twice in subgraphs.GroupBy(subgraph => subgraph.Name, StringComparer.Ordinal).Where(group => group.Skip(1).Any()))
        {
            errors.Add(
                CompositionCodes.InvalidSubgraphName, $"Two subgraphs are named \"{twice.Key}\"; give each its own name.", twice.Key);
        }
    }
}
