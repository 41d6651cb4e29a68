using System.Globalization;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Comparison;

/// <summary>Conditions as people read them.</summary>
internal static class ConditionWords
{
    private static readonly string[] English = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly string[] Chinese = ["日", "一", "二", "三", "四", "五", "六"];

    public static Title Of(RecordCondition condition) => condition switch
    {
        CaseCondition => new Title("案件编号", "case"),
        EmergencyCondition => new Title("已声明紧急情况", "declared emergency"),
        ConsentCondition { Scope: var scope } => new Title($"本人同意 {scope}", $"consent {scope}"),
        SameRegionCondition => new Title("同一辖区", "same region"),
        OwnRecordCondition => new Title("本人记录", "own record"),
        CaseSubjectCondition => new Title("本人属于该案件", "person of the case"),
        OnePlaceCondition => new Title("仅限所指的一处地点", "the one place named"),
        CallerDepartmentCondition { Field: var field } => new Title($"本部门为 {field}", $"own department is {field}"),
        NotInStateCondition { State: var state } => State(state),
        HoursCondition { Hours: var hours } => Hours(hours),
        _ => new Title($"{condition}", $"{condition}"),
    };

    private static Title State(RecordState state) => state switch
    {
        RecordState.Protected => new Title("非受保护地址", "not protected"),
        RecordState.Minor => new Title("年满18周岁", "not a minor"),
        _ => new Title("年满14周岁", "not a child"),
    };

    private static Title Hours(DailyHours hours)
    {
        var times = string.Create(CultureInfo.InvariantCulture, $"{hours.From:HH\\:mm}–{hours.Until:HH\\:mm}");
        if (hours.Days == DailyHours.EveryDay)
        {
            return new Title(times, times);
        }

        var days = Enumerable.Range(0, 7).Where(day => (hours.Days & (1 << day)) != 0).ToList();
        return new Title($"周{string.Concat(days.Select(day => Chinese[day]))} {times}", $"{string.Join(' ', days.Select(day => English[day]))} {times}");
    }
}
