using Exchange.Audit.Writing;
using Exchange.GraphQL;
using Exchange.Pipeline;

namespace Exchange.Identity;

/// <summary>What the room needs of the hub around it once requests arrive; given by the composition root.</summary>
public sealed record IdentityPorts
{
    /// <summary>Where sign-ins and changes of accounts are put on record before they count.</summary>
    public required IAccessLog Log { get; init; }

    /// <summary>Sums up refused sign-ins.</summary>
    public required Refusals Refusals { get; init; }

    /// <summary>The codes that an account may carry, as they are in force at the call.</summary>
    public required Func<AccountTerms> Terms { get; init; }

    /// <summary>What is wrong with a GraphQL document (UTF-8) by the graph and the limits of requests; empty for nothing.</summary>
    public required Func<ReadOnlyMemory<byte>, IReadOnlyList<GraphQLError>> DocumentMistakes { get; init; }
}

/// <summary>The codes that an account may carry.</summary>
/// <param name="Roles">The role codes of the vocabulary.</param>
/// <param name="Departments">The department codes of the data standard.</param>
/// <param name="Purposes">The purpose codes of the vocabulary.</param>
public sealed record AccountTerms(IReadOnlySet<string> Roles, IReadOnlySet<string> Departments, IReadOnlySet<string> Purposes);
