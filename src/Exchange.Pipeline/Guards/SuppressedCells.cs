using Exchange.Federation.Governed.Execution;
using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Guards;

/// <summary>
/// What an answer and its record say of small counts: of every list of counts that small ones are left out, and not whether any was.
/// </summary>
internal static class SuppressedCells
{
    /// <summary>The result, with a cell for the small counts of each list of counts in it.</summary>
    /// <param name="tree">The result.</param>
    /// <param name="counted">By the coordinate of every field in a list of counts, that of its count.</param>
    public static ResultTree ToldOf(ResultTree tree, IReadOnlyDictionary<string, string> counted) =>
        tree.Records.Any(record => record.Cells.Any(entry => IsCounted(entry.Cell, counted)))
            ? tree with { Records = [.. tree.Records.Select(record => record with { Cells = [.. record.Cells, .. Small(record, counted)] })] }
            : tree;

    private static bool IsCounted(in Cell cell, IReadOnlyDictionary<string, string> counted) =>
        cell.Outcome is CellOutcome.Disclosed or CellOutcome.Reduced && counted.ContainsKey(cell.Coordinate);

    private static IEnumerable<(Cell Cell, ResultPath Path)> Small(ResultRecord record, IReadOnlyDictionary<string, string> counted) =>
        record.Cells.Where(entry => IsCounted(entry.Cell, counted)).Select(entry => (Small(entry.Cell, counted), entry.Path))
            .DistinctBy(entry => entry.Item1.Coordinate);

    private static Cell Small(in Cell cell, IReadOnlyDictionary<string, string> counted) =>
        new(cell.Grant, counted[cell.Coordinate], cell.Department, CellOutcome.Withheld, (int)ReasonCode.SmallCell, null) { IsUncounted = true };
}
