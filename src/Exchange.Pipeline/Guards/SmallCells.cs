using Exchange.GraphQL.Values;

namespace Exchange.Pipeline.Guards;

/// <summary>
/// Which rows of one month's counts may be told. A row below the smallest count is not, nor is the next smallest while what is left out is one
/// row alone or sums up to less than the smallest count: whoever knows the total would know it. Whether a row was left out or never there is the
/// same to the reader. Stateless.
/// </summary>
internal static class SmallCells
{
    /// <summary>The rows that may be told, in their order; a row without a whole number as its count is none.</summary>
    public static IReadOnlyList<DatumObject> Told(IEnumerable<DatumObject> rows, string count, int smallest)
    {
        var counted = rows.Where(row => row[count].Kind == DatumKind.Integer).ToList();
        var rising = counted.Select(row => row[count].AsInteger()).Order().ToList();
        var (hidden, sum) = (0, 0L);
        while (hidden < rising.Count && (rising[hidden] < smallest || (hidden > 0 && (hidden < 2 || sum < smallest))))
        {
            // WHY clamped: a department that delivers less than nothing does not make the sum of the others look small.
            sum += Math.Clamp(rising[hidden], 0, int.MaxValue);
            hidden++;
        }

        // INVARIANT: of rows with the same count either all are told or none, so that their order tells nothing.
        var last = hidden == 0 ? long.MinValue : rising[hidden - 1];
        return [.. counted.Where(row => row[count].AsInteger() > last)];
    }
}
