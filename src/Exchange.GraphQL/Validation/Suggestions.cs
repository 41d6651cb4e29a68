using Exchange.GraphQL.Execution;

namespace Exchange.GraphQL.Validation;

/// <summary>Finds names that the writer of a document may have meant.</summary>
internal static class Suggestions
{
    private const int MaxSuggestions = 3;

    /// <summary>Longer names are not compared: the work grows with the product of both lengths.</summary>
    private const int MaxLength = 80;

    /// <summary><c> Did you mean "a" or "b"?</c>, or empty when no known name is close.</summary>
    public static string Sentence(string name, IEnumerable<string> known, WorkCounter? work = null)
    {
        if (name.Length > MaxLength)
        {
            return "";
        }

        var allowed = (name.Length / 3) + 1;
        var close = known
            .Where(candidate => Math.Abs(candidate.Length - name.Length) <= allowed)
            .Select(candidate => (Candidate: candidate, Distance: Distance(name, candidate, work)))
            .Where(pair => pair.Distance <= allowed)
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .Take(MaxSuggestions)
            .Select(pair => $"\"{pair.Candidate}\"")
            .ToArray();
        return close.Length == 0 ? "" : $" Did you mean {string.Join(" or ", close)}?";
    }

    /// <summary>The edit distance of both names, upper and lower case being equal.</summary>
    private static int Distance(string left, string right, WorkCounter? work)
    {
        work?.Suggestion();
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = previous[j - 1] + (char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
