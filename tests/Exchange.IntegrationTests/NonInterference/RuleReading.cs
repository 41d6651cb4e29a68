using Exchange.GraphQL.Values;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Publishing;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>What one field is worth on one record.</summary>
/// <param name="Level">The level that is open; 0 for none.</param>
/// <param name="Reason">Why not; null when it is open.</param>
internal readonly record struct Verdict(int Level, string? Reason);

/// <summary>
/// Reads the policies as the page about them says, rule by rule, for one field of one record at a time. Shares nothing with the compiler,
/// the decision table, the gates and the consent index.
/// </summary>
internal sealed partial class RuleReading(
    CanaryCity city, PolicyPools pools, IReadOnlyList<PlantedConsent> consents, Asker asker, DateTimeOffset now)
{
    private readonly PolicySet _policies = pools.Policies;
    private readonly HearingReading _hearing = new(pools, now);
    private IReadOnlyList<(GovernedField Field, JoinNeeds Needs)> _entry = [];
    private bool _isRead;
    private bool _isNamed;

    /// <summary>The reasons in their published precedence.</summary>
    private static readonly string[] Reasons =
    [
        "NOT_PERMITTED", "PURPOSE_REQUIRED", "PURPOSE_NOT_REGISTERED", "PURPOSE_REFUSED", "CASE_REQUIRED", "EMERGENCY_REQUIRED",
        "OUTSIDE_JURISDICTION", "CONSENT_MISSING", "NOT_AVAILABLE",
    ];

    // What is told of the state of a record is NOT_PERMITTED, and of no record that one may not even know to be there.
    private const string State = "state";

    private static readonly string[] Order = [.. Reasons[..7], State, .. Reasons[7..]];

    // The city's clock, and the day it shows.
    private static readonly TimeSpan CityTime = TimeSpan.FromHours(8);

    private static readonly string[] Refused = ["population.control", "behaviour.scoring", "movement.tracking", "watch.list"];

    /// <summary>The one place that the request names; null for none or several.</summary>
    public string? OnlyPlace { get; init; }

    /// <summary>Who vouches for case numbers; null where their form alone counts.</summary>
    public CanaryCases? Cases { get; init; }

    /// <summary>What is closed because of what else the request selects.</summary>
    public HashSet<string> Together { get; } = new(StringComparer.Ordinal);

    /// <summary>What was come across, for the count of a run.</summary>
    public HashSet<string> Met { get; } = new(StringComparer.Ordinal);

    /// <summary>What owners may be asked for to decide.</summary>
    public HashSet<AskedCell> ReadToDecide { get; } = [];

    /// <summary>The verdict for a record; the key of a person whom nobody can be is empty.</summary>
    public Verdict Judge(GovernedField field, string type, string key) => Judge(field, rule => Missing(field, rule, type, key), state => IsIn(state, type, key));

    /// <summary>
    /// The verdict for somebody whom a look-up names: it has to be open for her, and so has that she is there. Whatever state she is in, she is told like
    /// a number that nobody has.
    /// </summary>
    public Verdict JudgeNamed(GovernedField lookup, GovernedField presence, string key)
    {
        _isNamed = true;
        var (found, seen) = (Judge(lookup, "Person", key), Judge(presence, "Person", key));
        _isNamed = false;
        return Nearer(found.Reason, seen.Reason) is { } reason ? new Verdict(0, reason) : found;
    }

    /// <summary>
    /// The verdict where the field's department has to be told other fields, and demands scopes: only rules that name all of these, as far as they
    /// are not open to everybody, count.
    /// </summary>
    public Verdict Judge(GovernedField field, string type, string key, JoinNeeds needs) =>
        Judge(field, needs, rule => Missing(field, rule, type, key), state => IsIn(state, type, key));

    /// <summary>
    /// Turns to a record of which these fields are selected: the departments that it names are read where one of them opens by that and by nothing
    /// else that is not known. Where they are not read, it names nobody.
    /// </summary>
    public void Turn(string type, string key, IEnumerable<(GovernedField Field, JoinNeeds Needs)> selected) =>
        _isRead = selected.Concat(_entry).Any(each => !IsFree(each.Field) && Judge(each.Field, each.Needs, rule => MissingButRead(each.Field, rule, type, key), state => IsIn(state, type, key)).Level > 0);

    /// <summary>
    /// Turns to a record that an id names: why nobody is told that it is there; null where one of its fields, its keys apart, is open. Where that
    /// is so of every record, nothing hangs on this one.
    /// </summary>
    public string? Enter(string type, string key, IReadOnlyList<(GovernedField Field, JoinNeeds Needs)> fields)
    {
        _entry = [];
        var reasons = fields.Select(each => (Field: each, Judge(each.Field, each.Needs, _ => null, _ => false).Reason)).ToList();
        var open = reasons.Where(each => each.Reason is null).Select(each => each.Field).ToList();
        if (open.Count == 0)
        {
            return Furthest(reasons.Select(each => each.Reason));
        }

        _entry = open.Any(each => Judge(each.Field, each.Needs, OfAnyRecord, _ => true).Reason is null) ? [] : open;
        Turn(type, key, []);
        var verdicts = open.Select(each => Judge(each.Field, type, key, each.Needs).Reason).ToList();
        return verdicts.Contains(null) ? null : Furthest(verdicts);
    }

    /// <summary>Why no record of a type may be seen to be there, whose key is open with it; null where one may.</summary>
    public string? WhyAbsent(DataStandard standard, string type) =>
        standard.TryField(new Coordinate($"{type}.{standard.Type(type)?.Key}"), out var key) && key.OpenWithObject ? JudgeRequest(key).Reason : null;

    /// <summary>Turns away from it.</summary>
    public void Leave() => _entry = [];

    /// <summary>Of several reasons the one that came furthest.</summary>
    public static string Furthest(IEnumerable<string?> reasons) => Reasons[reasons.Select(reason => Array.IndexOf(Reasons, reason)).Append(0).Max()];

    private static string? OfAnyRecord(RuleConditions conditions) => conditions.OfRecord.Count == 0 ? null : "NOT_PERMITTED";

    private string? MissingButRead(GovernedField field, RuleConditions conditions, string type, string key)
    {
        var isNamed = conditions.CallerDepartment is { } naming && naming.Value.StartsWith($"{type}.", StringComparison.Ordinal);
        var isSeated = conditions.OnePlace && type == "Organization";
        return isNamed || isSeated
            ? Missing(
                field,
                conditions with { CallerDepartment = isNamed ? null : conditions.CallerDepartment, OnePlace = conditions.OnePlace && !isSeated },
                type,
                key)
            : "NOT_PERMITTED";
    }

    private Verdict Judge(GovernedField field, JoinNeeds needs, Func<RuleConditions, string?> missing, Func<RecordState, bool> isIn)
    {
        if (JudgeRequest(field) is { Level: 0 } || needs is { Told.Count: 0, Demands.Count: 0 })
        {
            return Judge(field, missing, isIn);
        }

        var isOpen = needs.Demands.All(demand => Has(demand.Department, demand.Scope))
            && needs.Told.All(told => told.LinksTo != "Person"
                && (told.Reveals != Revelation.Residence || told.Coordinate.Value.StartsWith("Person.", StringComparison.Ordinal)))
            && !Count("kept from who is told", needs.Heard.Any(each => !_hearing.Allows(each.Field, each.Department, Purposes)));
        var isOpenToAll = field.Category == SharingCategory.Unconditional || field.OpenWithObject;
        var allowing = (FaultOfPurpose() is null ? _policies.Rules : [])
            .Where(rule => Concerns(rule) && MissingInRequest(rule.Conditions) is null)
            .Where(rule => rule.Opens.Any(each => each.Coordinate == field.Coordinate && Capped(field, each.Level) > 0))
            .Where(rule => needs.Told.All(told => IsFree(told)
                || (rule.Joins.Contains(told.Coordinate) && _hearing.Allows(told, field.Owner.Value, Purposes)
                    && _hearing.Allows(told, asker.Client.Department.Value, Purposes))))
            .ToList();
        return !isOpen || (isOpenToAll ? !needs.Told.All(IsFree) : allowing.Count == 0) ? new Verdict(0, "NOT_PERMITTED")
            : isOpenToAll ? Judge(field, missing, isIn)
            : Judge(field, missing, isIn, allowing);
    }

    /// <summary>The verdict for the request alone, every condition on the record taken as met.</summary>
    public Verdict JudgeRequest(GovernedField field) => Judge(field, _ => null, _ => false);

    /// <summary>Whether the field is open in full whatever the record.</summary>
    public bool IsOpenToAll(GovernedField field) => Judge(field, OfAnyRecord, _ => true).Level == field.Ladder.Full;

    /// <summary>
    /// Why a stream must not tell by the field, which has to be open in full on every record of the region; null where it may. A region in the
    /// caller's own meets what asks for that.
    /// </summary>
    public string? WhyUntold(GovernedField field, string? region)
    {
        var isOwn = asker.Client.RegionCode is { } own && region?.StartsWith(own, StringComparison.Ordinal) == true;
        var isOpenInOwn = Judge(field, conditions => OfAnyRecord(conditions with { SameRegion = false }), _ => true).Level == field.Ladder.Full;
        return IsOpenToAll(field) || (isOpenInOwn && isOwn) ? null
            : isOpenInOwn ? "OUTSIDE_JURISDICTION"
            : JudgeRequest(field).Reason ?? "NOT_PERMITTED";
    }

    /// <summary>Whether the request has what a combination needs.</summary>
    public bool Meets(Combination combination) =>
        (combination.Roles.Count == 0 || combination.Roles.Any(asker.Client.Roles.Contains))
        && (combination.Purposes.Count == 0 || (FaultOfPurpose() is null && pools.Above(asker.Purpose!).Any(combination.Purposes.Contains)))
        && (!combination.Case || HasCase)
        && (!combination.Emergency || asker.Emergency is not null);

    /// <summary>Of two reasons the one that is told first; null is no reason.</summary>
    public static string? Nearer(string? one, string? other) =>
        one is null ? other : other is null ? one : Array.IndexOf(Order, one) <= Array.IndexOf(Order, other) ? one : other;

    private static bool IsFree(GovernedField told) => told.Category == SharingCategory.Unconditional || told.OpenWithObject;

    private bool Has(string department, string scope) => _policies.Vocabulary.Requirements.Any(granted =>
        granted.Department.Value == department && granted.Names.Contains(scope)
        && granted.Departments.Contains(asker.Client.Department) && granted.Roles.Any(asker.Client.Roles.Contains));

    private Verdict Judge(
        GovernedField field, Func<RuleConditions, string?> missing, Func<RecordState, bool> isIn, IReadOnlyList<PolicyRule>? allowing = null)
    {
        if (field.OpenWithObject)
        {
            return IsBraked(field) ? new Verdict(0, "NOT_PERMITTED") : new Verdict(field.Ladder.Full, null);
        }

        if (Together.Contains(field.Coordinate.Value))
        {
            // Only what the request could open is closed by it; all else keeps its reason.
            (missing, isIn, allowing) = (_ => null, _ => false, null);
            return Alone(field, missing, isIn, allowing) is { Reason: { } } closed ? closed : new Verdict(0, "NOT_PERMITTED");
        }

        return Alone(field, missing, isIn, allowing);
    }

    private Verdict Alone(GovernedField field, Func<RuleConditions, string?> missing, Func<RecordState, bool> isIn, IReadOnlyList<PolicyRule>? allowing)
    {
        if (field.Category == SharingCategory.Unconditional)
        {
            return Best(Ways(field, field.Ladder.Full, null, isIn));
        }

        if (FaultOfPurpose() is { } fault)
        {
            return new Verdict(0, fault);
        }

        var concerning = (allowing ?? _policies.Rules).Where(Concerns)
            .SelectMany(rule => rule.Opens.Where(each => each.Coordinate == field.Coordinate), (rule, each) => (Rule: rule, each.Level))
            .Where(each => Capped(field, each.Level) > 0 && (each.Rule.Purposes.Count > 0 || field.Classification < 3)).ToList();
        var meeting = concerning.Where(each => MissingInRequest(each.Rule.Conditions) is null).ToList();

        // What the request lacks is told only where no rule gets as far as the record.
        return meeting.Count == 0
            ? new Verdict(0, Reasons[concerning.Select(each => Array.IndexOf(Reasons, MissingInRequest(each.Rule.Conditions))).DefaultIfEmpty(0).Max()])
            : Best(meeting.SelectMany(each => Ways(field, each.Level, missing(each.Rule.Conditions), isIn)));
    }

    // A restriction by state leaves two ways: below its cap for every record, and above for records that are not in the state.
    private IEnumerable<Verdict> Ways(GovernedField field, int level, string? missing, Func<RecordState, bool> isIn)
    {
        var open = Capped(field, level);
        var byState = Restricting(field).Where(each => each.Restriction.States.Count > 0).ToList();
        foreach (var way in byState.Select(each => Math.Min(each.Cap, open)).Append(open).Distinct().Where(way => way > 0))
        {
            var held = byState.Where(each => each.Cap < way).SelectMany(each => each.Restriction.States).Distinct().Where(isIn)
                .Select(Told);
            var reason = held.Append(missing).Aggregate(Nearer);
            yield return reason is null ? new Verdict(way, null) : new Verdict(0, reason == State ? "NOT_PERMITTED" : reason);
        }
    }

    private string Unagreed => _isNamed ? "OUTSIDE_JURISDICTION" : "CONSENT_MISSING";

    private string Told(RecordState state) => _isNamed ? "OUTSIDE_JURISDICTION" : state == RecordState.Protected ? "NOT_AVAILABLE" : State;

    private static Verdict Best(IEnumerable<Verdict> ways)
    {
        var all = ways.ToList();
        var level = all.Select(way => way.Level).DefaultIfEmpty(0).Max();
        return level > 0
            ? new Verdict(level, null)
            : new Verdict(0, Reasons[all.Select(way => Array.IndexOf(Reasons, way.Reason)).DefaultIfEmpty(0).Max()]);
    }

    private string? FaultOfPurpose() => asker.Purpose switch
    {
        null => "PURPOSE_REQUIRED",
        { } purpose when Refused.Contains(purpose) => "PURPOSE_REFUSED",
        { } purpose when _policies.Vocabulary.Purposes.Any(known => known.Code == purpose)
            && asker.Client.Purposes.Contains(purpose) => null,
        _ => "PURPOSE_NOT_REGISTERED",
    };

    private bool Concerns(PolicyRule rule) =>
        rule.Departments.Contains(asker.Client.Department)
        && rule.Roles.Any(asker.Client.Roles.Contains)
        && (rule.Purposes.Count == 0 || rule.Purposes.Contains(asker.Purpose!))
        && (rule.Conditions is { From: null, Until: null }
            || Holds("validity", !(rule.Conditions.From > now) && !(rule.Conditions.Until <= now)));

    private int Capped(GovernedField field, int level) => IsBraked(field) ? 0 : Restricting(field)
        .Where(each => each.Restriction.States.Count == 0).Select(each => each.Cap).Append(level).Min();

    private bool IsBraked(GovernedField field) => pools.Brakes.Any(brake => brake.Kind switch
    {
        BrakeKind.Field => Count("brake on a field", $"{field.Coordinate}.".StartsWith($"{brake.Target}.", StringComparison.Ordinal)),
        BrakeKind.Receiver => Count("brake on a receiver", field.Owner == brake.Owner && brake.Target == asker.Client.Department.Value),
        _ => Count("brake on everything", field.Owner == brake.Owner),
    });

    private bool Count(string what, bool isMet)
    {
        if (isMet)
        {
            Met.Add(what);
        }

        return isMet;
    }

    // Whether a condition that a rule asks for holds.
    private bool Holds(string condition, bool holds)
    {
        Met.Add($"{condition} {(holds ? "holds" : "fails")}");
        return holds;
    }

    // Of a request that says no purpose, or none that counts, nobody knows that a restriction for a purpose does not concern it. One that ends before it
    // begins holds always.
    private IEnumerable<(Restriction Restriction, int Cap)> Restricting(GovernedField field) => _policies.Restrictions
        .Where(each => each.Departments.Count == 0 || each.Departments.Contains(asker.Client.Department))
        .Where(each => each.Purposes.Count == 0 || FaultOfPurpose() is not null || each.Purposes.Contains(asker.Purpose!))
        .Where(each => each.From >= each.Until || (!(each.From > now) && !(each.Until <= now)))
        .SelectMany(each => each.Caps.Where(cap => cap.Coordinate == field.Coordinate && Counted(each)).Select(cap => (each, cap.Level)));

    private bool Counted(Restriction restriction)
    {
        _ = Count("restriction of a department", restriction.Departments.Count > 0);
        _ = Count("restriction of a purpose", restriction.Purposes.Count > 0);
        _ = Count("restriction by state", restriction.States.Count > 0);
        _ = Count("restriction with a time", restriction is not { From: null, Until: null });
        return true;
    }

    private string? MissingInRequest(RuleConditions conditions) =>
        conditions.Case && !Holds("case", HasCase) ? "CASE_REQUIRED"
        : conditions.Emergency && !Holds("emergency", asker.Emergency is not null) ? "EMERGENCY_REQUIRED"
        : null;

    private IReadOnlyList<string>? Purposes => FaultOfPurpose() is null ? [.. pools.Above(asker.Purpose!)] : null;

    private bool HasCase =>
        _policies.Vocabulary.Purposes.Any(purpose => purpose.Code == asker.Purpose && purpose.CaseFormat is not null)
        && CanaryCases.IsNumber(asker.CaseNumber)
        && (Cases is null || asker.CaseNumber == CanaryCases.Open);

    private string? Missing(GovernedField field, RuleConditions conditions, string type, string key)
    {
        var facts = type == "Person" ? city.Facts(key) : null;
        var isPresence = field.Coordinate.Value is "Query.person" or "Query.people" or "Person.pid";
        var isOutside = conditions.SameRegion
            && !Holds("sameRegion", RegionOf(type, key) is { } lies && asker.Client.RegionCode is { } own && lies.StartsWith(own, StringComparison.Ordinal));
        string?[] missing =
        [
            conditions.Hours is { } hours && !Holds("hours", IsWithin(hours)) ? "NOT_PERMITTED" : null,
            conditions.OwnRecord && !Holds("ownRecord", type == "Person" && key == asker.Person) ? "NOT_PERMITTED" : null,
            conditions.CaseSubject && !Holds("caseSubject", type == "Person" && HasCase && Cases?.IsOfCase(key) == true) ? "NOT_PERMITTED" : null,
            conditions.OnePlace && !Holds("onePlace", IsThere(type, key)) ? "NOT_PERMITTED" : null,
            .. conditions.NotInState.Where(state => !Holds("notInState", !IsIn(state, type, key)))
                .Select(Told),
            isOutside || (isPresence && facts is null) ? "OUTSIDE_JURISDICTION" : null,
            conditions.Consent is { } scope && !Holds("consent", HasConsent(type == "Person" ? key : null, scope)) ? Unagreed : null,
        ];
        var nearest = missing.Aggregate(Nearer);
        return conditions.CallerDepartment is { } naming && !IsHandledByCaller(naming, type, key) ? "NOT_PERMITTED" : nearest;
    }
}
