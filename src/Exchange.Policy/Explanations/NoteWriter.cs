using System.Globalization;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Explanations;

/// <summary>What bears on a field besides the rules that open it: times, obligations, joins and guards.</summary>
internal sealed class NoteWriter(PolicySet policies, CallerClass caller, GovernedField field, ExplanationTerms terms, DateTimeOffset now)
{
    private const int MostNamed = 3;

    private Vocabulary Vocabulary => policies.Vocabulary;

    public IReadOnlyList<ExplanationNote> Of(IReadOnlyList<RuleVerdict> verdicts, Func<PolicyRule, IReadOnlyList<Coordinate>> joins)
    {
        var opening = verdicts.Where(verdict => verdict.Opens).Select(verdict => verdict.Rule).ToList();
        return
        [
            .. RuleVerdict.OutOfForce(policies, caller, field, now).Select(Validity),
            .. opening.SelectMany(Ends),
            .. opening.Where(rule => rule.Conditions.Hours is not null).Select(Hours),
            .. opening.Where(rule => rule.Obligations != Obligations.None).Select(Obligation),
            .. opening.Where(rule => rule.Joins.Count > 0).Select(rule => Join(rule, joins(rule))),
            .. opening.Count == 0 ? [] : Guards(),
        ];
    }

    private IEnumerable<ExplanationNote> Guards() =>
        field.Arguments.Where(argument => argument.Use == ArgumentUse.Threshold).Select(Threshold)
            .Concat(policies.Budgets.Where(Counts).Select(Budget))
            .Concat(policies.Combinations.Where(IsPart).Select(Combination));

    private ExplanationNote Validity(PolicyRule rule) => rule.Conditions.From is { } from && now < from
        ? new ExplanationNote(NoteKind.Validity, rule.Id, terms.Say(
            $"rule {rule.Id} concerns it from {Time(from)}", $"规则 {rule.Id} 自 {Time(from)} 起适用"))
        : new ExplanationNote(NoteKind.Validity, rule.Id, terms.Say(
            $"rule {rule.Id} concerned it until {Time(rule.Conditions.Until)}", $"规则 {rule.Id} 已于 {Time(rule.Conditions.Until)} 失效"));

    private IEnumerable<ExplanationNote> Ends(PolicyRule rule)
    {
        if (rule.Conditions.Until is { } until)
        {
            yield return new ExplanationNote(NoteKind.Validity, rule.Id, terms.Say(
                $"rule {rule.Id} ends on {Time(until)}", $"规则 {rule.Id} 至 {Time(until)} 止"));
        }
    }

    private ExplanationNote Hours(PolicyRule rule)
    {
        var time = now.ToOffset(Vocabulary.UtcOffset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var isWithin = rule.Conditions.Hours!.Contains(now, Vocabulary.UtcOffset);
        return new ExplanationNote(NoteKind.Hours, rule.Id, terms.Say(
            $"the hours of rule {rule.Id} are the city's; {time} is {(isWithin ? "within" : "outside")} them",
            $"规则 {rule.Id} 的时段按本市时间计；{time} {(isWithin ? "在" : "不在")}时段内"));
    }

    private ExplanationNote Obligation(PolicyRule rule)
    {
        var duties = new List<string>();
        if (rule.Obligations.NotifyPerson)
        {
            duties.Add(terms.Say("the person is told", "告知本人"));
        }

        if (rule.Obligations.ReviewWithinHours is { } hours)
        {
            duties.Add(terms.Say($"a second person reviews the access within {hours} h", $"{hours} 小时内由第二人复核"));
        }

        if (rule.Obligations.KeepDays is { } days)
        {
            duties.Add(terms.Say($"the reader deletes it after {days} days", $"使用方须在 {days} 天后删除"));
        }

        return new ExplanationNote(NoteKind.Obligation, rule.Id, terms.Say(
            $"reading it under rule {rule.Id} obliges: {terms.List(duties)}", $"按规则 {rule.Id} 读取的义务：{terms.List(duties)}"));
    }

    private ExplanationNote Join(PolicyRule rule, IReadOnlyList<Coordinate> joined)
    {
        var (told, kept) = (terms.List(joined.Select(one => one.Value)), terms.List(rule.Joins.Except(joined).Select(one => one.Value)));
        var text = told.Length == 0 ? "" : terms.Say(
            $"under rule {rule.Id} the hub may read {told} to ask {field.Owner}, never to answer",
            $"按规则 {rule.Id}，平台可为询问 {field.Owner} 读取 {told}，但不在答复中提供");
        var closed = kept.Length == 0 ? "" : terms.Say(
            $"rule {rule.Id} joins {kept}, which a restriction closes", $"规则 {rule.Id} 所列 {kept} 被限制关闭，不得用于询问");
        var both = new[] { text, closed }.Where(part => part.Length > 0);
        return new ExplanationNote(NoteKind.Join, rule.Id, string.Join(terms.Say("; ", "；"), both));
    }

    private ExplanationNote Threshold(GovernedArgument argument)
    {
        var values = policies.Thresholds.FirstOrDefault(one => one.Cover(field.Coordinate, argument.Name));
        var taken = values switch
        {
            null => terms.Say("no value", "任何取值均不可用"),
            { Dates: not DateGrid.None } => terms.Say(
                $"the first day of a {values.Dates.ToString().ToLowerInvariant()}", $"每{Grid(values.Dates)}首日"),
            _ => terms.List(values.Values),
        };
        return new ExplanationNote(NoteKind.Threshold, argument.Name, terms.Say(
            $"its argument \"{argument.Name}\" takes {taken}; with another value it is {ReasonCode.NotPermitted.Code()}",
            $"参数“{argument.Name}”可取：{taken}；其他取值为 {ReasonCode.NotPermitted.Code()}"));
    }

    private bool Counts(PersonBudget budget) =>
        caller.Purpose is { } purpose
        && field.Coordinate.Value.StartsWith("Person.", StringComparison.Ordinal)
        && (budget.Departments.Count == 0 || budget.Departments.Contains(caller.Department))
        && (budget.Purposes.Count == 0 || Vocabulary.WithAncestors(purpose).Any(budget.Purposes.Contains));

    private ExplanationNote Budget(PersonBudget budget) => new(NoteKind.Budget, budget.Id, terms.Say(
        string.Create(CultureInfo.InvariantCulture,
            $"budget {terms.Guard(budget.Id, budget.Title)}: at most {budget.Persons} persons a day, then {ReasonCode.BudgetExceeded.Code()}"),
        string.Create(CultureInfo.InvariantCulture,
            $"额度 {terms.Guard(budget.Id, budget.Title)}：每日至多 {budget.Persons} 人，超出为 {ReasonCode.BudgetExceeded.Code()}")));

    private bool IsPart(Combination combination) =>
        combination.Groups.Any(group => group.Contains(field.Coordinate)) && !HasWhatItNeeds(combination);

    private bool HasWhatItNeeds(Combination combination) =>
        (combination.Roles.Count == 0 || combination.Roles.Any(caller.Roles.Contains))
        && (combination.Purposes.Count == 0
            || (caller.Purpose is { } purpose && Vocabulary.WithAncestors(purpose).Any(combination.Purposes.Contains)))
        && (!combination.Case || caller.HasCase)
        && (!combination.Emergency || caller.HasEmergency);

    private ExplanationNote Combination(Combination combination)
    {
        var others = combination.Groups.Where(group => !group.Contains(field.Coordinate)).Select(Named);
        var span = combination.Span == CombinationSpan.Day ? terms.Say("within a day", "一日之内") : terms.Say("in one answer", "同一答复中");
        return new ExplanationNote(NoteKind.Combination, combination.Id, terms.Say(
            $"combination {terms.Guard(combination.Id, combination.Title)}: of one person {span} not together with {terms.List(others)}",
            $"组合限制 {terms.Guard(combination.Id, combination.Title)}：{span}，不得就同一人与 {terms.List(others)} 一并读取"));
    }

    private static string Named(IReadOnlyList<Coordinate> group) =>
        string.Join('/', group.Take(MostNamed).Select(one => one.Value)) + (group.Count > MostNamed ? $"/… ({group.Count})" : "");

    private static string Grid(DateGrid grid) => grid switch
    {
        DateGrid.Month => "月",
        DateGrid.Quarter => "季度",
        _ => "年",
    };

    private static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture) ?? "";
}
