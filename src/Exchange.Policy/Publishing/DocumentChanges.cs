using System.Text.RegularExpressions;

namespace Exchange.Policy.Publishing;

/// <summary>Which documents one set changes of another, and whose they are. Paths and texts as <see cref="Documents.PolicyText"/> has them.</summary>
public static partial class DocumentChanges
{
    /// <summary>The longest set of documents, in characters.</summary>
    public const int LongestSet = 1 << 20;

    /// <summary>The paths that were added, changed or removed, in order.</summary>
    public static IReadOnlyList<string> Paths(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
    [
        .. before.Keys.Union(after.Keys, StringComparer.Ordinal)
            .Where(path => before.GetValueOrDefault(path) != after.GetValueOrDefault(path))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// The department whose policies these documents are: <c>departments/OWNER.yaml</c> and its own tests, <c>tests/OWNER.yaml</c>. Null where they
    /// belong to several, or one of them to the city.
    /// </summary>
    public static DepartmentId? OwnerOf(IEnumerable<string> paths)
    {
        var owners = paths.Select(path => Owned().Match(path)).Select(match => match.Success ? match.Groups[1].Value : null).Distinct().ToList();
        return owners is [{ } owner] ? new DepartmentId(owner) : null;
    }

    /// <summary>
    /// The documents with some of them replaced, added or, where the new text is null, removed. The first mistake is told in place of them.
    /// </summary>
    public static (IReadOnlyDictionary<string, string>? Documents, string? Mistake) Apply(
        IReadOnlyDictionary<string, string> documents, IReadOnlyDictionary<string, string?> replaced)
    {
        var next = new Dictionary<string, string>(documents, StringComparer.Ordinal);
        foreach (var (path, text) in replaced)
        {
            if (!IsPath(path))
            {
                return (null, "\"documents\" names a file that policies cannot have: use paths such as departments/health.yaml.");
            }

            // WHY: not every store keeps it.
            if (text?.Contains('\0', StringComparison.Ordinal) == true)
            {
                return (null, $"{path} holds a NUL character, which no document has: take it out.");
            }

            if (text is null)
            {
                next.Remove(path);
            }
            else
            {
                next[path] = Normal(text);
            }
        }

        return next.Sum(document => (long)document.Value.Length) <= LongestSet
            ? (next, null)
            : (null, $"The documents are longer than {LongestSet} characters together.");
    }

    // WHY: so a text is the same after it was put together with the others and taken apart again.
    private static string Normal(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return lines.Length == 0 || lines.EndsWith('\n') ? lines : lines + "\n";
    }

    private static bool IsPath(string path) => Path().IsMatch(path) && !path.Contains("..", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,2}\z")]
    private static partial Regex Path();

    [GeneratedRegex(@"\A(?:departments|tests)/([a-z0-9-]+)\.yaml\z")]
    private static partial Regex Owned();
}
