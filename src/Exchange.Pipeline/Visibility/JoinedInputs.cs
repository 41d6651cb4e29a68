using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.Execution;
using Exchange.Pipeline.Gates;
using Exchange.Policy;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Visibility;

/// <summary>
/// What departments have to be told of others' data before they answer a field, read from the graph. Immutable; thread-safe.
/// </summary>
internal sealed class JoinedInputs(GovernedGraph graph, DataStandard standard)
{
    private const int MaxDepth = 64;

    /// <summary>What is told for a field of an entity, and for what is told in turn; nothing where nothing is.</summary>
    public IReadOnlyList<JoinedInput> Of(string entity, string name)
    {
        var inputs = new List<JoinedInput>();
        Collect(entity, name, inputs, 0);
        return inputs;
    }

    private void Collect(string entity, string name, List<JoinedInput> inputs, int depth)
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
    private void Collect(string entity, IReadOnlyList<string> path, SelectedField field, DepartmentId receiver, bool tells, List<JoinedInput> inputs)
    {
        if (standard.TryCoordinate(entity, path, out var governed) || field.Selection is null)
        {
            inputs.Add(new JoinedInput(field, governed, receiver, tells));
            return;
        }

        foreach (var part in field.Selection.For(field.Definition.Type.Named.Name).Where(part => !part.IsTypeName))
        {
            Collect(entity, [.. path, part.Definition.Name], part, receiver, tells || TellsByArgument(part), inputs);
        }
    }

    // Arguments count as reading, a schema's as a caller's: asked by threshold, an input tells what stands behind it.
    private bool TellsByArgument(SelectedField field) => field.Arguments.Count > 0
        && standard.Type(field.Parent.Name)?.Properties.FirstOrDefault(property => property.Name == field.Definition.Name)?.Arguments
            .Any(argument => argument.Governance.Use is ArgumentUse.Filter or ArgumentUse.Threshold) != false;
}

/// <summary>One datum that a department has to be told.</summary>
/// <param name="Field">The leaf, or the link, that is read.</param>
/// <param name="Governed">Its governance; null where the standard has none, and then it is never read.</param>
/// <param name="Receiver">The department that is told it.</param>
/// <param name="TellsByArgument">Whether an argument on the way to it filters or asks by a threshold.</param>
internal sealed record JoinedInput(SelectedField Field, GovernedField? Governed, DepartmentId Receiver, bool TellsByArgument)
{
    /// <summary>Whether any rule can have it told.</summary>
    // WHY: whom a link leads to, and where somebody lives by a record that is not her own, is cut by facts that a join does not wait for.
    public bool IsJoinable => Governed is { } read
        && read.Category != SharingCategory.Withheld
        && read.LinksTo != SubjectFacts.PersonType
        && (read.Reveals != Revelation.Residence || read.Coordinate.IsOf(SubjectFacts.PersonType))
        && (!TellsByArgument || read.Category == SharingCategory.Unconditional);
}
