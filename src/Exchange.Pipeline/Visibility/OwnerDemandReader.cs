using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.Execution;
using Exchange.Pipeline.Gates;
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
    private const int MaxDepth = 64;

    /// <summary>What is asked for a governed coordinate; nothing for one that the graph does not have.</summary>
    public OwnerDemands Of(Coordinate coordinate)
    {
        var path = coordinate.Value.Split('.');
        var inputs = new List<Input>();
        if (path.Length > 1)
        {
            Collect(path[0], path[1], inputs, 0);
        }

        var told = inputs.Where(input => input.Field is not { Category: SharingCategory.Unconditional } and not { OpenWithObject: true }).ToList();
        return new OwnerDemands(
            [.. inputs.Select(input => input.Field?.Coordinate).OfType<Coordinate>().Prepend(coordinate).SelectMany(Names)],
            [.. told.Select(input => input.Field?.Coordinate).OfType<Coordinate>().Distinct()])
        {
            IsNeverMet = inputs.Exists(input => !IsJoinable(input)),
            Told = [.. inputs.Where(input => input.Field is not null).Select(input => new ToldField(input.Field!.Coordinate, input.Receiver)).Distinct()],
        };
    }

    private IEnumerable<DemandedNames> Names(Coordinate coordinate) => graph.Requirements(coordinate.Value)
        .Select(requirement => new DemandedNames(new DepartmentId(requirement.Department), requirement.AnyOf));

    private void Collect(string entity, string name, List<Input> inputs, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidOperationException("Fields require each other: the graph was not checked.");
        }

        foreach (var input in graph.Join(entity, name)?.Inputs ?? [])
        {
            // INVARIANT: what has a join has an owner who is asked by it.
            var receiver = new DepartmentId(graph.Owner(entity, name)!);
            Collect(entity, [input.Field.Definition.Name], input.Field, receiver, TellsByArgument(input.Field), inputs);
            Collect(entity, input.Field.Definition.Name, inputs, depth + 1);
        }
    }

    // INVARIANT: as deep as the field set in the department's schema, which was bounded when it was read.
    private void Collect(string entity, IReadOnlyList<string> path, SelectedField field, DepartmentId receiver, bool tells, List<Input> inputs)
    {
        if (standard.TryCoordinate(entity, path, out var governed) || field.Selection is null)
        {
            inputs.Add(new Input(governed, receiver, tells));
            return;
        }

        foreach (var part in field.Selection.For(field.Definition.Type.Named.Name).Where(part => !part.IsTypeName))
        {
            Collect(entity, [.. path, part.Definition.Name], part, receiver, tells || TellsByArgument(part), inputs);
        }
    }

    private bool TellsByArgument(SelectedField field) => field.Arguments.Count > 0
        && standard.Type(field.Parent.Name)?.Properties.FirstOrDefault(property => property.Name == field.Definition.Name)?.Arguments
            .Any(argument => argument.Governance.Use is ArgumentUse.Filter or ArgumentUse.Threshold) != false;

    private static bool IsJoinable(Input input) => input.Field is { } field
        && field.Category != SharingCategory.Withheld
        && field.LinksTo != SubjectFacts.PersonType
        && (field.Reveals != Revelation.Residence || field.Coordinate.Value.StartsWith(SubjectFacts.PersonType + ".", StringComparison.Ordinal))
        && (!input.TellsByArgument || field.Category == SharingCategory.Unconditional);

    private readonly record struct Input(GovernedField? Field, DepartmentId Receiver, bool TellsByArgument);
}
