using System.Globalization;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>The version of a linked specification, for example <c>v2.3</c>.</summary>
internal readonly record struct SpecVersion(int Major, int Minor) : IComparable<SpecVersion>
{
    /// <inheritdoc/>
    public int CompareTo(SpecVersion other) => Major == other.Major ? Minor.CompareTo(other.Minor) : Major.CompareTo(other.Major);

    /// <summary>Whether it is that version or a later one of the same major.</summary>
    public bool IsAtLeast(int major, int minor) => CompareTo(new SpecVersion(major, minor)) >= 0;

    /// <inheritdoc/>
    public override string ToString() => $"v{Major}.{Minor}";

    /// <summary>Reads <c>v2.3</c>; null where the text is not a version.</summary>
    public static SpecVersion? Parse(string text)
    {
        var parts = text.StartsWith('v') ? text[1..].Split('.') : [];
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
                ? new SpecVersion(major, minor)
                : null;
    }
}
