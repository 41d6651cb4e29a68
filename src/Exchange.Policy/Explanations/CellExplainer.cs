using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Explanations;

/// <summary>What became of one cell of an answer, as its access record tells it.</summary>
/// <param name="Coordinate">The field.</param>
/// <param name="Level">The level's name; <c>none</c> where it was withheld.</param>
/// <param name="Rule">The rule that opened it, or null.</param>
/// <param name="Reason">Why it was withheld; <see cref="ReasonCode.None"/> where it was given.</param>
public sealed record AnsweredCell(Coordinate Coordinate, string Level, string? Rule, ReasonCode Reason);

/// <summary>
/// Says of a cell that was answered or withheld which condition decided.
/// INVARIANT: it knows the reason that the answer gave and the documents, and nothing of the record; so it cannot tell more than the answer
/// did.
/// </summary>
public static class CellExplainer
{
    /// <summary>Explains one cell in one sentence.</summary>
    /// <param name="standard">The data standard.</param>
    /// <param name="policies">The policies that decided.</param>
    /// <param name="caller">The class of the request.</param>
    /// <param name="cell">What became of the cell.</param>
    /// <param name="at">The request's time.</param>
    /// <param name="lang"><c>zh</c> for Chinese, anything else for English.</param>
    public static string Explain(
        DataStandard standard, PolicySet policies, CallerClass caller, AnsweredCell cell, DateTimeOffset at, string lang)
    {
        var terms = new ExplanationTerms(standard, policies.Vocabulary, lang == "zh");
        if (cell.Reason == ReasonCode.None)
        {
            return terms.Say(
                $"given at {cell.Level} under rule {cell.Rule ?? "-"}.", $"按规则 {cell.Rule ?? "-"} 以 {cell.Level} 级提供。");
        }

        var explanation = PolicyExplainer.Explain(standard, policies, caller, cell.Coordinate, at, lang);
        if (explanation.Effect == Effect.Withheld && explanation.Reason == cell.Reason)
        {
            return explanation.Sentence;
        }

        var request = explanation.Request;
        var lookups = new PersonLookups(standard);
        var why = Why(terms, caller, cell.Reason, Conditions(explanation, condition => lookups.ReasonOf(cell.Coordinate, condition) == cell.Reason));
        return terms.Say(
            $"withheld: {cell.Coordinate} ({cell.Reason.Code()}): {why}{terms.Ask(request)}.",
            $"不予提供：{cell.Coordinate}（{cell.Reason.Code()}）：{why}{terms.Ask(request)}。");
    }

    // WHY all of them and not the one that failed: these conditions share a reason, so that an answer does not tell a child from a stranger to
    // the case, or who did not agree from somebody who is not there.
    private static List<RecordCondition> Conditions(Explanation explanation, Func<RecordCondition, bool> isTold) =>
        [.. explanation.Openings.SelectMany(opening => opening.Conditions).Where(isTold).Distinct()];

    private static string Why(ExplanationTerms terms, CallerClass caller, ReasonCode reason, IReadOnlyList<RecordCondition> asked) => reason switch
    {
        ReasonCode.ConsentMissing => terms.Say(
            $"there is no consent in force to {Scopes(terms, asked)} for {terms.Purpose(caller.Purpose)} "
                + $"by {terms.Department(caller.Department)}",
            $"没有对 {Scopes(terms, asked)} 有效的本人同意（{terms.Department(caller.Department)}，{terms.Purpose(caller.Purpose)}）"),
        ReasonCode.OutsideJurisdiction => Nobody(terms, caller, asked),
        ReasonCode.NotPermitted => asked.Count == 0
            ? terms.Say("an argument, a guard or what the owner's schema demands closes it", "因参数取值、组合限制或主管部门接口要求而关闭")
            : terms.Say($"not all of this holds: {Words(terms, asked)}", $"以下条件未全部满足：{Words(terms, asked)}"),
        ReasonCode.NotAvailable => terms.Say("the register holds nothing here that can be given", "登记中没有可以提供的信息"),
        ReasonCode.SmallCell => terms.Say("the count is so small that it would point at persons", "数量过少，可能指向个人"),
        ReasonCode.BudgetExceeded => terms.Say("the client has read as many persons today as its budget allows", "该客户端今日查询人数已达额度"),
        ReasonCode.SourceUnavailable => terms.Say("the department, or a fact that a condition needs, could not be had", "主管部门或条件所需的事实无法获得"),
        ReasonCode.InvalidSourceData => terms.Say("what the department delivered is refused by the data standard", "主管部门提供的数据不符合数据标准"),
        _ => terms.Say("the request did not bring what the rules ask of it", "请求未满足规则的要求"),
    };

    private static string Nobody(ExplanationTerms terms, CallerClass caller, IReadOnlyList<RecordCondition> asked) =>
        asked.All(condition => condition is SameRegionCondition)
            ? terms.Say(
                $"there is no such record in the caller's region {caller.RegionCode ?? "-"}; it may be another region's, or nobody's",
                $"辖区 {caller.RegionCode ?? "-"} 内没有此记录；可能属于其他辖区，也可能不存在")
            : terms.Say(
                $"there is no such record of which all of this holds: {Words(terms, asked)}; it may be nobody's",
                $"没有同时满足以下条件的记录：{Words(terms, asked)}；也可能不存在");

    private static string Words(ExplanationTerms terms, IEnumerable<RecordCondition> conditions) =>
        terms.List(conditions.Select(condition => terms.Say(ConditionWords.Of(condition))));

    private static string Scopes(ExplanationTerms terms, IReadOnlyList<RecordCondition> asked) =>
        terms.List(asked.OfType<ConsentCondition>().Select(consent => consent.Scope));
}
