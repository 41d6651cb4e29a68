namespace Exchange.Policy.Findings;

/// <summary>Finds what somebody probably meant by a word that is not known.</summary>
public static class Suggestion
{
    private const int LongestName = 100;

    /// <summary>A sentence <c> Did you mean 'x'?</c> with a leading space, or nothing where no candidate is near.</summary>
    public static string For(string written, IEnumerable<string> candidates)
    {
        var sought = written.ToLowerInvariant();
        var best = candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(sought, candidate)))
            .Where(pair => pair.Distance <= Bound(written, pair.Candidate))
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .Select(pair => pair.Candidate)
            .FirstOrDefault();
        return best is null ? "" : $" Did you mean '{best}'?";
    }

    private static int Bound(string written, string candidate) => Math.Max(1, Math.Min(written.Length, candidate.Length) / 3);

    // Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment), whatever the case.
    private static int Distance(string left, string candidate)
    {
        // WHY: so many letters have to be put in or taken out at least.
        if (left.Length > LongestName || candidate.Length > LongestName || Math.Abs(left.Length - candidate.Length) > Bound(left, candidate))
        {
            return int.MaxValue;
        }

        var right = candidate.ToLowerInvariant();
        Span<int> before = stackalloc int[LongestName + 1];
        Span<int> above = stackalloc int[LongestName + 1];
        Span<int> row = stackalloc int[LongestName + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                row[j] = i == 0 || j == 0 ? i + j : Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            var free = before;
            before = above;
            above = row;
            row = free;
        }

        return above[right.Length];
    }
}
