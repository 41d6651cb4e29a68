namespace Exchange.Policy.Findings;

/// <summary>Finds what somebody may have meant by a word that is not known.</summary>
public static class Suggestion
{
    private const int LongestWord = 200;

    /// <summary>The sentence <c> Did you mean 'x'?</c> with a space before it, or an empty text where nothing known is near.</summary>
    public static string For(string word, IEnumerable<string> known)
    {
        if (word.Length > LongestWord)
        {
            return "";
        }

        var (nearest, distance) = known
            .Select(candidate => (Candidate: candidate, Distance: Distance(word, candidate)))
            .OrderBy(near => near.Distance).ThenBy(near => near.Candidate, StringComparer.Ordinal)
            .FirstOrDefault(("", int.MaxValue));
        return distance <= Math.Max(2, word.Length / 4) ? $" Did you mean '{nearest}'?" : "";
    }

    /// <summary>Levenshtein distance, letters compared without case.</summary>
    private static int Distance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + change);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
