using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Documents;

/// <summary>One version of a city's policies, as the documents say it. Immutable.</summary>
/// <param name="Vocabulary">The words.</param>
/// <param name="Rules">The rules of all owners.</param>
/// <param name="Restrictions">The restrictions of all owners.</param>
/// <param name="Clients">The client applications, without secrets.</param>
public sealed record PolicySet(
    Vocabulary Vocabulary, IReadOnlyList<PolicyRule> Rules, IReadOnlyList<Restriction> Restrictions, IReadOnlyList<ClientCard> Clients)
{
    /// <summary>The documents that clients may call by id.</summary>
    public IReadOnlyList<TrustedDocument> Documents { get; init; } = [];

    /// <summary>How many persons clients may read a day.</summary>
    public IReadOnlyList<PersonBudget> Budgets { get; init; } = [];

    /// <summary>The fields that need more when they are read together.</summary>
    public IReadOnlyList<Combination> Combinations { get; init; } = [];

    /// <summary>The values that threshold arguments take; an argument that is not here takes none.</summary>
    public IReadOnlyList<ThresholdValues> Thresholds { get; init; } = [];

    /// <summary>
    /// The highest level up to which any rule opens a field to a department for a purpose once the person has agreed to a scope, by its name on the
    /// field's ladder; <see cref="Ladder.Nothing"/> where no rule asks for that.
    /// </summary>
    public string HighestLevelBy(string scope, IReadOnlyCollection<DepartmentId> recipients, string purpose, DataStandard standard)
    {
        ArgumentNullException.ThrowIfNull(recipients);
        ArgumentNullException.ThrowIfNull(standard);
        var wider = Vocabulary.WithAncestors(purpose).ToList();
        var highest = (from rule in Rules
                       where rule.Conditions.Consent == scope && rule.Departments.Any(recipients.Contains)
                       where rule.Purposes.Count == 0 || rule.Purposes.Any(wider.Contains)
                       from open in rule.Opens
                       let field = standard.TryField(open.Coordinate, out var known) ? known : null
                       where field is not null
                       orderby field.Ladder.Full - open.Level, open.Level descending
                       select field.Ladder.Levels[open.Level]).FirstOrDefault();
        return highest ?? Ladder.Nothing;
    }
}

/// <summary>A client application of a department.</summary>
/// <param name="ClientId">Its id.</param>
/// <param name="Department">Its department.</param>
/// <param name="Roles">The roles it acts in.</param>
/// <param name="Purposes">The purposes it is registered for.</param>
/// <param name="RegionCode">Its jurisdiction as a prefix code.</param>
/// <param name="Officer">The id of the officer behind it; null for none.</param>
public sealed record ClientCard(
    string ClientId,
    DepartmentId Department,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Purposes,
    string RegionCode,
    string? Officer);

/// <summary>A field and a level on its ladder.</summary>
/// <param name="Coordinate">The field.</param>
/// <param name="Level">The position on the field's ladder.</param>
public readonly record struct FieldLevel(Coordinate Coordinate, int Level);

/// <summary>A rule: opens fields to departments × roles × purposes, on a legal basis, under conditions.</summary>
public sealed record PolicyRule
{
    /// <summary>Its id, unique among all rules.</summary>
    public required string Id { get; init; }

    /// <summary>The department whose rule it is; it owns every field opened.</summary>
    public required DepartmentId Owner { get; init; }

    /// <summary>Its title.</summary>
    public required Title Title { get; init; }

    /// <summary>What it opens, up to which level; selectors are resolved.</summary>
    public required IReadOnlyList<FieldLevel> Opens { get; init; }

    /// <summary>The departments it opens to.</summary>
    public required IReadOnlyList<DepartmentId> Departments { get; init; }

    /// <summary>The roles it opens to.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>The purposes it opens for, each with its narrower ones; empty for every purpose.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>The legal basis' code.</summary>
    public required string Basis { get; init; }

    /// <summary>The article of law, or null.</summary>
    public string? Article { get; init; }

    /// <summary>
    /// The fields, of any owner, that the hub may read to ask for what the rule opens, and tell to the department that answers; never in an answer.
    /// </summary>
    public IReadOnlyList<Coordinate> Joins { get; init; } = [];

    /// <summary>Under which conditions.</summary>
    public RuleConditions Conditions { get; init; } = RuleConditions.None;

    /// <summary>What follows from reading what it opens.</summary>
    public Obligations Obligations { get; init; } = Obligations.None;
}

/// <summary>
/// A restriction: caps fields for departments, purposes or records in a state, whatever rules open, unconditional ones too; never by role, so that
/// no role takes anything away.
/// </summary>
public sealed record Restriction
{
    /// <summary>Its id, unique among all restrictions.</summary>
    public required string Id { get; init; }

    /// <summary>The department whose restriction it is; it owns every field capped.</summary>
    public required DepartmentId Owner { get; init; }

    /// <summary>Its title.</summary>
    public required Title Title { get; init; }

    /// <summary>The fields and the highest level left; selectors are resolved.</summary>
    public required IReadOnlyList<FieldLevel> Caps { get; init; }

    /// <summary>The asking departments it applies to; empty for all.</summary>
    public required IReadOnlyList<DepartmentId> Departments { get; init; }

    /// <summary>
    /// The purposes it applies to, each with its narrower ones; empty for all. A request without a registered purpose may be for any of them, so it
    /// applies there too.
    /// </summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>The states of the record in any of which it applies; empty for every record.</summary>
    public IReadOnlyList<RecordState> States { get; init; } = [];

    /// <summary>When it begins; null for always.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When it ends, exclusive; null for never.</summary>
    public DateTimeOffset? Until { get; init; }
}
