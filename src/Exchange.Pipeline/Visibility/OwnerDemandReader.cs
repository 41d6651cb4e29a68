using Exchange.Federation.Governed.Composition;
using Exchange.Policy;
using Exchange.Policy.Explanations;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Visibility;

/// <summary>
/// Reads from the graph what the owner's schema asks for before it answers a field: what <see cref="Stages.JoinAccess"/> holds a request to, for
/// explanations. Immutable; thread-safe.
/// </summary>
public sealed class OwnerDemandReader(GovernedGraph graph, DataStandard standard)
{
    private readonly JoinedInputs _inputs = new(graph, standard);

    /// <summary>What is asked for a governed coordinate; nothing for one that the graph does not have.</summary>
    public OwnerDemands Of(Coordinate coordinate)
    {
        var path = coordinate.Value.Split('.');
        var inputs = path.Length > 1 ? _inputs.Of(path[0], path[1]) : [];
        var told = inputs.Where(input => input.Governed is not { Category: SharingCategory.Unconditional } and not { OpenWithObject: true }).ToList();
        return new OwnerDemands(
            [.. inputs.Select(input => input.Governed?.Coordinate).OfType<Coordinate>().Prepend(coordinate).SelectMany(Names)],
            [.. told.Select(input => input.Governed?.Coordinate).OfType<Coordinate>().Distinct()])
        {
            IsNeverMet = inputs.Any(input => !input.IsJoinable),
            Told = [.. inputs.Where(input => input.Governed is not null).Select(input => new ToldField(input.Governed!.Coordinate, input.Receiver)).Distinct()],
        };
    }

    private IEnumerable<DemandedNames> Names(Coordinate coordinate) => graph.Requirements(coordinate.Value)
        .Select(requirement => new DemandedNames(new DepartmentId(requirement.Department), requirement.AnyOf));
}
