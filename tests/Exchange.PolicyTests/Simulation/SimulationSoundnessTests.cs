using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Simulation;
using Exchange.PolicyTests.Generated;
using Exchange.PolicyTests.Reference;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Simulation;

/// <summary>
/// Simulation beside what would really come out: records with known facts are decided by one version, recorded with some of the facts or none, and
/// replayed against another. Whatever is claimed has to be so.
/// </summary>
public sealed class SimulationSoundnessTests
{
    private const int FirstSeed = 20261122;
    private const int MostSets = 60;
    private const int Records = 400;
    private const int Claims = 150;
    private const int LookupSets = 40;
    private const int LookupClaims = 50;

    [Fact]
    public void What_is_claimed_is_what_would_have_come_out()
    {
        // WHY claims are counted, not sets: how many a set gives depends on what chance puts into it, and every claim has to be looked at.
        var claims = new Dictionary<SimulatedOutcome, int>();
        for (var seed = FirstSeed; claims.Values.Sum() < Claims || claims.Count < 3; seed++)
        {
            Assert.True(seed < FirstSeed + MostSets, $"only {string.Join(", ", claims)} claims were made by {MostSets} sets");
            foreach (var outcome in Claimed(seed, GeneratedPolicies.Make(DemoCity.Standard, seed)).Where(outcome => outcome != SimulatedOutcome.Depends))
            {
                claims[outcome] = claims.GetValueOrDefault(outcome) + 1;
            }
        }
    }

    [Fact]
    public void What_is_claimed_of_a_look_up_is_what_would_have_come_out()
    {
        var claims = Enumerable.Range(FirstSeed, LookupSets).SelectMany(seed => Claimed(seed, GeneratedPolicies.OfLookups(DemoCity.Standard, seed))).ToList();
        // WHY only these: whoever was withheld may be nobody, and there is but one level.
        var closed = claims.Count(outcome => outcome == SimulatedOutcome.WouldClose);
        Assert.True(closed >= LookupClaims, $"only {closed} claims were made");
    }

    // What is claimed of one generated set beside another made of it; every claim was looked at.
    private static List<SimulatedOutcome> Claimed(int seed, GeneratedPolicies made)
    {
        var random = new Random(seed);
        var after = made.Policies with
        {
            Rules = [.. made.Policies.Rules.Select(rule => random.Next(2) == 0 ? rule : rule with { Conditions = Other(made, random) })],
            Restrictions = [.. made.Policies.Restrictions.Where(_ => random.Next(2) == 0)],
        };
        var (then, now) = (PolicyCompiler.Compile(DemoCity.Standard, made.Policies), PolicyCompiler.Compile(DemoCity.Standard, after));
        var versions = new Dictionary<string, PolicySet> { ["1"] = made.Policies };
        var points = Enumerable.Range(0, Records).Select(i => new Point($"client-{i}", made, random)).ToList();
        var decided = points.ConvertAll(point => (Was: point.Decide(then, made.Policies), Would: point.Decide(now, after)));
        var recorded = points.Zip(decided, (point, each) => point.Recorded(each.Was)).ToList();
        var lines = PolicySimulation.Run(DemoCity.Standard, versions, after, recorded).Lines.ToDictionary(line => line.ClientId);
        foreach (var (point, (was, would)) in points.Zip(decided))
        {
            Check($"seed {seed}, {point.Field}", was, would, lines.GetValueOrDefault(point.ClientId));
        }

        return [.. lines.Values.Select(line => line.Outcome)];
    }

    private static void Check(string where, Outcome was, Outcome would, SimulatedLine? line)
    {
        var isTrue = line?.Outcome switch
        {
            null => was.Level == would.Level,
            SimulatedOutcome.WouldOpen => was.Level is null && would.Level is not null,
            SimulatedOutcome.WouldClose => was.Level is not null && would.Level is null,
            SimulatedOutcome.WouldChangeLevel => was.Level is not null && would.Level is not null && was.Level != would.Level,
            _ => true,
        };
        Assert.True(isTrue, $"{where}: was {was}, would be {would}, claimed {line?.Outcome.ToString() ?? "the same"}");
        Assert.True(line?.Would is null || line.Would == (would.Level ?? would.Reason.Code()), $"{where}: would be {would}, claimed {line?.Would}");
    }

    private static RuleConditions Other(GeneratedPolicies made, Random random) => made.Policies.Rules[random.Next(made.Policies.Rules.Count)].Conditions;

    private sealed record Outcome(string? Level, string? Rule, ReasonCode Reason);

    private sealed record Exists : RecordCondition
    {
        public override ReasonCode Reason => ReasonCode.OutsideJurisdiction;
    }

    /// <summary>A request for one field of one record, with all that is true of it.</summary>
    private sealed class Point
    {
        private readonly Random _random;
        private readonly Dictionary<RecordCondition, bool> _facts = new();
        private readonly RecordedAccess _access;

        public Point(string clientId, GeneratedPolicies made, Random random)
        {
            _random = random;
            Field = made.Coordinates[random.Next(made.Coordinates.Count)];
            _access = new RecordedAccess
            {
                Time = GeneratedPolicies.Now.AddMinutes(random.Next(-5000, 5000)),
                PolicyVersion = "1",
                ClientId = clientId,
                Department = made.Departments[random.Next(made.Departments.Count)],
                Roles = [GeneratedPolicies.Roles[random.Next(GeneratedPolicies.Roles.Count)]],
                Purpose = made.Policies.Vocabulary.Purposes[random.Next(made.Policies.Vocabulary.Purposes.Count)].Code,
                Emergency = random.Next(2) == 0,
                Groups = [],
            };
        }

        public string ClientId => _access.ClientId;

        public Coordinate Field { get; }

        public Outcome Decide(DecisionTable table, PolicySet policies)
        {
            var words = policies.Vocabulary;
            var caller = new CallerClass(
                _access.Department, _access.Roles, words.StateOf(_access.Purpose, [_access.Purpose!]), _access.Purpose, null, false, _access.Emergency);
            var decision = table.Together(caller, Field, _access.Time);
            var missing = decision.Openings.Select(opening => opening.Conditions.Concat(Besides)
                .Where(each => !Holds(each, words.UtcOffset)).Select(Told).Order().Select(told => told.Reason).FirstOrDefault()).ToList();
            var chosen = missing.IndexOf(ReasonCode.None);
            _ = DemoCity.Standard.TryField(Field, out var field);
            return chosen < 0
                ? new Outcome(null, null, missing.Count == 0 ? decision.Closed : missing.Max())
                : new Outcome(field!.Ladder.Levels[decision.Openings[chosen].Level], decision.Openings[chosen].Rule, ReasonCode.None);
        }

        public RecordedAccess Recorded(Outcome was)
        {
            // WHY not all of them: what nobody could say is not on record, nor is anything of an older record.
            var told = _facts.Keys.Where(_ => _random.Next(3) > 0).ToList().Select(fact => (Name: ConditionNames.Of(fact), Holds: Holds(fact, default)))
                .Where(fact => fact.Name is not null).ToLookup(fact => fact.Holds, fact => fact.Name!);
            var cell = new RecordedCell(Field, was.Level ?? "none", was.Rule, was.Level is null ? was.Reason.Code() : null, 1);
            return _access with { Groups = [new RecordedGroup([], [cell]) { Held = [.. told[true]], NotHeld = [.. told[false]] }] };
        }

        // Whom a look-up names, or a link, may be nobody.
        private IEnumerable<RecordCondition> Besides =>
            LookupReference.IsLookup(Field) || Field == LookupReference.Presence ? [new Exists()] : [];

        // In the order in which requests are told: of an age only whoever is in the region.
        private (int Order, ReasonCode Reason) Told(RecordCondition missing) => missing switch
        {
            ConsentCondition or NotInStateCondition when LookupReference.IsLookup(Field) => (70, ReasonCode.OutsideJurisdiction),
            NotInStateCondition { State: not RecordState.Protected } => (71, missing.Reason),
            _ => (10 * (int)missing.Reason, missing.Reason),
        };

        private bool Holds(RecordCondition condition, TimeSpan offset)
        {
            if (condition is HoursCondition { Hours: var hours })
            {
                return hours.Contains(_access.Time, offset);
            }

            // Who is no minor is no child.
            var minor = new NotInStateCondition(RecordState.Minor);
            if (condition is NotInStateCondition { State: RecordState.Child } && Fact(minor))
            {
                return true;
            }

            return Fact(condition);
        }

        private bool Fact(RecordCondition condition) => _facts.TryGetValue(condition, out var holds) ? holds : _facts[condition] = _random.Next(3) > 0;
    }
}
