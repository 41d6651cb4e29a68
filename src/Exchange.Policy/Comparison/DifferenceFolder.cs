using Exchange.Policy.Decisions;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Comparison;

/// <summary>
/// Folds single cells into lines: fields that differ alike for the same askers stand in one line, and askers in rectangles of departments, roles and
/// purposes. Every cell is in exactly one line.
/// </summary>
internal sealed class DifferenceFolder(PolicySpace space, DifferenceWords words)
{
    public IReadOnlyList<DifferenceLine> Fold(IEnumerable<CellDifference> differences) =>
    [
        .. from alike in differences.GroupBy(KeyOf)
           from sameFields in alike.GroupBy(difference => difference.Asker).GroupBy(ofAsker => Set(ofAsker.Select(each => each.Field.Coordinate.Value)))
           let cells = sameFields.First().ToList()
           from askers in Rectangles(sameFields.Select(ofAsker => ofAsker.Key))
           select Line(cells, askers),
    ];

    private static string KeyOf(CellDifference difference)
    {
        // WHY names: the same level has another position on another ladder.
        var ladder = difference.Field.Ladder;
        var (before, after) = (Text(difference.Change.Before.Ways.Select(Named)), Text(difference.Change.After.Ways.Select(Named)));
        return $"{before} -> {after}|{difference.Change.Opens}|{difference.Change.Closes}|{difference.JoinedFor}|{difference.From:O}|{difference.Until:O}";

        string Named(Way way) => $"{ladder.Levels[way.Level]} {way.Terms}";
    }

    private DifferenceLine Line(IReadOnlyList<CellDifference> cells, AskerBlock askers)
    {
        var (first, change) = (cells[0], cells[0].Change);
        var line = new DifferenceLine
        {
            Kind = change.Kind,
            Use = first.JoinedFor is null ? FieldUse.Reads : FieldUse.Joins,
            Departments = askers.Departments,
            Roles = [.. askers.Roles.OfType<string>()],
            Purposes = [.. askers.Purposes.OfType<string>()],
            WithoutPurpose = askers.Purposes.Contains(null),
            Coordinates = [.. cells.Select(cell => cell.Field.Coordinate)],
            JoinedFor = first.JoinedFor,
            Before = Ways(first.Field.Ladder, change.Before),
            After = Ways(first.Field.Ladder, change.After),
            From = first.From,
            Until = first.Until,
            Opens = change.Opens,
            Closes = change.Closes,
            Sentence = new Title("", ""),
        };
        return line with { Sentence = words.Of(line, space) };
    }

    private static List<WayOpen> Ways(Ladder ladder, CellFunction function) =>
        [.. function.Ways.Select(way => new WayOpen(ladder.Levels[way.Level], [.. way.Conditions.Select(Words)]))];

    private static Title Words(RecordCondition condition) => condition switch
    {
        CaseCondition => ConditionWords.Case,
        EmergencyCondition => ConditionWords.Emergency,
        _ => ConditionWords.Of(condition),
    };

    private static IEnumerable<AskerBlock> Rectangles(IEnumerable<SpaceAsker> askers) =>
        from asker in askers
        group asker.Purpose by (asker.Department, asker.Role) into byRole
        group byRole by (byRole.Key.Department, Purposes: Set(byRole)) into byDepartment
        let roles = byDepartment.Select(byRole => byRole.Key.Role).ToList()
        group (byDepartment.Key.Department, Roles: roles, Purposes: byDepartment.First().ToList())
            by (Set(roles), byDepartment.Key.Purposes) into block
        select new AskerBlock([.. block.Select(each => each.Department)], block.First().Roles, block.First().Purposes);

    private static string Text(IEnumerable<string> ways) => string.Join('\n', ways);

    // The same names in whatever order.
    private static string Set(IEnumerable<string?> names) => string.Join('\n', names.Order(StringComparer.Ordinal));

    private sealed record AskerBlock(IReadOnlyList<DepartmentId> Departments, IReadOnlyList<string?> Roles, IReadOnlyList<string?> Purposes);
}
