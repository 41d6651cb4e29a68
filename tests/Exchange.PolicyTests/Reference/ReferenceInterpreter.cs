using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.PolicyTests.Reference;

/// <summary>
/// Decides by reading the documents from top to bottom, as the language's page and the contracts of its documents say, without compiling anything
/// and without any code of the decisions it judges. Slow on purpose.
/// </summary>
internal sealed class ReferenceInterpreter(DataStandard standard, PolicySet policies)
{
    private readonly ReferencePurposes _purposes = new(policies.Vocabulary.Purposes);
    private readonly ILookup<Coordinate, (PolicyRule Rule, int Level)> _rules = policies.Rules
        .SelectMany(rule => rule.Opens, (rule, open) => (open.Coordinate, Rule: rule, open.Level))
        .ToLookup(open => open.Coordinate, open => (open.Rule, open.Level));

    /// <summary>What comes out for one field of one record.</summary>
    public Verdict Decide(CallerClass caller, Coordinate coordinate, DateTimeOffset now, RecordFacts facts) => Read(caller, coordinate, now).Of(facts);

    /// <summary>What comes out for one field of whatever record.</summary>
    public ReferenceCell Read(CallerClass caller, Coordinate coordinate, DateTimeOffset now)
    {
        if (!standard.TryField(coordinate, out var field))
        {
            return new ReferenceCell(Verdict.Withheld(ReasonCode.NotPermitted));
        }

        var caps = Caps(caller, field, now);
        if (field.OpenWithObject || field.Category == SharingCategory.Unconditional)
        {
            var rule = field.OpenWithObject ? "with-object" : "unconditional";
            var open = new Verdict(field.Ladder.Full, ReasonCode.None, rule, rule, null, Obligations.None, "");
            return caps.Count == 0 ? new ReferenceCell(open) : new ReferenceCell(facts => Under(caps, open, ReasonCode.None, facts));
        }

        switch (caller.PurposeState)
        {
            case PurposeState.Missing: return new ReferenceCell(Verdict.Withheld(ReasonCode.PurposeRequired));
            case PurposeState.NotRegistered: return new ReferenceCell(Verdict.Withheld(ReasonCode.PurposeNotRegistered));
            case PurposeState.Refused: return new ReferenceCell(Verdict.Withheld(ReasonCode.PurposeRefused));
            default: return ByRules(caller, field, caps, now);
        }
    }

    private ReferenceCell ByRules(CallerClass caller, GovernedField field, IReadOnlyList<RecordCap> caps, DateTimeOffset now)
    {
        var isClosed = caps.Any(cap => cap.States.Count == 0 && cap.Level == 0);
        var ways = isClosed ? [] : Ways(caller, field, now).ToList();
        var ready = ways.Where(way => Lacks(way.Rule, caller) == ReasonCode.None).ToList();
        if (ready.Count == 0)
        {
            return new ReferenceCell(Verdict.Withheld(ways.Select(way => Lacks(way.Rule, caller)).Append(ReasonCode.NotPermitted).Max()));
        }

        var open = ready.Select(way => (way.Rule.Conditions, Verdict: Opened(way, field.Owner, caller, now))).ToList();
        return new ReferenceCell(facts =>
        {
            var verdicts = open.Select(way => Under(caps, way.Verdict, Failed(way.Conditions, now, facts), facts)).ToList();
            return verdicts.Where(verdict => verdict.Level > 0).OrderByDescending(verdict => verdict.Level)
                .ThenBy(verdict => OrderOf(verdict.Basis!)).ThenBy(verdict => verdict.Rule, StringComparer.Ordinal).FirstOrDefault()
                ?? verdicts.MaxBy(verdict => verdict.Reason)!;
        });
    }

    private IEnumerable<(PolicyRule Rule, int Level)> Ways(CallerClass caller, GovernedField field, DateTimeOffset now) =>
        from open in _rules[field.Coordinate]
        where field.Category == SharingCategory.Conditional && open.Level > 0 && open.Level <= field.Ladder.Full
        where open.Rule.Departments.Contains(caller.Department) && open.Rule.Roles.Any(caller.Roles.Contains)
        where _purposes.IsUsable(caller.Purpose)
        where open.Rule.Purposes.Count == 0
            ? field.Classification < 3
            : open.Rule.Purposes.Any(purpose => _purposes.IsWithin(caller.Purpose!, purpose))
        where IsWithin(open.Rule.Conditions.From, open.Rule.Conditions.Until, now)
        select open;

    private Verdict Opened((PolicyRule Rule, int Level) way, DepartmentId answering, CallerClass caller, DateTimeOffset now) => new(
        way.Level, ReasonCode.None, way.Rule.Id, way.Rule.Basis, way.Rule.Article, way.Rule.Obligations,
        string.Join(' ', way.Rule.Joins.Where(joined => MayJoin(way.Rule, joined, caller, now) && MayJoin(way.Rule, joined, By(answering, caller), now))));

    // Who answers is asked as if the request were its own.
    private static CallerClass By(DepartmentId department, CallerClass caller) =>
        new(department, [], caller.PurposeState, caller.Purpose, caller.RegionCode, caller.HasCase, caller.HasEmergency);

    private bool MayJoin(PolicyRule rule, Coordinate joined, CallerClass caller, DateTimeOffset now) =>
        standard.TryField(joined, out var field)
        && field.Category != SharingCategory.Withheld
        && (field.Classification < 3 || rule.Purposes.Count > 0)
        && Caps(caller, field, now).All(cap => cap.Level >= field.Ladder.Full);

    private int OrderOf(string basis) =>
        policies.Vocabulary.Bases.Index().Where(known => known.Item.Code == basis).Select(known => known.Index).DefaultIfEmpty(int.MaxValue).First();

    private static ReasonCode Lacks(PolicyRule rule, CallerClass caller) =>
        rule.Conditions.Case && !caller.HasCase ? ReasonCode.CaseRequired
        : rule.Conditions.Emergency && !caller.HasEmergency ? ReasonCode.EmergencyRequired
        : ReasonCode.None;

    // The first reason of those that the conditions on the record give; None where all hold.
    private ReasonCode Failed(RuleConditions conditions, DateTimeOffset now, RecordFacts facts)
    {
        var reasons = new List<ReasonCode>();
        void Needs(bool isAsked, bool holds, ReasonCode otherwise = ReasonCode.NotPermitted)
        {
            if (isAsked && !holds)
            {
                reasons.Add(otherwise);
            }
        }

        Needs(conditions.Hours is not null, conditions.Hours is { } hours && IsWithin(hours, now));
        Needs(conditions.OwnRecord, facts.IsTrue(Question.IsCaller));
        Needs(conditions.CaseSubject, facts.IsTrue(Question.BelongsToCase));
        Needs(conditions.OnePlace, facts.IsTrue(Question.IsThePlace));
        Needs(true, conditions.CallerDepartment is not { } link || facts.IsTrue(Question.HoldsDepartment(link)));
        Needs(conditions.SameRegion, facts.IsTrue(Question.IsInRegion), ReasonCode.OutsideJurisdiction);
        Needs(conditions.Consent is not null, facts.IsTrue(Question.Agreed(conditions.Consent ?? "")), ReasonCode.ConsentMissing);
        foreach (var state in conditions.NotInState)
        {
            Needs(true, facts.IsFalse(Question.IsIn(state)), ReasonOf(state));
        }

        return reasons.DefaultIfEmpty(ReasonCode.None).Min();
    }

    private static Verdict Under(IReadOnlyList<RecordCap> caps, Verdict open, ReasonCode failed, RecordFacts facts)
    {
        var met = caps.Where(cap => cap.States.Count == 0 || cap.States.Any(state => !facts.IsFalse(Question.IsIn(state)))).ToList();
        var closing = met.Where(cap => cap.Level == 0).SelectMany(cap => cap.States.Count == 0
            ? [ReasonCode.NotPermitted]
            : cap.States.Where(state => !facts.IsFalse(Question.IsIn(state))).Select(ReasonOf));
        var reasons = closing.Append(failed).Where(reason => reason != ReasonCode.None).ToList();
        return reasons.Count > 0
            ? Verdict.Withheld(reasons.Min())
            : open with { Level = met.Select(cap => cap.Level).Append(open.Level).Min() };
    }

    private static ReasonCode ReasonOf(RecordState state) =>
        state == RecordState.Protected ? ReasonCode.NotAvailable : ReasonCode.NotPermitted;

    private List<RecordCap> Caps(CallerClass caller, GovernedField field, DateTimeOffset now) =>
        [.. from restriction in policies.Restrictions
            where Applies(restriction, caller, now)
            from cap in restriction.Caps
            where cap.Coordinate == field.Coordinate
            select new RecordCap(cap.Level < 0 || cap.Level > field.Ladder.Full ? 0 : cap.Level, restriction.States)];

    // What is doubtful closes: words that nobody knows, a purpose that cannot be told, a time that ends before it begins.
    private bool Applies(Restriction restriction, CallerClass caller, DateTimeOffset now)
    {
        var forCaller = restriction.Departments.Count == 0
            || restriction.Departments.Contains(caller.Department)
            || restriction.Departments.Any(code => !IsDepartment(code));
        var forPurpose = restriction.Purposes.Count == 0
            || !_purposes.IsUsable(caller.Purpose)
            || restriction.Purposes.Any(code => !_purposes.IsKnown(code) || _purposes.IsWithin(caller.Purpose!, code));
        var inForce = restriction.From >= restriction.Until || IsWithin(restriction.From, restriction.Until, now);
        return forCaller && forPurpose && inForce;
    }

    private bool IsDepartment(DepartmentId code) => code.Value == "exchange"
        || standard.Departments.Any(card => card.Code == code)
        || policies.Vocabulary.Departments.Any(receiver => receiver.Code == code);

    private static bool IsWithin(DateTimeOffset? from, DateTimeOffset? until, DateTimeOffset now) =>
        (from is null || from.Value.UtcTicks <= now.UtcTicks) && (until is null || now.UtcTicks < until.Value.UtcTicks);

    private bool IsWithin(DailyHours hours, DateTimeOffset now)
    {
        var clock = now.UtcDateTime + policies.Vocabulary.UtcOffset;
        var length = hours.Until > hours.From ? hours.Until - hours.From : TimeSpan.FromDays(1) - (hours.From - hours.Until);
        foreach (var day in (DateTime[])[clock.Date, clock.Date.AddDays(-1)])
        {
            var begins = day + hours.From.ToTimeSpan();
            if ((hours.Days >> (int)day.DayOfWeek & 1) == 1 && clock >= begins && clock < begins + length)
            {
                return true;
            }
        }

        return false;
    }

    private sealed record RecordCap(int Level, IReadOnlyList<RecordState> States);
}

/// <summary>What comes out for one field of each record.</summary>
internal sealed class ReferenceCell(Func<RecordFacts, Verdict> of)
{
    public ReferenceCell(Verdict ofAll)
        : this(_ => ofAll) => IsOfAll = true;

    /// <summary>Whether it is the same whatever is known of the record.</summary>
    public bool IsOfAll { get; }

    public Verdict Of(RecordFacts facts) => of(facts);
}
