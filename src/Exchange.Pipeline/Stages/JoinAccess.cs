using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Departments;
using Exchange.GraphQL.Execution;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Gates;
using Exchange.Pipeline.Visibility;
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
    private readonly JoinedInputs _inputs = new(snapshot.Graph, snapshot.Standard);
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

        if (snapshot.Graph.Join(entity, name) is null)
        {
            return grant;
        }

        var inputs = _inputs.Of(entity, name);
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

    private bool IsJoinable(JoinedInput input) => input.IsJoinable
        && snapshot.Decisions.LeaveFull(input.Receiver, caller.Class.Purpose, input.Governed!.Coordinate, now)
        && IsMet(input.Governed.Coordinate);

    private bool MayJoin(Opening? opening, IReadOnlyList<JoinedInput> inputs) => inputs.All(input =>
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

    private static FieldGrant Closed(FieldGrant grant) => grant with { Alternatives = [], ClosedReason = (int)ReasonCode.NotPermitted };
}
