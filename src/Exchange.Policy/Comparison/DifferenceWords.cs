using System.Globalization;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Comparison;

/// <summary>The sentences of a difference in both languages: English by codes, Chinese by titles with their codes.</summary>
internal sealed class DifferenceWords(DataStandard standard, Vocabulary before, Vocabulary after)
{
    public Title Of(DifferenceLine line, PolicySpace space)
    {
        var fields = string.Join(", ", line.Coordinates);
        var (english, chinese) = line.Kind switch
        {
            DifferenceKind.Gains => ($"gains {fields} {English(line.After)}", $"新增 {fields}，{Chinese(line.After)}"),
            DifferenceKind.Loses => ($"loses {fields} (was {English(line.Before)})", $"失去 {fields}（原为{Chinese(line.Before)}）"),
            DifferenceKind.ChangesLevel => (
                $"changes level of {fields}: was {English(line.Before)}; is {English(line.After)}{Direction(line).En}",
                $"{fields} 的级别变化：原为{Chinese(line.Before)}；现为{Chinese(line.After)}{Direction(line).Zh}"),
            _ => (
                $"changes conditions of {fields}: was {English(line.Before)}; is {English(line.After)}{Direction(line).En}",
                $"{fields} 的条件变化：原为{Chinese(line.Before)}；现为{Chinese(line.After)}{Direction(line).Zh}"),
        };
        var period = Period(line);
        var joined = line.JoinedFor is { } field
            ? new Title($"（仅为取得 {field} 而告知被请求的部门）", $", told only to the department that is asked for {field}")
            : new Title("", "");
        return new Title($"{InChinese(line, space)}：{chinese}{joined.Zh}{period.Zh}", $"{InEnglish(line, space)}: {english}{joined.En}{period.En}");
    }

    private static string InEnglish(DifferenceLine line, PolicySpace space)
    {
        var departments = line.Departments.Count == space.Departments.Count ? "every department" : string.Join(", ", line.Departments);
        var roles = line.Roles.Count == 0 ? "" : line.Roles.Count == space.Roles.Count ? " in any role" : $" {string.Join(", ", line.Roles)}";
        var purposes = line.Purposes.Count == space.Purposes.Count ? line.WithoutPurpose ? "with or without a purpose" : "any purpose"
            : string.Join(", ", line.WithoutPurpose ? line.Purposes.Append("without a purpose") : line.Purposes);
        return $"{departments}{roles}, {purposes}";
    }

    private string InChinese(DifferenceLine line, PolicySpace space)
    {
        var departments = line.Departments.Count == space.Departments.Count ? "所有部门" : string.Join("、", line.Departments.Select(Department));
        var roles = line.Roles.Count == 0 ? "" : line.Roles.Count == space.Roles.Count ? "任何角色" : $" {string.Join("、", line.Roles.Select(Role))}";
        var purposes = line.Purposes.Count == space.Purposes.Count ? line.WithoutPurpose ? "不论有无目的" : "任何目的"
            : string.Join("、", line.WithoutPurpose ? line.Purposes.Select(Purpose).Append("未声明目的") : line.Purposes.Select(Purpose));
        return $"{departments}{roles}，{purposes}";
    }

    private static string English(IReadOnlyList<WayOpen> ways) => string.Join("; or ", ways.Select(way => way.Conditions.Count == 0
        ? $"at {way.Level}"
        : $"at {way.Level}, with {string.Join(" and ", way.Conditions.Select(condition => condition.En))}"));

    private static string Chinese(IReadOnlyList<WayOpen> ways) => string.Join("；或 ", ways.Select(way => way.Conditions.Count == 0
        ? $"{way.Level} 级"
        : $"{way.Level} 级（条件：{string.Join("、", way.Conditions.Select(condition => condition.Zh))}）"));

    private static Title Direction(DifferenceLine line) => (line.Opens, line.Closes) switch
    {
        (true, false) => new Title("（放宽）", " (wider)"),
        (false, true) => new Title("（收紧）", " (narrower)"),
        _ => new Title("（有放有收）", " (wider here, narrower there)"),
    };

    private static Title Period(DifferenceLine line) => (line.From, line.Until) switch
    {
        (null, null) => new Title("", ""),
        ({ } from, null) => new Title($"，自 {Time(from)} 起", $", from {Time(from)}"),
        (null, { } until) => new Title($"，至 {Time(until)} 止", $", until {Time(until)}"),
        ({ } from, { } until) => new Title($"，自 {Time(from)} 至 {Time(until)}", $", from {Time(from)} until {Time(until)}"),
    };

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private string Department(DepartmentId code) => Titled(
        code.Value,
        standard.Departments.FirstOrDefault(card => card.Code == code)?.Title ?? (after.FindDepartment(code) ?? before.FindDepartment(code))?.Title);

    private string Role(string code) => Titled(code, (after.FindRole(code) ?? before.FindRole(code))?.Title);

    private string Purpose(string code) => Titled(code, (after.FindPurpose(code) ?? before.FindPurpose(code))?.Title);

    private static string Titled(string code, Title? title) => title is null ? code : $"{title.Zh}（{code}）";
}
