using Exchange.GraphQL.Values;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>
/// Counts what a run met, so that a generator that opens or closes everything, or forgets a shape, does not pass for a proof.
/// </summary>
internal sealed class Coverage
{
    /// <summary>So many requests are enough to meet everything as often as is asked for.</summary>
    private const int Whole = 2_000;

    private static readonly Dictionary<string, int> Wanted = new(StringComparer.Ordinal)
    {
        ["value given"] = 5_000, ["cell given of a person"] = 1_000, ["cell reduced"] = 30, ["answer without faults"] = 1_000,
        ["reason NOT_PERMITTED"] = 2_000, ["reason PURPOSE_REQUIRED"] = 200, ["reason PURPOSE_NOT_REGISTERED"] = 200,
        ["reason PURPOSE_REFUSED"] = 200, ["reason CASE_REQUIRED"] = 100, ["reason EMERGENCY_REQUIRED"] = 50,
        ["reason OUTSIDE_JURISDICTION"] = 200, ["reason CONSENT_MISSING"] = 100, ["reason NOT_AVAILABLE"] = 50,
        ["alias"] = 500, ["named fragment"] = 500, ["inline fragment"] = 500, ["fragment on a kind of the interface"] = 200,
        ["type name"] = 200, ["@include"] = 500, ["@skip"] = 500, ["variable"] = 500, ["list in a list"] = 100, ["link of a link"] = 100,
        ["batch of entities"] = 200, ["several people"] = 300, ["same document, another caller"] = 50,
        ["event of a stream"] = 120, ["stream refused"] = 5, ["stream of one region"] = 20, ["stream of some kinds"] = 50, ["event located by its id"] = 100,
        ["threshold listed"] = 100, ["threshold not listed"] = 50,
        ["DeliversMore"] = 100, ["WrongTypes"] = 50, ["Failing"] = 50, ["WrongCounts"] = 50, ["TooDeep"] = 50, ["WrongKeys"] = 50, ["Silent"] = 5,
        ["session of an officer"] = 100, ["session of a resident"] = 50,
        ["case open"] = 50, ["case closed"] = 20, ["case unknown"] = 20, ["case source failing"] = 20,
        ["consent holds"] = 20, ["consent fails"] = 100, ["sameRegion holds"] = 50, ["sameRegion fails"] = 100, ["case holds"] = 20, ["case fails"] = 100,
        ["caseSubject holds"] = 2, ["caseSubject fails"] = 10, ["emergency holds"] = 20, ["emergency fails"] = 50,
        ["onePlace holds"] = 2, ["onePlace fails"] = 20, ["callerDepartment holds"] = 2, ["callerDepartment fails"] = 10, ["department in a list holds"] = 1,
        ["ownRecord holds"] = 5, ["ownRecord fails"] = 20, ["notInState holds"] = 20, ["notInState fails"] = 20, ["hours holds"] = 50, ["hours fails"] = 50,
        ["validity holds"] = 50, ["validity fails"] = 50,
        ["restriction of a department"] = 50, ["restriction of a purpose"] = 50, ["restriction by state"] = 50, ["restriction with a time"] = 20,
        ["brake on a field"] = 2, ["brake on a receiver"] = 5, ["brake on everything"] = 5, ["combination"] = 10,
        ["obligation notifyPerson"] = 20, ["obligation reviewWithinHours"] = 20, ["obligation keepDays"] = 20,
    };

    private readonly Dictionary<string, int> _met = new(StringComparer.Ordinal);

    public void Add(string what, int count = 1)
    {
        if (count > 0)
        {
            _met[what] = _met.GetValueOrDefault(what) + count;
        }
    }

    /// <summary>Counts what a document is made of.</summary>
    public void CountQuery(GeneratedQuery query, Honesty honesty)
    {
        Add(honesty.ToString());
        Add("alias", Has(query, "alias_"));
        Add("named fragment", Has(query, "\nfragment "));
        Add("inline fragment", Has(query, "... on "));
        Add("@include", Has(query, "@include"));
        Add("@skip", Has(query, "@skip"));
        Add("variable", Has(query, "($v0: "));
        Add("type name", Has(query, "__typename"));
        Add("several people", query.Roots.Count(root => root.Name == "people" && root.Keys.Count > 1));
        Add("event located by its id", query.Roots.Count(root => root.Name == "event"));
        Add("stream of one region", query.Roots.Count(root => root.Region is not null));
        Add("stream of some kinds", query.Roots.Count(root => root.Arguments.Contains("kinds", StringComparison.Ordinal)));
        foreach (var root in query.Roots)
        {
            CountFields(root, links: 0);
        }
    }

    /// <summary>Counts what was expected of an answer, and what the answer told.</summary>
    public void CountAnswer(Asker asker, World world, Expectation expected, Outcome outcome, bool isWhole)
    {
        foreach (var ((_, reason), records) in expected.Withheld)
        {
            Add($"reason {reason}", records);
        }

        foreach (var met in expected.Met)
        {
            Add(met);
        }

        Add("answer without faults", isWhole ? 1 : 0);
        Add("cell given of a person", expected.Given.Count);
        Add("cell reduced", expected.Reduced.Values.Sum());
        Add("joined", expected.Joined.Count);
        Add("told", expected.Told.Count);
        Add("value given", Judgement.Places(expected.Data, "").Count());
        Add("batch of entities", outcome.Batches);
        Add(asker.Person is null ? "token" : asker.Client.Department.Value == PolicyPools.Residents ? "session of a resident" : "session of an officer");
        Add(!world.HasCases ? "no case source" : asker.CaseNumber switch
        {
            CanaryCases.Open => "case open", CanaryCases.Closed => "case closed", CanaryCases.Unknown => "case unknown",
            CanaryCases.Failing => "case source failing", _ => "no case",
        });
        foreach (var told in outcome.Explanation["obligations"] is { Kind: DatumKind.List } obligations ? obligations.AsList() : [])
        {
            Add("obligation notifyPerson", told.AsObject()["notifyPerson"] == Datum.True ? 1 : 0);
            Add("obligation reviewWithinHours", told.AsObject()["reviewWithinHours"].IsNull ? 0 : 1);
            Add("obligation keepDays", told.AsObject()["keepDays"].IsNull ? 0 : 1);
        }
    }

    /// <summary>Fails where any of these was not met.</summary>
    public void RequireOnly(params IEnumerable<string> wanted) =>
        Assert.All(wanted, what => Assert.True(_met.ContainsKey(what), $"EXCHANGE_SEED={Settings.Seed}: the run did not meet {what}"));

    /// <summary>Fails where a run that is long enough met something less often than a proof needs.</summary>
    public void Require(int requests)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", _met.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key} {each.Value}")));

        // Another seed draws other worlds; in a short run some of them meet little.
        var isLong = requests >= Whole && (Settings.Seed == Settings.StandardSeed || requests >= 5 * Whole);
        var missing = !isLong
            ? []
            : Wanted.Where(wanted => _met.GetValueOrDefault(wanted.Key) < wanted.Value)
                .Select(wanted => $"{wanted.Key}: {_met.GetValueOrDefault(wanted.Key)} of {wanted.Value}").ToList();
        Assert.True(missing.Count == 0, $"EXCHANGE_SEED={Settings.Seed}: the run met too little of {string.Join(", ", missing)}");
    }

    private void CountFields(Ask ask, int links)
    {
        Add("fragment on a kind of the interface", ask.Children.Count(child => child.On is not null));
        var thresholds = ask.Children.Where(child => child.Arguments.Length > 0).ToList();
        Add("threshold listed", thresholds.Count(child => !child.IsUnlisted));
        Add("threshold not listed", thresholds.Count(child => child.IsUnlisted));
        Add("link of a link", links >= 2 ? 1 : 0);
        Add("list in a list", ask.IsList ? ask.Children.Count(child => child.IsList) : 0);
        foreach (var child in ask.Children)
        {
            CountFields(child, links + (child.Children.Count > 0 ? 1 : 0));
        }
    }

    private static int Has(GeneratedQuery query, string text) => query.Document.Contains(text, StringComparison.Ordinal) ? 1 : 0;
}
