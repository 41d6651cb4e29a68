using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.PolicyTests.Reference;

/// <summary>Everything that policies can tell apart: callers, moments, and what may be known of a record.</summary>
internal sealed class DecisionSpace(PolicySet policies)
{
    private readonly ILookup<Coordinate, Question> _questions = Asked(policies);

    /// <summary>
    /// Departments, one that no document knows included, times sets of roles, times purposes and what can become of them, times case and emergency.
    /// </summary>
    public IEnumerable<CallerClass> Callers(IEnumerable<DepartmentId> departments, IReadOnlyCollection<string[]> roles) =>
        from department in departments.Append(new DepartmentId("nobody")).Distinct()
        from set in roles
        from purpose in Purposes()
        from flags in Enumerable.Range(0, 4)
        select new CallerClass(department, set, purpose.State, purpose.Code, "9901", (flags & 1) != 0, (flags & 2) != 0);

    /// <summary>A moment, and those around every time that stands in the documents: before, at, and after.</summary>
    public IReadOnlyList<DateTimeOffset> Moments(DateTimeOffset now) =>
        [.. Boundaries().Concat(Hours(now)).SelectMany(time => (DateTimeOffset[])[time.AddTicks(-1), time]).Append(now).Distinct().Order()];

    /// <summary>The times at which rules and restrictions begin or end; a restriction that ends before it begins holds always.</summary>
    public IEnumerable<DateTimeOffset> Boundaries() =>
        policies.Rules.SelectMany(rule => (DateTimeOffset?[])[rule.Conditions.From, rule.Conditions.Until])
            .Concat(policies.Restrictions.Where(restriction => !(restriction.From >= restriction.Until))
                .SelectMany(restriction => (DateTimeOffset?[])[restriction.From, restriction.Until]))
            .OfType<DateTimeOffset>().Distinct();

    /// <summary>
    /// Every assignment of yes and no to what documents ask of the records of a field; then each thing unknown in one of them, and nothing known at
    /// all. Where there are more than <paramref name="most"/>, as many by chance.
    /// </summary>
    public IReadOnlyList<RecordFacts> Records(Coordinate coordinate, int most, Random random)
    {
        var questions = _questions[coordinate].ToList();
        var all = 1L << questions.Count;
        var assigned = all > most
            ? Enumerable.Range(0, most).Select(_ => Assigned(questions, random.NextInt64(all))).ToList()
            : [.. Enumerable.Range(0, (int)all).Select(bits => Assigned(questions, bits))];
        return [.. assigned, .. questions.Select(question => assigned[random.Next(assigned.Count)].With(question, null)), RecordFacts.Nothing];
    }

    /// <summary>What documents ask of the records of a field.</summary>
    public IEnumerable<Question> Questions(Coordinate coordinate) => _questions[coordinate];

    /// <summary>Whether a rule or restriction about the field holds at some times only.</summary>
    public bool DependsOnTime(Coordinate coordinate) =>
        policies.Rules.Any(rule =>
            rule.Conditions is not { From: null, Until: null, Hours: null } && rule.Opens.Any(open => open.Coordinate == coordinate))
        || policies.Restrictions.Any(restriction =>
            restriction is not { From: null, Until: null } && restriction.Caps.Any(cap => cap.Coordinate == coordinate));

    private IEnumerable<(PurposeState State, string? Code)> Purposes() =>
        policies.Vocabulary.Purposes.Select(purpose => (PurposeState.Registered, (string?)purpose.Code)).Concat(
        [
            (PurposeState.Registered, "no.such"), (PurposeState.Missing, null), (PurposeState.NotRegistered, null), (PurposeState.Refused, null),
        ]);

    // The two days on which an hour that goes over midnight can count, and a day of the weekend.
    private IEnumerable<DateTimeOffset> Hours(DateTimeOffset now)
    {
        var midnight = new DateTimeOffset(now.ToOffset(policies.Vocabulary.UtcOffset).Date, policies.Vocabulary.UtcOffset);
        return from hours in policies.Rules.Select(rule => rule.Conditions.Hours).OfType<DailyHours>().Distinct()
               from day in (int[])[0, 1, 2]
               from hour in (TimeOnly[])[hours.From, hours.Until]
               select midnight.AddDays(day) + hour.ToTimeSpan();
    }

    private static RecordFacts Assigned(List<Question> questions, long bits) =>
        new(questions.Index().ToDictionary(question => question.Item, question => (bits >> question.Index & 1) == 1));

    private static ILookup<Coordinate, Question> Asked(PolicySet policies) =>
        policies.Rules.SelectMany(rule => rule.Opens, (rule, open) => (open.Coordinate, Questions: Of(rule.Conditions)))
            .Concat(policies.Restrictions.SelectMany(
                restriction => restriction.Caps, (restriction, cap) => (cap.Coordinate, Questions: restriction.States.Select(Question.IsIn))))
            .SelectMany(asked => asked.Questions, (asked, question) => (asked.Coordinate, question)).Distinct()
            .ToLookup(asked => asked.Coordinate, asked => asked.question);

    private static IEnumerable<Question> Of(RuleConditions conditions)
    {
        (bool IsAsked, Question Question)[] all =
        [
            (conditions.OwnRecord, Question.IsCaller),
            (conditions.CaseSubject, Question.BelongsToCase),
            (conditions.OnePlace, Question.IsThePlace),
            (conditions.SameRegion, Question.IsInRegion),
            (conditions.CallerDepartment is not null, Question.HoldsDepartment(conditions.CallerDepartment ?? new Coordinate(""))),
            (conditions.Consent is not null, Question.Agreed(conditions.Consent ?? "")),
        ];
        return all.Where(asked => asked.IsAsked).Select(asked => asked.Question).Concat(conditions.NotInState.Select(Question.IsIn));
    }
}
