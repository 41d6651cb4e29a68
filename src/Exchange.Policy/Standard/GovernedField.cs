namespace Exchange.Policy.Standard;

/// <summary>The sharing category of a field.</summary>
public enum SharingCategory : byte
{
    /// <summary>Open to everybody for any purpose (U).</summary>
    Unconditional,

    /// <summary>Open where a rule opens it (C).</summary>
    Conditional,

    /// <summary>Never shared (N), with its legal basis.</summary>
    Withheld,
}

/// <summary>What a field says about where somebody lives.</summary>
public enum Revelation : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The residence: cut for protected persons.</summary>
    Residence,
}

/// <summary>A title in both languages of the city.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public sealed record Title(string Zh, string En)
{
    /// <summary>The code of Chinese.</summary>
    public const string Chinese = "zh";

    /// <summary>The code of English.</summary>
    public const string English = "en";

    /// <summary>The title in a language: <see cref="Chinese"/>, or anything else for English.</summary>
    public string In(string language) => language == Chinese ? Zh : En;
}

/// <summary>A disclosure ladder: level names, lowest first, from <c>none</c> to <c>full</c>.</summary>
/// <param name="Levels">The names; the position is the level.</param>
public sealed record Ladder(IReadOnlyList<string> Levels)
{
    /// <summary>The name of the lowest level.</summary>
    public const string Nothing = "none";

    /// <summary>The highest level's position.</summary>
    public int Full => Levels.Count - 1;

    /// <summary>The position of a level's name, or -1.</summary>
    public int IndexOf(string level)
    {
        for (var i = 0; i < Levels.Count; i++)
        {
            if (Levels[i] == level)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>What an argument reads (arguments count as reading).</summary>
public enum ArgumentUse : byte
{
    /// <summary>Names a record: governed by the root coordinate.</summary>
    Identifier,

    /// <summary>Filters or sorts by a field: needs that field at full without a record condition.</summary>
    Filter,

    /// <summary>A threshold: takes only the values that policy lists.</summary>
    Threshold,

    /// <summary>Paging and other use that reads nothing.</summary>
    Paging,
}

/// <summary>The governance of one argument.</summary>
/// <param name="Name">The argument's name.</param>
/// <param name="Use">What it reads.</param>
/// <param name="Reads">The coordinate that a filter reads; null otherwise.</param>
public sealed record GovernedArgument(string Name, ArgumentUse Use, Coordinate? Reads);

/// <summary>
/// A governed field of the data standard: a leaf or a link to another entity, named by its path from the owning entity through value
/// objects.
/// </summary>
public sealed record GovernedField
{
    /// <summary>The coordinate.</summary>
    public required Coordinate Coordinate { get; init; }

    /// <summary>The one department that owns it (one datum, one source); <c>exchange</c> for the hub's own.</summary>
    public required DepartmentId Owner { get; init; }

    /// <summary>All owners of a list over several (<c>events</c>); empty otherwise.</summary>
    public IReadOnlyList<DepartmentId> Owners { get; init; } = [];

    /// <summary>Classification 1 (public) to 4 (sensitive personal).</summary>
    public required int Classification { get; init; }

    /// <summary>The sharing category.</summary>
    public required SharingCategory Category { get; init; }

    /// <summary>The disclosure ladder.</summary>
    public required Ladder Ladder { get; init; }

    /// <summary>How a value is brought down to a level: the reduction's name in the standard.</summary>
    public required string Reduction { get; init; }

    /// <summary>What the field reveals.</summary>
    public Revelation Reveals { get; init; }

    /// <summary>The entity type that the field links to; null for leaves.</summary>
    public string? LinksTo { get; init; }

    /// <summary>
    /// For a field of an entity that links can reach at a reduced level: the lowest level of such a link (name on the link's ladder) that
    /// implies it; null where only a full link gives it.
    /// </summary>
    public string? ImpliedFrom { get; init; }

    /// <summary>
    /// Whether it is open exactly when its object is and has no decision of its own: keys and other positions that are never null
    /// (<c>Organization.uscc</c>, <c>HotlineCase.eventId</c>).
    /// </summary>
    public bool OpenWithObject { get; init; }

    /// <summary>Whether it is open without any rule, as long as no restriction closes it: unconditional, or open with its object.</summary>
    public bool IsOpenUnruled => OpenWithObject || Category == SharingCategory.Unconditional;

    /// <summary>Why a field of category <see cref="SharingCategory.Withheld"/> is withheld (the article of law); null otherwise.</summary>
    public string? WithheldBasis { get; init; }

    /// <summary>The arguments and what they read.</summary>
    public IReadOnlyList<GovernedArgument> Arguments { get; init; } = [];

    /// <summary>Its title.</summary>
    public required Title Title { get; init; }
}
