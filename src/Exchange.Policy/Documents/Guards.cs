using Exchange.Policy.Standard;

namespace Exchange.Policy.Documents;

/// <summary>How many distinct persons one client may read in a day for a purpose.</summary>
/// <param name="Id">Its id, unique among rules, restrictions and guards.</param>
/// <param name="Title">Its title.</param>
/// <param name="Departments">The asking departments it holds for; empty for all.</param>
/// <param name="Purposes">The purposes it holds for, each with its narrower ones; each is counted by itself. Empty for all.</param>
/// <param name="Persons">At most so many a day of the city, at least 1.</param>
public sealed record PersonBudget(
    string Id, Title Title, IReadOnlyList<DepartmentId> Departments, IReadOnlyList<string> Purposes, int Persons);

/// <summary>Over what a combination is looked at.</summary>
public enum CombinationSpan : byte
{
    /// <summary>One answer.</summary>
    Answer,

    /// <summary>All that a client reads of one person in a day of the city, the answer included.</summary>
    Day,
}

/// <summary>
/// Fields that say more together than each by itself: whoever reads of one person a field of every group needs more than the rules of the single
/// fields ask for. Who has not what it needs gets, of the groups that were not read before within the span, all but the last in the document's
/// order, so that the combination never comes about.
/// </summary>
public sealed record Combination
{
    /// <summary>Its id, unique among rules, restrictions and guards.</summary>
    public required string Id { get; init; }

    /// <summary>Its title.</summary>
    public required Title Title { get; init; }

    /// <summary>At least two groups of fields; selectors are resolved. A field is in one group only.</summary>
    public required IReadOnlyList<IReadOnlyList<Coordinate>> Groups { get; init; }

    /// <summary>Over one answer, or over a day.</summary>
    public required CombinationSpan Span { get; init; }

    /// <summary>The roles of which the caller needs one; empty for no such need.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The purposes of which the request needs one, each with its narrower ones; empty for no such need.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>Whether the request needs a case number.</summary>
    public bool Case { get; init; }

    /// <summary>Whether the request needs a declared emergency.</summary>
    public bool Emergency { get; init; }
}

/// <summary>How the dates of a threshold are spaced.</summary>
public enum DateGrid : byte
{
    /// <summary>The argument takes no dates.</summary>
    None,

    /// <summary>The first day of a month.</summary>
    Month,

    /// <summary>The first day of a quarter.</summary>
    Quarter,

    /// <summary>The first day of a year.</summary>
    Year,
}

/// <summary>The values that a threshold argument takes; every other value withholds the field.</summary>
/// <param name="Field">The field, for example <c>Person.ageAtLeast</c>.</param>
/// <param name="Argument">The argument's name.</param>
/// <param name="Values">The values that may be used, as GraphQL writes them without quotes; empty where <paramref name="Dates"/> says which.</param>
/// <param name="Dates">The dates that may be used.</param>
public sealed record ThresholdValues(Coordinate Field, string Argument, IReadOnlyList<string> Values, DateGrid Dates)
{
    /// <summary>Whether they count for an argument of a field: the field itself, or a part of what it holds.</summary>
    public bool Cover(Coordinate field, string argument) => Argument == argument
        && (field == Field || field.Value.StartsWith(Field.Value + ".", StringComparison.Ordinal));
}
