using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Departments;
using Exchange.GraphQL.Execution;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Gates;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Stages;

/// <summary>
/// What follows for a decision from how the owner of the field is asked: its own schema may demand scopes or policies of readers, and may have to
/// be told other departments' fields. These are read only where the rule that opens the field names them (<c>joins</c>), or everybody may read
/// them, and where no restriction keeps them from the department that is told. Used by one run of <see cref="Authorize"/>.
/// </summary>
internal sealed class JoinAccess(HubSnapshot snapshot, Caller caller, GateSet gates, DateTimeOffset now)
{
    private const int MaxDepth = 64;

    private readonly Dictionary<SelectedField, FieldGrant> _grants = [];

    /// <summary>The grants of all inputs that a decision of this run allows.</summary>
    public IReadOnlyDictionary<SelectedField, FieldGrant> Inputs => _grants;

    /// <summary>The grant of a governed field of the entity, or of one inside its field <paramref name="name"/>, less what it cannot be asked for.</summary>
    public FieldGrant Restrict(FieldGrant grant, GovernedField field, string entity, string name)
    {
        if (grant.Alternatives.Count == 0)
        {
            return grant;
        }

        if (!IsMet(field.Coordinate))
        {
            return Closed(grant);
        }

        if (snapshot.Graph.Join(entity, name) is not { } join)
        {
            return grant;
        }

        var inputs = new List<Input>();
        Collect(entity, name, join, inputs, 0);
        var openings = snapshot.Decisions.Decide(caller.Class, field.Coordinate, now).Openings;
        var ways = inputs.All(IsJoinable)
            ? grant.Alternatives.Where(way => MayJoin(openings.FirstOrDefault(opening => opening.Rule == way.Rule), inputs)).ToList()
            : [];
        if (ways.Count == 0)
        {
            return Closed(grant);
        }

        foreach (var input in inputs)
        {
            _grants[input.Field] = GrantOf(input.Governed!);
        }

        return grant with { Alternatives = ways };
    }

    private void Collect(string entity, string asked, FieldJoin join, List<Input> inputs, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidOperationException("Fields require each other: the graph was not checked.");
        }

        // INVARIANT: what has a join has an owner who is asked by it.
        var receiver = new DepartmentId(snapshot.Graph.Owner(entity, asked)!);
        foreach (var input in join.Inputs)
        {
            var name = input.Field.Definition.Name;
            Collect(entity, [name], input.Field, receiver, TellsByArgument(input.Field), inputs);
            if (snapshot.Graph.Join(entity, name) is { } further)
            {
                Collect(entity, name, further, inputs, depth + 1);
            }
        }
    }

    // INVARIANT: as deep as the field set in the department's schema, which was bounded when it was read.
    private void Collect(string entity, IReadOnlyList<string> path, SelectedField field, DepartmentId receiver, bool tells, List<Input> inputs)
    {
        if (snapshot.Standard.TryCoordinate(entity, path, out var governed) || field.Selection is null)
        {
            inputs.Add(new Input(field, governed, receiver, tells));
            return;
        }

        foreach (var part in field.Selection.For(field.Definition.Type.Named.Name).Where(part => !part.IsTypeName))
        {
            Collect(entity, [.. path, part.Definition.Name], part, receiver, tells || TellsByArgument(part), inputs);
        }
    }

    // Arguments count as reading, a schema's as a caller's: asked by threshold, an input tells what stands behind it.
    private bool TellsByArgument(SelectedField field) => field.Arguments.Count > 0
        && snapshot.Standard.Type(field.Parent.Name)?.Properties.FirstOrDefault(property => property.Name == field.Definition.Name)?.Arguments
            .Any(argument => argument.Governance.Use is ArgumentUse.Filter or ArgumentUse.Threshold) != false;

    // WHY: whom a link leads to, and where somebody lives by a record that is not her own, is cut by facts that a join does not wait for.
    private bool IsJoinable(Input input) => input.Governed is { } field
        && field.Category != SharingCategory.Withheld
        && field.LinksTo != SubjectFacts.PersonType
        && (field.Reveals != Revelation.Residence || EntityOf(field) == SubjectFacts.PersonType)
        && (!input.TellsByArgument || field.Category == SharingCategory.Unconditional)
        && snapshot.Decisions.LeaveFull(input.Receiver, caller.Class.Purpose, field.Coordinate, now)
        && IsMet(field.Coordinate);

    private bool MayJoin(Opening? opening, List<Input> inputs) => inputs.All(input =>
        IsForEverybody(input.Governed!)
        || opening?.Joins.Contains(input.Governed!.Coordinate) == true);

    // WHY not by the standard alone: a restriction counts for unconditional data and for keys too.
    private bool IsForEverybody(GovernedField field) => field.IsOpenUnruled
        && snapshot.Decisions.Decide(caller.Class, field.Coordinate, now).Openings
            .Any(opening => opening.Level == field.Ladder.Full && opening.Conditions.Count == 0);

    private FieldGrant GrantOf(GovernedField field)
    {
        var isResidence = field.Reveals == Revelation.Residence;
        return new FieldGrant
        {
            Coordinate = field.Coordinate.Value,
            Department = field.Owner.Value,
            Alternatives = [new Alternative(field.Ladder.Full, true, field.Ladder.Levels[^1], 0, "", "")],
            CutGates = isResidence ? gates.Unprotected : 0,
            CutReason = isResidence ? (int)ReasonCode.NotAvailable : 0,
        };
    }

    /// <summary>
    /// Whether what a department's schema demands of readers is met by names that the vocabulary gives to the caller's class; a name that it does
    /// not know is met by nobody.
    /// </summary>
    public bool IsMet(Coordinate coordinate) => snapshot.Graph.Requirements(coordinate.Value).All(requirement =>
        requirement.AnyOf.Any(names => names.All(name =>
            snapshot.Policies.Vocabulary.Grants(caller.Class, new DepartmentId(requirement.Department), name))));

    private static string EntityOf(GovernedField field) => field.Coordinate.Value.Split('.')[0];

    private static FieldGrant Closed(FieldGrant grant) => grant with { Alternatives = [], ClosedReason = (int)ReasonCode.NotPermitted };

    /// <summary>One datum that a department has to be told.</summary>
    /// <param name="Field">The leaf, or the link, that is read.</param>
    /// <param name="Governed">Its governance; null where the standard has none, and then it is never read.</param>
    /// <param name="Receiver">The department that is told it.</param>
    /// <param name="TellsByArgument">Whether an argument on the way to it filters or asks by a threshold.</param>
    private sealed record Input(SelectedField Field, GovernedField? Governed, DepartmentId Receiver, bool TellsByArgument);
}
