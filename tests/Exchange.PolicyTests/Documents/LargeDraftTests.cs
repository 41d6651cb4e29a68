using System.Diagnostics;
using System.Globalization;
using System.Text;
using Exchange.Policy.Comparison;
using Exchange.Policy.Documents;
using Exchange.Policy.Findings;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Documents;

/// <summary>Whoever writes a draft cannot keep the hub busy with it: a megabyte of anything is checked in seconds, or refused.</summary>
public sealed class LargeDraftTests
{
    private const string Rule =
        """
          - id: r-{0}
            title: { zh: 规则, en: Rule }
            open:
              - { fields: [{1}], level: full }
            to: { departments: [civil-affairs, health], roles: [assistance-officer] }
            purposes: [assistance.eligibility]
            basis: vital-interest
            conditions: { from: "2026-01-01T{2}+00:00" }
        """;

    // WHY so long: a check takes a second or two, and this machine may be busy with something else.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    public static TheoryData<string, int> Kinds => new(
        Attacks.Keys.SelectMany(_ => (int[])[int.MaxValue, DocumentLimits.MaxRules - 100], (kind, most) => (kind, most)));

    private static Dictionary<string, Func<int, string>> Attacks => new()
    {
        ["different rules"] = number => Line(Rule, number, "Person.alive, Person.name, Person.sex, Person.birthDate", Time(number % 50)),
        ["wide rules"] = number => Line(Rule, number, "Person.*", Time(number % 50)),
        ["other times"] = number => Line(Rule, number, "Person.*", Time(number)),
        ["other hours"] = number => Line(Rule, number, "Person.*", "00:00:00").Replace(
            "conditions: {", $"conditions: {{ hours: {{ from: \"{Hour(number)}\", until: \"{Hour(number + 700)}\" }},", StringComparison.Ordinal),
        ["unknown fields"] = number => Line(Rule, number, $"Person.fieldOfNobody{number}, Person.anotherOne{number}", Time(number)),
        ["unknown keys"] = number => $"  - {{ k{number}: 1, l{number}: 2 }}",
        ["empty rules"] = _ => "  - {}",
        ["no rules at all"] = _ => "  - x",
        ["one id"] = _ => Line(Rule, 1, "Person.alive", "00:00:00"),
        ["restrictions"] = number => number == 0
            ? Line(Rule, 1, "Person.*", "00:00:00") + "restrictions:"
            : $"  - {{ id: c-{number}, title: {{ zh: a, en: b }}, cap: [{{ fields: [Person.*], level: none }}], for: {{ departments: [health] }} }}",
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_megabyte_is_checked_in_seconds(string kind, int most)
    {
        var text = new StringBuilder("department: public-security\nrules:\n");
        for (var number = 0; text.Length < (1 << 20) - 1_000 && number < most; number++)
        {
            text.Append(Attacks[kind](number).TrimEnd()).Append('\n');
        }

        var documents = new Dictionary<string, string>(DemoCity.PolicyDocuments) { ["departments/public-security.yaml"] = text.ToString() };
        var watch = Stopwatch.StartNew();

        var result = PolicyFolder.Parse(documents, DemoCity.Standard, DemoCity.Now);

        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}, at most {most}: {watch.Elapsed}, {result.Findings.Count} findings");
        Assert.NotEmpty(result.Findings);
        Assert.True(watch.Elapsed < Patience, $"{kind}: {watch.Elapsed}");
    }

    [Theory]
    [InlineData("other times")]
    [InlineData("other hours")]
    public void More_times_than_a_comparison_looks_at_are_refused(string kind)
    {
        var (few, many) = (Drafted(kind, 40), Drafted(kind, 300));

        Assert.DoesNotContain(few.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal("too-many-times", Assert.Single(many.Findings, finding => finding.Severity == FindingSeverity.Error).Code);
    }

    [Theory]
    [InlineData("other times", 190)]
    [InlineData("other hours", 50)]
    public void As_many_times_as_there_may_be_are_compared_in_seconds(string kind, int count)
    {
        var draft = Drafted(kind, count).Policies!;
        var (watch, before) = (Stopwatch.StartNew(), GC.GetTotalMemory(forceFullCollection: true));

        var difference = PolicyComparison.Compare(DemoCity.Standard, DemoCity.Policies, draft, new DateTimeOffset(2025, 12, 1, 0, 0, 0, TimeSpan.Zero));

        var kept = (GC.GetTotalMemory(forceFullCollection: true) - before) >> 20;
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {watch.Elapsed}, {difference.Lines.Count()} lines, {kept} MB");
        Assert.NotEmpty(difference.Lines);
        Assert.True(watch.Elapsed < Patience, $"{kind}: {watch.Elapsed}");
    }

    private static PolicyFolderResult Drafted(string kind, int count)
    {
        var text = "department: public-security\nrules:\n" + string.Concat(Enumerable.Range(0, count).Select(Attacks[kind]));
        var documents = new Dictionary<string, string>(DemoCity.PolicyDocuments) { ["departments/public-security.yaml"] = text };
        return PolicyFolder.Parse(documents, DemoCity.Standard, DemoCity.Now);
    }

    private static string Hour(int number) => TimeSpan.FromMinutes(number % 1440).ToString("hh\\:mm", CultureInfo.InvariantCulture);

    private static string Line(string form, int number, string fields, string time) => form
        .Replace("{0}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{1}", fields, StringComparison.Ordinal).Replace("{2}", time, StringComparison.Ordinal) + "\n";

    private static string Time(int number) => TimeSpan.FromSeconds(number).ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture);
}
