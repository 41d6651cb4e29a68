using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.TypeSystem.Building;

/// <summary>Collects what is wrong with a schema, so that its author sees everything at once.</summary>
internal sealed class SchemaErrors
{
    private readonly List<GraphQLError> _errors = [];

    /// <summary>Adds one error; <paramref name="rule"/> is the rule of section 3 that was broken.</summary>
    public void Add(string rule, string message, params IReadOnlyList<SourceLocation> locations) =>
        _errors.Add(new GraphQLError(ErrorCodes.ValidationFailed, message)
        {
            Rule = rule,
            Locations = [.. locations.Where(location => location.Line > 0)],
        });

    /// <summary>Throws them all, in the order of the document.</summary>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new GraphQLException([.. _errors.OrderBy(error => error.Locations.Count > 0 ? error.Locations[0].Start : int.MaxValue)]);
        }
    }
}
