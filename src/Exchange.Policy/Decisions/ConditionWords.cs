using System.Globalization;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Decisions;

/// <summary>Conditions as people read them, in both languages.</summary>
internal static class ConditionWords
{
    private static readonly (string En, string Zh)[] Weekdays =
        [("Sun", "周日"), ("Mon", "周一"), ("Tue", "周二"), ("Wed", "周三"), ("Thu", "周四"), ("Fri", "周五"), ("Sat", "周六")];

    /// <summary>The request carries a case number.</summary>
    public static Title Case { get; } = new("案件编号", "case number");

    /// <summary>The request declares an emergency.</summary>
    public static Title Emergency { get; } = new("已声明紧急情况", "declared emergency");

    /// <summary>What the record and the request have to meet; empty where there is nothing.</summary>
    public static IEnumerable<Title> Of(RuleConditions conditions)
    {
        var all = conditions.OfRecord.Reverse().Select(Of);
        all = conditions.Case ? all.Append(Case) : all;
        return conditions.Emergency ? all.Append(Emergency) : all;
    }

    /// <summary>One condition of the record.</summary>
    public static Title Of(RecordCondition condition) => condition switch
    {
        ConsentCondition { Scope: var scope } => new Title($"本人同意 {scope}", $"consent {scope}"),
        SameRegionCondition => new Title("同一辖区", "same region"),
        OwnRecordCondition => new Title("本人记录", "the caller's own record"),
        CaseSubjectCondition => new Title("案件当事人", "a person of the case"),
        OnePlaceCondition => new Title("请求仅指明的那一处地点", "the one place that the request names"),
        CallerDepartmentCondition { Field: var field } => new Title($"请求部门即 {field}", $"the caller's department is {field}"),
        HoursCondition { Hours: var hours } => Of(hours),
        NotInStateCondition { State: var state } => new Title($"非{Of(state).Zh}", $"not {Of(state).En}"),
        _ => new Title(condition.GetType().Name, condition.GetType().Name),
    };

    /// <summary>A state of a person's record.</summary>
    public static Title Of(RecordState state) => state switch
    {
        RecordState.Protected => new Title("地址受保护者", "under address protection"),
        RecordState.Minor => new Title("未满18周岁者", "under 18"),
        _ => new Title("未满14周岁者", "under 14"),
    };

    private static Title Of(DailyHours hours)
    {
        var span = string.Create(CultureInfo.InvariantCulture, $"{hours.From:HH\\:mm}–{hours.Until:HH\\:mm}");
        var days = Weekdays.Where((_, day) => (hours.Days & (1 << day)) != 0).ToList();
        return hours.Days == DailyHours.EveryDay
            ? new Title(span, span)
            : new Title($"{string.Join('、', days.Select(day => day.Zh))} {span}", $"{span} on {string.Join(' ', days.Select(day => day.En))}");
    }
}
