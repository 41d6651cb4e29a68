using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Console.Access;
using Exchange.Console.Vocabularies;
using Exchange.Policy.Comparison;
using Exchange.Policy.Findings;
using Exchange.Policy.Simulation;
using Exchange.Policy.Trials;

namespace Exchange.Console.Policies;

/// <summary>What check, tests, comparison and simulation say of a draft.</summary>
/// <param name="Passed">Whether nothing speaks against asking for approval.</param>
/// <param name="Opens">Whether anybody gains anything by it.</param>
/// <param name="TellsOfOthers">Whether data of one department is told to another by it: then the city's policy approver decides.</param>
/// <param name="Findings">
/// The mistakes in its documents, and what cannot have been meant; at most 500, mistakes first. Where there is a mistake, nothing else ran.
/// </param>
/// <param name="MoreFindings">How many findings are left out.</param>
/// <param name="Tests">What its tests say; null where they did not run.</param>
/// <param name="Difference">What it changes of the version that it stands on; null where it was not compared.</param>
/// <param name="Simulation">What it would have changed of recorded accesses; null where it was not simulated.</param>
public sealed record DraftReportView(
    bool Passed,
    bool Opens,
    bool TellsOfOthers,
    IReadOnlyList<FindingView> Findings,
    int MoreFindings,
    TestsView? Tests,
    DifferenceView? Difference,
    SimulationView? Simulation)
{
    private const int Most = 500;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static DraftReportView Of(
        bool passed,
        bool opens,
        bool tellsOfOthers,
        IReadOnlyList<Finding> findings,
        TestsView? tests,
        DifferenceView? difference,
        SimulationView? simulation) => new(
        passed,
        opens,
        tellsOfOthers,
        [.. findings.OrderBy(finding => finding.Severity).Take(Most).Select(FindingView.Of)],
        Math.Max(0, findings.Count - Most),
        tests,
        difference,
        simulation);

    internal string Write() => JsonSerializer.Serialize(this, Form);

    internal static DraftReportView? Read(string? detail) => detail is null ? null : JsonSerializer.Deserialize<DraftReportView>(detail, Form);
}

/// <summary>A mistake in a document.</summary>
/// <param name="Code">Its code, documented in <c>policies/README.md</c>.</param>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1; 0 for the whole file.</param>
/// <param name="Column">The column, from 1; 0 where unknown.</param>
/// <param name="Path">The path inside the document.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="IsWarning">Whether the documents can be used all the same.</param>
public sealed record FindingView(string Code, string File, int Line, int Column, string Path, string Message, bool IsWarning)
{
    internal static FindingView Of(Finding finding) => new(
        finding.Code, finding.File, finding.Line, finding.Column, finding.Path, finding.Message, finding.Severity == FindingSeverity.Warning);
}

/// <summary>What the tests among the documents say.</summary>
/// <param name="Passed">How many came out as expected.</param>
/// <param name="Failed">How many did not.</param>
/// <param name="Failures">What was expected and what came, a line each; at most 500.</param>
public sealed record TestsView(int Passed, int Failed, IReadOnlyList<string> Failures)
{
    private const int Most = 500;

    internal static TestsView Of(TrialReport report, IEnumerable<string> failures) => new(report.Passed, report.Failed, [.. failures.Take(Most)]);
}

/// <summary>What a draft changes.</summary>
/// <param name="IsEmpty">Whether it decides everything as before.</param>
/// <param name="Opens">Whether anybody gains anything.</param>
/// <param name="Lines">What changes for whom; at most 500 lines, those that open first.</param>
/// <param name="More">How many lines are left out.</param>
/// <param name="Terms">What changes beside decisions: budgets, obligations, bases.</param>
/// <param name="Summary">How many fields each department gains, loses and sees changed, by classification.</param>
public sealed record DifferenceView(
    bool IsEmpty,
    bool Opens,
    IReadOnlyList<DifferenceLineView> Lines,
    int More,
    IReadOnlyList<TermChangeView> Terms,
    IReadOnlyList<DifferenceSummaryView> Summary)
{
    private const int Most = 500;

    internal static DifferenceView Of(PolicyDifference difference)
    {
        var lines = difference.Lines.OrderByDescending(line => line.Opens).ToList();
        return new DifferenceView(
            difference.IsEmpty,
            difference.OpensAnything,
            [.. lines.Take(Most).Select(DifferenceLineView.Of)],
            Math.Max(0, lines.Count - Most),
            [.. difference.Terms.Select(term => new TermChangeView(term.Kind, term.Id, TitleView.Of(term.Sentence), term.Opens))],
            [
                .. difference.Summary.Select(sum => new DifferenceSummaryView(
                    sum.Department.Value, sum.Classification, sum.Gains, sum.Losses, sum.Levels, sum.Conditions)),
            ]);
    }
}

/// <summary>What changes for some callers.</summary>
/// <param name="Kind">What kind of change.</param>
/// <param name="Opens">Whether some request reads more than before.</param>
/// <param name="Closes">Whether some request reads less than before.</param>
/// <param name="Sentence">The change as people read it.</param>
/// <param name="Departments">The asking departments.</param>
/// <param name="Roles">The roles; empty for whatever role.</param>
/// <param name="Purposes">The purposes; empty for a request without a registered one.</param>
/// <param name="Fields">The fields.</param>
public sealed record DifferenceLineView(
    [property: JsonConverter(typeof(CamelCaseNames<DifferenceKind>))] DifferenceKind Kind,
    bool Opens,
    bool Closes,
    TitleView Sentence,
    IReadOnlyList<string> Departments,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Purposes,
    IReadOnlyList<string> Fields)
{
    internal static DifferenceLineView Of(DifferenceLine line) => new(
        line.Kind,
        line.Opens,
        line.Closes,
        TitleView.Of(line.Sentence),
        [.. line.Departments.Select(department => department.Value)],
        line.Roles,
        line.Purposes,
        [.. line.Coordinates.Select(field => field.Value)]);
}

/// <summary>A change of the documents that is no decision on a field.</summary>
/// <param name="Kind">What it is of.</param>
/// <param name="Id">The id or code of what changed.</param>
/// <param name="Sentence">The change as people read it.</param>
/// <param name="Opens">Whether more can be read because of it, or it cannot be told that not.</param>
public sealed record TermChangeView(string Kind, string Id, TitleView Sentence, bool Opens);

/// <summary>How many fields a department gains, loses and sees changed.</summary>
/// <param name="Department">The department.</param>
/// <param name="Classification">1 (public) to 4 (sensitive personal).</param>
/// <param name="Gains">Fields gained.</param>
/// <param name="Losses">Fields lost.</param>
/// <param name="Levels">Fields with another highest level.</param>
/// <param name="Conditions">Fields with other conditions.</param>
public sealed record DifferenceSummaryView(string Department, int Classification, int Gains, int Losses, int Levels, int Conditions);

/// <summary>What a draft would have changed of the accesses on this hub's log.</summary>
/// <param name="Since">Since when every access was replayed.</param>
/// <param name="OlderLeftOut">Whether there are accesses of the last 30 days before that, too many to replay them all.</param>
/// <param name="Accesses">The accesses replayed.</param>
/// <param name="Changed">Those in which anything would have come out otherwise, or might have.</param>
/// <param name="Unknown">Those that could not be replayed.</param>
/// <param name="Totals">All of one outcome together.</param>
/// <param name="Lines">By client, purpose and field; at most 500 lines, those that would open first.</param>
/// <param name="More">How many lines are left out.</param>
public sealed record SimulationView(
    DateTimeOffset Since,
    bool OlderLeftOut,
    long Accesses,
    long Changed,
    long Unknown,
    IReadOnlyList<SimulatedTotalView> Totals,
    IReadOnlyList<SimulatedLineView> Lines,
    int More)
{
    private const int Most = 500;

    internal static SimulationView Of(AccessesRead read, SimulationReport report) => new(
        read.Since,
        read.IsCut,
        report.Accesses,
        report.Changed,
        report.Unknown,
        [.. report.Totals.Select(total => new SimulatedTotalView(total.Outcome, total.Accesses, total.Records, total.Persons))],
        [.. report.Lines.OrderBy(line => line.Outcome).Take(Most).Select(SimulatedLineView.Of)],
        Math.Max(0, report.Lines.Count - Most));
}

/// <summary>What would have become of one field for one client.</summary>
/// <param name="Client">The client's id; <c>console</c> for sessions.</param>
/// <param name="Purpose">The purpose it stated; null for none.</param>
/// <param name="Field">The field.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Was">The level that was in effect, or the reason why it was withheld.</param>
/// <param name="Would">The level or reason that would be; null where it depends.</param>
/// <param name="Accesses">In how many accesses.</param>
/// <param name="Records">In how many records.</param>
/// <param name="Persons">Of how many different persons.</param>
public sealed record SimulatedLineView(
    string Client,
    string? Purpose,
    string Field,
    [property: JsonConverter(typeof(CamelCaseNames<SimulatedOutcome>))] SimulatedOutcome Outcome,
    string Was,
    string? Would,
    long Accesses,
    long Records,
    int Persons)
{
    internal static SimulatedLineView Of(SimulatedLine line) => new(
        line.ClientId, line.Purpose, line.Coordinate.Value, line.Outcome, line.Was, line.Would, line.Accesses, line.Records, line.Persons);
}

/// <summary>How much of one outcome there is.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Accesses">In how many accesses.</param>
/// <param name="Records">In how many records.</param>
/// <param name="Persons">Of how many different persons.</param>
public sealed record SimulatedTotalView(
    [property: JsonConverter(typeof(CamelCaseNames<SimulatedOutcome>))] SimulatedOutcome Outcome, long Accesses, long Records, int Persons);
