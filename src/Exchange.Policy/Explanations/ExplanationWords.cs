using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Findings;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Explanations;

/// <summary>The sentences of explanations to one caller class.</summary>
internal sealed class ExplanationWords(ExplanationTerms terms, CallerClass caller)
{
    public string Unknown(Coordinate coordinate)
    {
        var known = Suggestion.For(coordinate.Value, terms.Standard.Fields.Select(field => field.Coordinate.Value));
        return terms.Say(
            $"withheld: {coordinate} ({ReasonCode.NotPermitted.Code()}) is not a field of the data standard.{known}",
            $"不予提供：{coordinate}（{ReasonCode.NotPermitted.Code()}）不在数据标准中。");
    }

    public string Open(GovernedField field, IReadOnlyList<Way> ways)
    {
        if (field.IsOpenUnruled && ways is [{ Opening: { Conditions.Count: 0 } only }] && only.Level == field.Ladder.Full)
        {
            return field.OpenWithObject ? WithObject(field) : Unconditional(field);
        }

        var all = string.Join(terms.Say("; or ", "；或 "), ways.Select(way => Way(field, way)));
        return terms.Say(
            $"open: {field.Coordinate} of {terms.Department(field.Owner)} {all}.",
            $"开放：{field.Coordinate}（{terms.Department(field.Owner)}），{all}。");
    }

    public string Withheld(GovernedField field, ReasonCode reason, RuleVerdict? nearest, Title? request) =>
        Closed(field, reason, Why(field, reason, nearest), request);

    public string Demanded(GovernedField field, DemandedNames demand, Title? request)
    {
        var names = string.Join(terms.Say(" or ", " 或 "), demand.AnyOf.Select(set => string.Join('+', set)));
        var why = terms.Say(
            $"the schema of {terms.Department(demand.Department)} demands {names}, which the vocabulary gives to no {Asker()}",
            $"{terms.Department(demand.Department)}的接口要求 {names}，词汇表未授予{Asker()}");
        return Closed(field, ReasonCode.NotPermitted, why, request);
    }

    public string Unjoined(GovernedField field, RuleVerdict nearest, IReadOnlyList<Coordinate> inputs, Title? request)
    {
        var list = terms.List(inputs.Select(input => input.Value));
        var why = terms.Say(
            $"{terms.Department(field.Owner)} has to be told {list} to answer, which rule {nearest.Rule.Id} does not join",
            $"{terms.Department(field.Owner)}须获知 {list} 才能答复，而规则 {nearest.Rule.Id} 未列入 joins");
        return Closed(field, ReasonCode.NotPermitted, why, request);
    }

    public string KeptOut(GovernedField field, IReadOnlyList<ToldField> kept, Title? request)
    {
        var list = terms.List(kept.Select(told => told.Coordinate.Value).Distinct());
        var why = terms.Say(
            $"{terms.Department(field.Owner)} cannot answer without {list}, which a restriction keeps from the reader or from who would be told",
            $"{terms.Department(field.Owner)}须有 {list} 方能答复，而限制规定不得向使用方或须获知的部门提供");
        return Closed(field, ReasonCode.NotPermitted, why, request);
    }

    public string Absent(GovernedField field, Explanation presence) => terms.Say(
        $"withheld: {field.Coordinate} ({presence.Reason.Code()}) looks up persons only where it may be seen that they are there; {presence.Sentence}",
        $"不予提供：{field.Coordinate}（{presence.Reason.Code()}）仅在可获知本人存在时方可查询；{presence.Sentence}");

    public string WithPresence(string open, Explanation presence) => terms.Say(
        $"{open.TrimEnd('.')}; and persons are looked up only where it may be seen that they are there; {presence.Sentence}",
        $"{open.TrimEnd('。')}；且仅在可获知本人存在时方可查询；{presence.Sentence}");

    private string Unconditional(GovernedField field) => terms.Say(
        $"open at full: {field.Coordinate} is unconditional data, level {field.Classification}, of {terms.Department(field.Owner)}; "
            + $"the rule {DecisionTable.Unconditional} opens it to everybody.",
        $"开放：{field.Coordinate} 是{terms.Department(field.Owner)}的无条件共享数据，{field.Classification} 级，"
            + $"按 {DecisionTable.Unconditional} 规则向所有人以 full 级开放。");

    private string WithObject(GovernedField field) => terms.Say(
        $"open with its object: {field.Coordinate} of {terms.Department(field.Owner)} says no more than that its object is there; "
            + $"the rule {DecisionTable.WithObject} opens it to whoever is told of the object.",
        $"随对象开放：{field.Coordinate}（{terms.Department(field.Owner)}）只说明对象存在，按 {DecisionTable.WithObject} 规则向能获知该对象者开放。");

    private string Closed(GovernedField field, ReasonCode reason, string why, Title? request)
    {
        var category = field.Category switch
        {
            SharingCategory.Withheld => terms.Say("withheld by law", "不予共享"),
            SharingCategory.Unconditional => terms.Say("unconditional", "无条件共享"),
            _ => terms.Say("conditional", "有条件共享"),
        };
        var (owner, ask) = (terms.Department(field.Owner), reason == ReasonCode.PurposeRefused ? "" : terms.Ask(request));
        return terms.Say(
            $"withheld: {field.Coordinate} ({reason.Code()}) is {category} data, level {field.Classification}, of {owner}; {why}{ask}.",
            $"不予提供：{field.Coordinate}（{reason.Code()}）是{owner}的{category}数据，{field.Classification} 级；{why}{ask}。");
    }

    private string Way(GovernedField field, Way way)
    {
        var (rule, conditions) = (way.Verdict.Rule, terms.List(ConditionWords.Of(way.Verdict.ConditionsAt(way.Level)).Select(terms.Say)));
        var level = field.Ladder.Levels[way.Level.Level];
        var basis = rule.Conditions.Consent is not null && rule.Basis != "consent" ? $"{rule.Basis}/consent" : rule.Basis;
        var law = rule.Article is null ? basis : terms.Say($"{basis}, {rule.Article}", $"{basis}，{rule.Article}");
        var capped = way.Level.By is { } cap ? terms.Say($" (capped by restriction {cap.Id}{Of(cap)})", $"（受限制 {cap.Id}{Of(cap)} 约束）") : "";
        return terms.Say(
            $"at {level}{capped} under rule {rule.Id} ({law}){(conditions.Length > 0 ? $" where: {conditions}" : "")}",
            $"按规则 {rule.Id}（{law}）以 {level} 级{capped}提供{(conditions.Length > 0 ? $"，条件：{conditions}" : "")}");
    }

    private string Of(Restriction cap)
    {
        var states = terms.List(cap.States.Select(state => terms.Say(ConditionWords.Of(state))));
        return states.Length == 0 ? "" : terms.Say($" for whoever is {states}", $"（适用于{states}）");
    }

    private string Why(GovernedField field, ReasonCode reason, RuleVerdict? nearest) => reason switch
    {
        ReasonCode.PurposeRequired => terms.Say("the request names no purpose", "请求未声明目的"),
        ReasonCode.PurposeNotRegistered => terms.Say(
            "the purpose is unknown or the client is not registered for it", "所声明的目的不存在，或该客户端未登记此目的"),
        ReasonCode.PurposeRefused => terms.Say(
            "the purpose is refused for ever, whatever a policy says", "该目的被永久拒绝，任何策略都不能放行") + terms.Refusal(caller.RefusedPurpose),
        ReasonCode.CaseRequired => terms.Say($"rule {nearest!.Rule.Id} needs a case number", $"规则 {nearest!.Rule.Id} 要求案件编号"),
        ReasonCode.EmergencyRequired => terms.Say(
            $"rule {nearest!.Rule.Id} needs a declared emergency", $"规则 {nearest!.Rule.Id} 要求声明紧急情况"),
        _ when nearest?.ClosedBy is { } cap => terms.Say(
            $"restriction {cap.Id} of {cap.Owner} closes what rule {nearest.Rule.Id} opens",
            $"{cap.Owner} 的限制 {cap.Id} 关闭了规则 {nearest.Rule.Id} 的开放"),
        _ when field.WithheldBasis is { } law => terms.Say($"no rule can open it ({law})", $"任何规则都不能开放（{law}）"),
        _ => terms.Say(
            $"no rule opens it to {Asker()} for {terms.Purpose(caller.Purpose)}",
            $"没有规则为 {terms.Purpose(caller.Purpose)} 向{Asker()} 开放"),
    };

    private string Asker()
    {
        var (roles, department) = (terms.Roles(caller.Roles), terms.Department(caller.Department));
        return roles.Length == 0
            ? terms.Say($"{department} in no role", $"{department}（无角色）")
            : terms.Say($"{roles} of {department}", $"{department}的 {roles}");
    }
}
