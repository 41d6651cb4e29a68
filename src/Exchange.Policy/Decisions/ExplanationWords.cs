using Exchange.Policy.Documents;
using Exchange.Policy.Findings;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Decisions;

/// <summary>The sentences of explanations in both languages: every code with its title beside it.</summary>
internal sealed class ExplanationWords(DataStandard standard, Vocabulary vocabulary, CallerClass caller, bool chinese)
{
    public string Unknown(Coordinate coordinate)
    {
        var known = Suggestion.For(coordinate.Value, standard.Fields.Select(field => field.Coordinate.Value));
        return chinese
            ? $"不予提供：{coordinate}（{ReasonCode.NotPermitted.Code()}）不在数据标准中。"
            : $"withheld: {coordinate} ({ReasonCode.NotPermitted.Code()}) is not a field of the data standard.{known}";
    }

    public string Unconditional(GovernedField field) => chinese
        ? $"开放：{field.Coordinate} 是{Owner(field)}的无条件共享数据，{field.Classification} 级，按 {DecisionTable.Unconditional} 规则向所有人以 full 级开放。"
        : $"open at full: {field.Coordinate} is unconditional data, level {field.Classification}, of {Owner(field)}; "
            + $"the rule {DecisionTable.Unconditional} opens it to everybody.";

    public string Open(GovernedField field, IReadOnlyList<RuleVerdict> open)
    {
        var ways = string.Join(chinese ? "；或 " : "; or ", open.Select(verdict => Way(field, verdict)));
        return chinese
            ? $"开放：{field.Coordinate}（{Owner(field)}），{ways}。"
            : $"open: {field.Coordinate} of {Owner(field)} {ways}.";
    }

    public string Withheld(GovernedField field, ReasonCode reason, RuleVerdict? nearest, Title? request)
    {
        var category = (field.Category, chinese) switch
        {
            (SharingCategory.Withheld, true) => "不予共享",
            (SharingCategory.Withheld, false) => "withheld by law",
            (_, true) => "有条件共享",
            _ => "conditional",
        };
        return chinese
            ? $"不予提供：{field.Coordinate}（{reason.Code()}）是{Owner(field)}的{category}数据，{field.Classification} 级；"
                + $"{Why(reason, nearest)}{Ask(request)}。"
            : $"withheld: {field.Coordinate} ({reason.Code()}) is {category} data, level {field.Classification}, of {Owner(field)}; "
                + $"{Why(reason, nearest)}{Ask(request)}.";
    }

    private string Way(GovernedField field, RuleVerdict verdict)
    {
        var rule = verdict.Rule;
        var level = field.Ladder.Levels[verdict.Level];
        var basis = rule.Conditions.Consent is not null && rule.Basis != "consent" ? $"{rule.Basis}/consent" : rule.Basis;
        var law = rule.Article is null ? basis : chinese ? $"{basis}，{rule.Article}" : $"{basis}, {rule.Article}";
        var conditions = Conditions(rule.Conditions);
        var capped = verdict.CappedBy is { } cap ? chinese ? $"（受限制 {cap.Id} 约束）" : $" (capped by restriction {cap.Id})" : "";
        return chinese
            ? $"按规则 {rule.Id}（{law}）以 {level} 级{capped}提供{(conditions.Length > 0 ? $"，条件：{conditions}" : "")}"
            : $"at {level}{capped} under rule {rule.Id} ({law}){(conditions.Length > 0 ? $" where: {conditions}" : "")}";
    }

    private string Conditions(RuleConditions conditions)
    {
        var all = new List<string>();
        if (conditions.Consent is { } scope)
        {
            all.Add(Say($"consent {scope}", $"本人同意 {scope}"));
        }

        if (conditions.SameRegion)
        {
            all.Add(Say("same region", "同一辖区"));
        }

        if (conditions.Case)
        {
            all.Add(Say("case number", "案件编号"));
        }

        if (conditions.Emergency)
        {
            all.Add(Say("declared emergency", "已声明紧急情况"));
        }

        return string.Join(chinese ? "、" : ", ", all);
    }

    private string Why(ReasonCode reason, RuleVerdict? nearest) => reason switch
    {
        ReasonCode.PurposeRequired => Say("the request names no purpose", "请求未声明目的"),
        ReasonCode.PurposeNotRegistered => Say(
            "the purpose is unknown or the client is not registered for it", "所声明的目的不存在，或该客户端未登记此目的"),
        ReasonCode.PurposeRefused => Say("the purpose is refused for ever, whatever a policy says", "该目的被永久拒绝，任何策略都不能放行"),
        ReasonCode.CaseRequired => Say($"rule {nearest!.Rule.Id} needs a case number", $"规则 {nearest!.Rule.Id} 要求案件编号"),
        ReasonCode.EmergencyRequired => Say($"rule {nearest!.Rule.Id} needs a declared emergency", $"规则 {nearest!.Rule.Id} 要求声明紧急情况"),
        _ when nearest?.CappedBy is { } cap => Say(
            $"restriction {cap.Id} of {cap.Owner} closes what rule {nearest.Rule.Id} opens",
            $"{cap.Owner} 的限制 {cap.Id} 关闭了规则 {nearest.Rule.Id} 的开放"),
        _ => Say($"no rule opens it to {Roles()} of {Department(caller.Department)} for {Purpose()}",
            $"没有规则为 {Purpose()} 向{Department(caller.Department)}的 {Roles()} 开放"),
    };

    private string Ask(Title? request) =>
        request is null ? "" : Say($"; {LowerFirst(request.En.TrimEnd('.'))}", $"；申请途径：{request.Zh.TrimEnd('。')}");

    private string Owner(GovernedField field) => Department(field.Owner);

    private string Department(DepartmentId code) =>
        Titled(code.Value, standard.Departments.FirstOrDefault(card => card.Code == code)?.Title);

    private string Purpose() => Titled(caller.Purpose ?? "-", vocabulary.FindPurpose(caller.Purpose ?? "")?.Title);

    private string Roles() =>
        string.Join(chinese ? "、" : ", ", caller.Roles.Select(role => Titled(role, vocabulary.FindRole(role)?.Title)));

    private string Titled(string code, Title? title) => title is null ? code : Say($"{code} ({title.En})", $"{code}（{title.Zh}）");

    private string Say(string english, string inChinese) => chinese ? inChinese : english;

    private static string LowerFirst(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
