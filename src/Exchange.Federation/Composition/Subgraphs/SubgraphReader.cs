using Exchange.GraphQL;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>
/// Reads a subgraph's SDL: parses it, resolves its links, checks it as GraphQL, and gives its types without the machinery. Used for one
/// composition.
/// </summary>
internal sealed class SubgraphReader(CompositionLimits limits, ErrorList errors)
{
    /// <summary>The subgraph; null where its mistakes, all reported, leave nothing to work with.</summary>
    public SubgraphSchema? Read(Subgraph subgraph)
    {
        if (Parse(subgraph) is not { } document)
        {
            return null;
        }

        var before = errors.Errors.Count;
        var names = new FederationNames(new LinkReader(subgraph.Name, errors).Read(document));
        CheckVersions(subgraph.Name, names);
        if (errors.Errors.Count > before || !new SubgraphValidator(subgraph.Name, names, errors).Check(document))
        {
            return null;
        }

        return new SubgraphAssembler(subgraph, names, errors).Assemble(document);
    }

    private Document? Parse(Subgraph subgraph)
    {
        if (subgraph.Name.Length == 0 || subgraph.Name == "_")
        {
            errors.Add(
                CompositionCodes.InvalidSubgraphName, $"\"{subgraph.Name}\" cannot name a subgraph; give it another name.", subgraph.Name);
            return null;
        }

        try
        {
            return GraphQLParser.Parse(subgraph.Sdl, new ParserLimits
            {
                MaxBytes = limits.MaxBytes,
                MaxTokens = limits.MaxTokens,
                MaxNesting = limits.MaxNesting,
            });
        }
        catch (GraphQLException exception)
        {
            SubgraphValidator.Report(exception, subgraph.Name, errors);
            return null;
        }
    }

    private void CheckVersions(string subgraph, FederationNames names)
    {
        foreach (var link in names.Links.Where(link => link.IsApollo("federation")))
        {
            if (link.Version is not { } version || !version.IsAtLeast(2, 0) || version.CompareTo(FederationDirectives.Latest) > 0)
            {
                errors.Add(
                    CompositionCodes.UnknownFederationLinkVersion,
                    $"\"{link.Url}\" is not a version of Federation that is known here: v2.0 to {FederationDirectives.Latest} are.",
                    subgraph,
                    null,
                    link.Location);
            }
        }
    }
}
