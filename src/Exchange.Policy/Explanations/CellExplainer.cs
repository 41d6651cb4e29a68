using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Explanations;

/// <summary>What became of one cell of an answer, as its access record tells it.</summary>
/// <param name="Coordinate">The field.</param>
/// <param name="Level">The level's name; <c>none</c> where it was withheld.</param>
/// <param name="Rule">The rule that opened it, or null.</param>
/// <param name="Reason">Why it was withheld; <see cref="ReasonCode.None"/> where it was given.</param>
public sealed record AnsweredCell(Coordinate Coordinate, string Level, string? Rule, ReasonCode Reason)
{
    /// <summary>Whether it stands for rows that are not in a list, of which nobody is told how many there are.</summary>
    public bool IsUncounted { get; init; }
}

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
        var asked = Conditions(explanation, condition => lookups.ReasonOf(cell.Coordinate, condition) == cell.Reason);
        var why = cell.Reason switch
        {
            ReasonCode.OutsideJurisdiction when cell.IsUncounted => terms.Say(
                "rows of other regions are not in the list; how many there are is not told", "清单不含其他辖区的记录；不告知其数量"),
            ReasonCode.NotPermitted => Closed(terms, asked, Guards(terms, standard, explanation, cell.Coordinate)),
            _ => Why(terms, caller, cell.Reason, asked),
        };
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
        ReasonCode.NotAvailable => terms.Say("the register holds nothing here that can be given", "登记中没有可以提供的信息"),
        ReasonCode.SmallCell => terms.Say(
            "counts so small that they would point at persons are not in the list; whether there is one is not told",
            "清单不含可能指向个人的过小数量；不告知是否存在"),
        ReasonCode.BudgetExceeded => terms.Say("the client has read as many persons today as its budget allows", "该客户端今日查询人数已达额度"),
        ReasonCode.SourceUnavailable => terms.Say("the department, or a fact that a condition needs, could not be had", "主管部门或条件所需的事实无法获得"),
        ReasonCode.InvalidSourceData => terms.Say("what the department delivered is refused by the data standard", "主管部门提供的数据不符合数据标准"),
        _ => terms.Say("the request did not bring what the rules ask of it", "请求未满足规则的要求"),
    };

    private static string Closed(ExplanationTerms terms, IReadOnlyList<RecordCondition> asked, IReadOnlyList<string> guards)
    {
        var conditions = asked.Count == 0 ? null : terms.Say($"not all of this holds: {Words(terms, asked)}", $"以下条件未全部满足：{Words(terms, asked)}");
        var guarded = guards.Count == 0 ? null : terms.Say(
            $"one of these closes it: {string.Join("; ", guards)}", $"由以下之一关闭：{string.Join("；", guards)}");
        return (conditions, guarded) switch
        {
            (null, null) => terms.Say("an argument or what the owner's schema demands closes it", "因参数取值或主管部门接口要求而关闭"),
            (null, _) => terms.Say(
                $"{guarded}; or an argument or what the owner's schema demands does", $"{guarded}；或因参数取值或主管部门接口要求而关闭"),
            (_, null) => conditions,
            _ => terms.Say($"{conditions}; or {guarded}", $"{conditions}；或{guarded}"),
        };
    }

    private static List<string> Guards(ExplanationTerms terms, DataStandard standard, Explanation explanation, Coordinate coordinate)
    {
        var guards = explanation.Notes.Where(note => note.Kind is NoteKind.Combination or NoteKind.Threshold).Select(note => note.Text).ToList();
        if (standard.Fields.Where(link => link.LinksTo == coordinate.Type).Select(link => link.Ladder).FirstOrDefault(each => each.Full > 1) is { } ladder)
        {
            var level = (standard.TryField(coordinate, out var field) ? field.ImpliedFrom : null) ?? ladder.Levels[^1];
            guards.Add(terms.Say(
                $"it is told only where the reference that led to the record is open from level {level}", $"仅当指向该记录的引用开放至 {level} 级时提供"));
        }

        return guards;
    }

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
