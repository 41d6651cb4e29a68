using System.Diagnostics;
using System.Globalization;
using System.Text;
using Exchange.Policy.Documents;
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
            conditions: { from: "2026-01-01T{2}Z" }
        """;

    // WHY so long: a check takes a second or two, and this machine may be busy with something else.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    public static TheoryData<string, int> Kinds => new(
        Attacks.Keys.SelectMany(_ => (int[])[int.MaxValue, DocumentLimits.MaxRules - 100], (kind, most) => (kind, most)));

    private static Dictionary<string, Func<int, string>> Attacks => new()
    {
        ["different rules"] = number => Line(Rule, number, "Person.alive, Person.name, Person.sex, Person.birthDate", Time(number)),
        ["wide rules"] = number => Line(Rule, number, "Person.*", Time(number)),
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

    private static string Line(string form, int number, string fields, string time) => form
        .Replace("{0}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{1}", fields, StringComparison.Ordinal).Replace("{2}", time, StringComparison.Ordinal) + "\n";

    private static string Time(int number) => TimeSpan.FromSeconds(number).ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture);
}
