using Exchange.Policy.Standard;

namespace Exchange.Policy.Comparison;

/// <summary>What two versions of a city's policies decide differently, exactly. Immutable.</summary>
public sealed record PolicyDifference
{
    /// <summary>What was closed and is open, under whatever conditions.</summary>
    public required IReadOnlyList<DifferenceLine> Gains { get; init; }

    /// <summary>What was open and is closed.</summary>
    public required IReadOnlyList<DifferenceLine> Losses { get; init; }

    /// <summary>What stays open and has another highest level.</summary>
    public required IReadOnlyList<DifferenceLine> Levels { get; init; }

    /// <summary>What stays open at its highest level and has other conditions, or other levels below.</summary>
    public required IReadOnlyList<DifferenceLine> Conditions { get; init; }

    /// <summary>What changes beside the decisions: bases, articles, obligations, budgets, combinations, thresholds, words that decide.</summary>
    public required IReadOnlyList<TermChange> Terms { get; init; }

    /// <summary>How many fields of which classification each department gains, loses and sees changed.</summary>
    public required IReadOnlyList<DifferenceSummary> Summary { get; init; }

    /// <summary>All lines: gains, losses, levels, conditions.</summary>
    public IEnumerable<DifferenceLine> Lines => [.. Gains, .. Losses, .. Levels, .. Conditions];

    /// <summary>Whether the two versions decide everything alike and ask the same of readers.</summary>
    public bool IsEmpty => !Lines.Any() && Terms.Count == 0;

    /// <summary>
    /// Whether anybody could read anything under the second version that the first would withhold, or less is asked of who reads; what cannot be
    /// told to close counts as opening.
    /// </summary>
    public bool OpensAnything => Lines.Any(line => line.Opens) || Terms.Any(term => term.Opens);
}

/// <summary>What a line of a difference is about.</summary>
public enum DifferenceKind : byte
{
    /// <summary>Closed before, open after.</summary>
    Gains,

    /// <summary>Open before, closed after.</summary>
    Loses,

    /// <summary>Another highest level.</summary>
    ChangesLevel,

    /// <summary>The same highest level under other conditions.</summary>
    ChangesConditions,
}

/// <summary>What is done with a field.</summary>
public enum FieldUse : byte
{
    /// <summary>It is in answers.</summary>
    Reads,

    /// <summary>It is told to another department that is asked, and in no answer.</summary>
    Joins,
}

/// <summary>One difference, folded over all callers and fields that it is the same for.</summary>
public sealed record DifferenceLine
{
    /// <summary>What kind of difference.</summary>
    public required DifferenceKind Kind { get; init; }

    /// <summary>Whether the fields are read or joined.</summary>
    public required FieldUse Use { get; init; }

    /// <summary>The asking departments.</summary>
    public required IReadOnlyList<DepartmentId> Departments { get; init; }

    /// <summary>The roles, each by itself; empty for whatever role.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>The purposes, each by itself.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>Whether it is so too for a request without a purpose that counts.</summary>
    public required bool WithoutPurpose { get; init; }

    /// <summary>The fields.</summary>
    public required IReadOnlyList<Coordinate> Coordinates { get; init; }

    /// <summary>Of joined fields the one that is asked for by means of them; null for fields that are read.</summary>
    public Coordinate? JoinedFor { get; init; }

    /// <summary>The ways in which each was open; empty for closed.</summary>
    public required IReadOnlyList<WayOpen> Before { get; init; }

    /// <summary>The ways in which each is open; empty for closed.</summary>
    public required IReadOnlyList<WayOpen> After { get; init; }

    /// <summary>When the difference begins; null for at once.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When it ends, exclusive; null for never.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether some request reads more than before.</summary>
    public required bool Opens { get; init; }

    /// <summary>Whether some request reads less than before.</summary>
    public required bool Closes { get; init; }

    /// <summary>The line as people read it.</summary>
    public required Title Sentence { get; init; }
}

/// <summary>A level and the conditions that are enough for it, none of them to spare.</summary>
/// <param name="Level">The name of the level.</param>
/// <param name="Conditions">The conditions, each in words; empty for none.</param>
public sealed record WayOpen(string Level, IReadOnlyList<Title> Conditions);

/// <summary>A change of the documents that is no decision on a field.</summary>
/// <param name="Kind">What it is of, for example <c>budget</c>, <c>obligations</c> or <c>threshold</c>.</param>
/// <param name="Id">The id or code of what changed.</param>
/// <param name="Sentence">What changed, as people read it.</param>
/// <param name="Opens">Whether more can be read because of it, or less is asked of who reads, or neither can be ruled out.</param>
public sealed record TermChange(string Kind, string Id, Title Sentence, bool Opens);

/// <summary>How many fields a department gains, loses and sees changed, by classification; a field counts once in each column.</summary>
/// <param name="Department">The asking department.</param>
/// <param name="Classification">1 (public) to 4 (sensitive personal).</param>
/// <param name="Gains">Fields gained.</param>
/// <param name="Losses">Fields lost.</param>
/// <param name="Levels">Fields with another highest level.</param>
/// <param name="Conditions">Fields with other conditions.</param>
public sealed record DifferenceSummary(DepartmentId Department, int Classification, int Gains, int Losses, int Levels, int Conditions);
