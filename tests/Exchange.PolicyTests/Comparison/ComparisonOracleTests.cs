using Exchange.Policy;
using Exchange.Policy.Comparison;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.PolicyTests.Generated;
using Exchange.PolicyTests.Reference;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Comparison;

/// <summary>The comparison beside the reference interpreter: for generated policies, every set of conditions of some cells, one after another.</summary>
public sealed class ComparisonOracleTests
{
    private const int Pairs = 4;
    private const int Cells = 12;

    [Fact]
    public void A_line_is_where_the_reference_decides_otherwise_and_nowhere_else()
    {
        var judged = 0L;
        foreach (var (seed, made) in Seeds.All.Take(Pairs).Select(seed => (seed, GeneratedPolicies.Make(DemoCity.Standard, seed)))
            .Concat(Seeds.All.Take(Pairs).Select(seed => (seed, GeneratedPolicies.OfLookups(DemoCity.Standard, seed)))))
        {
            var random = new Random(seed);
            var after = Edited(made, random);
            var difference = PolicyComparison.Compare(DemoCity.Standard, made.Policies, after, GeneratedPolicies.Now);
            var lines = difference.Lines.Where(line => line.Use == FieldUse.Reads).ToList();
            var cells = (from department in made.Departments
                         from role in GeneratedPolicies.Roles
                         from purpose in after.Vocabulary.Purposes.Select(purpose => purpose.Code).Append(null)
                         from field in made.Coordinates
                         select new Cell(department, role, purpose, field)).OrderBy(_ => random.Next()).ToLookup(cell => lines.Exists(cell.IsIn));
            foreach (var cell in cells[true].Take(Cells).Concat(cells[false].Take(Cells)))
            {
                judged += Judge(seed, made.Policies, after, cell, lines);
            }
        }

        Assert.True(judged > 10_000, $"only {judged} points of the space were judged");
    }

    private static long Judge(int seed, PolicySet before, PolicySet after, Cell cell, List<DifferenceLine> lines)
    {
        var (space, other) = (new DecisionSpace(before), new DecisionSpace(after));
        var (reference, edited) = (new ReferenceInterpreter(DemoCity.Standard, before), new ReferenceInterpreter(DemoCity.Standard, after));
        var worlds = Worlds([.. space.Asked(cell.Field).Union(other.Asked(cell.Field))]);
        var ahead = space.Boundaries().Concat(other.Boundaries()).Where(time => time > GeneratedPolicies.Now);
        DateTimeOffset[] starts = [GeneratedPolicies.Now, .. ahead.Distinct().Order()];
        var judged = 0L;
        foreach (var (i, start) in starts.Index())
        {
            var (opens, closes) = (false, false);
            foreach (var time in Times(start, i + 1 < starts.Length ? starts[i + 1] : null, before, after))
            {
                foreach (var caller in cell.Callers(after))
                {
                    var (then, now) = (reference.Together(caller, cell.Field, time), edited.Together(caller, cell.Field, time));
                    foreach (var facts in worlds.Where(facts => caller.HasCase || !facts.IsTrue(Question.BelongsToCase)))
                    {
                        var step = now.Of(facts).Level.CompareTo(then.Of(facts).Level);
                        (opens, closes, judged) = (opens || step > 0, closes || step < 0, judged + 1);
                    }
                }
            }

            var line = lines.Where(cell.IsIn).SingleOrDefault(line => !(start < line.From) && !(start >= line.Until));
            var claimed = (line?.Opens ?? false, line?.Closes ?? false);
            Assert.True(claimed == (opens, closes), $"seed {seed}, {cell}, from {start:O}: claimed {claimed}, is {(opens, closes)}: {line?.Sentence.En}");
        }

        return judged;
    }

    // Another version: rules and restrictions gone, others from another set, times of the day and conditions changed.
    private static PolicySet Edited(GeneratedPolicies made, Random random)
    {
        var others = GeneratedPolicies.Make(DemoCity.Standard, random.Next()).Policies.Rules;
        return made.Policies with
        {
            Rules =
            [
                .. made.Policies.Rules.Where(_ => random.Next(5) > 0).Select((rule, i) => random.Next(3) > 0 ? rule : rule with
                {
                    Conditions = others[i % others.Count].Conditions,
                    Departments = [.. rule.Departments, .. made.Departments.Take(1)],
                }),
            ],
            Restrictions = [.. made.Policies.Restrictions.Where(_ => random.Next(3) > 0)],
        };
    }

    private static List<RecordFacts> Worlds(IReadOnlyList<Question> questions)
    {
        var (minor, child) = (Question.IsIn(RecordState.Minor), Question.IsIn(RecordState.Child));
        return
        [
            .. from bits in Enumerable.Range(0, 1 << questions.Count)
               let answers = questions.Index().ToDictionary(each => each.Item, each => (bits & (1 << each.Index)) != 0)
               where !(answers.GetValueOrDefault(child) && answers.TryGetValue(minor, out var isMinor) && !isMinor)
               select new RecordFacts(answers),
        ];
    }

    // The begin of a period, and every half-hour of a week of it at which hours begin or end; generated hours end at no other times.
    private static IEnumerable<DateTimeOffset> Times(DateTimeOffset start, DateTimeOffset? end, PolicySet before, PolicySet after)
    {
        var hours = before.Rules.Select(rule => (rule.Conditions.Hours, before.Vocabulary.UtcOffset))
            .Concat(after.Rules.Select(rule => (rule.Conditions.Hours, after.Vocabulary.UtcOffset))).Where(each => each.Hours is not null).Distinct().ToList();
        string At(DateTimeOffset time) => string.Concat(hours.Select(each => each.Hours!.Contains(time, each.UtcOffset) ? 'x' : '-'));
        return Enumerable.Range(0, 7 * 48).Select(i => start.AddMinutes(30 * i)).Where(time => end is null || time < end).DistinctBy(At);
    }

    private sealed record Cell(DepartmentId Department, string Role, string? Purpose, Coordinate Field)
    {
        public bool IsIn(DifferenceLine line) =>
            line.Departments.Contains(Department)
            && (line.Roles.Count == 0 || line.Roles.Contains(Role))
            && (Purpose is null ? line.WithoutPurpose : line.Purposes.Contains(Purpose))
            && line.Coordinates.Contains(Field);

        // A case to belong to is there only where the request names one.
        public IEnumerable<CallerClass> Callers(PolicySet policies) =>
            from request in Enumerable.Range(0, 4)
            let state = policies.Vocabulary.StateOf(Purpose, Purpose is null ? [] : [Purpose])
            select new CallerClass(Department, [Role], state, Purpose, "990102", (request & 1) != 0, (request & 2) != 0);
    }
}
