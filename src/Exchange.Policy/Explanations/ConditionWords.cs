using System.Globalization;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.Policy.Explanations;

/// <summary>The conditions of rules in both languages.</summary>
internal static class ConditionWords
{
    private static readonly (string En, string Zh)[] Weekdays =
        [("Sun", "周日"), ("Mon", "周一"), ("Tue", "周二"), ("Wed", "周三"), ("Thu", "周四"), ("Fri", "周五"), ("Sat", "周六")];

    /// <summary>What the request and the record have to meet, in one list; empty where there is nothing.</summary>
    public static string Of(RuleConditions conditions, ExplanationTerms terms)
    {
        var all = new List<string>();
        all.AddRange(conditions.OfRecord.Reverse().Select(condition => Of(condition, terms)));
        if (conditions.Case)
        {
            all.Add(terms.Say("case number", "案件编号"));
        }

        if (conditions.Emergency)
        {
            all.Add(terms.Say("declared emergency", "已声明紧急情况"));
        }

        return terms.List(all);
    }

    /// <summary>One condition of the record.</summary>
    public static string Of(RecordCondition condition, ExplanationTerms terms) => condition switch
    {
        ConsentCondition consent => terms.Say($"consent {consent.Scope}", $"本人同意 {consent.Scope}"),
        SameRegionCondition => terms.Say("same region", "同一辖区"),
        OwnRecordCondition => terms.Say("the caller's own record", "本人记录"),
        CaseSubjectCondition => terms.Say("a person of the case", "案件当事人"),
        OnePlaceCondition => terms.Say("the one place that the request names", "请求仅指明的那一处地点"),
        CallerDepartmentCondition department => terms.Say(
            $"the caller's department is {department.Field}", $"请求部门即 {department.Field}"),
        HoursCondition hours => Of(hours.Hours, terms),
        NotInStateCondition state => terms.Say($"not {State(state.State, terms)}", $"非{State(state.State, terms)}"),
        _ => condition.GetType().Name,
    };

    /// <summary>The documents' word for a condition, for programs.</summary>
    public static string KindOf(RecordCondition condition) => condition switch
    {
        ConsentCondition => "consent",
        SameRegionCondition => "sameRegion",
        OwnRecordCondition => "ownRecord",
        CaseSubjectCondition => "caseSubject",
        OnePlaceCondition => "onePlace",
        CallerDepartmentCondition => "callerDepartment",
        HoursCondition => "hours",
        NotInStateCondition => "notInState",
        _ => "",
    };

    /// <summary>A state of a person's record.</summary>
    public static string State(RecordState state, ExplanationTerms terms) => state switch
    {
        RecordState.Protected => terms.Say("under address protection", "地址受保护者"),
        RecordState.Minor => terms.Say("under 18", "未满18周岁者"),
        _ => terms.Say("under 14", "未满14周岁者"),
    };

    private static string Of(DailyHours hours, ExplanationTerms terms)
    {
        var span = string.Create(CultureInfo.InvariantCulture, $"{hours.From:HH\\:mm}–{hours.Until:HH\\:mm}");
        var days = Weekdays.Where((_, day) => (hours.Days & (1 << day)) != 0).Select(day => terms.Say(day.En, day.Zh));
        return hours.Days == DailyHours.EveryDay ? span : terms.Say($"{span} on {string.Join(' ', days)}", $"{string.Join('、', days)} {span}");
    }
}
