using System.Collections.Frozen;
using Exchange.Policy.Decisions;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Vocabularies;

/// <summary>A role of officers.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title.</param>
public sealed record Role(string Code, Title Title);

/// <summary>A purpose that data may be asked for.</summary>
/// <param name="Code">Its code, for example <c>assistance.eligibility</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Parent">The wider purpose whose rules it inherits; null for a root.</param>
/// <param name="Reference">Its number in the city's register of procedures; null for none.</param>
/// <param name="CaseFormat">What its case numbers look like; null where there are none.</param>
public sealed record Purpose(string Code, Title Title, string? Parent, string? Reference, CaseFormat? CaseFormat);

/// <summary>A legal basis.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title.</param>
/// <param name="NeedsArticle">Whether a rule on this basis has to name the article of law.</param>
public sealed record LegalBasis(string Code, Title Title, bool NeedsArticle);

/// <summary>What a person can consent to in one act.</summary>
/// <param name="Code">Its code, for example <c>assistance.means</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Coordinates">The fields it covers, sorted.</param>
public sealed record ConsentScope(string Code, Title Title, IReadOnlyList<Coordinate> Coordinates)
{
    /// <summary>What can be done instead where the person does not agree, for example which paper to bring; null where nothing is said.</summary>
    public Title? Route { get; init; }

    /// <summary>The departments that own its fields and so give them, by code; the hub itself is none.</summary>
    public IReadOnlyList<DepartmentId> ProvidersIn(DataStandard standard)
    {
        ArgumentNullException.ThrowIfNull(standard);
        return
        [
            .. Coordinates.Select(coordinate => standard.TryField(coordinate, out var field) ? field.Owner : DataStandard.Hub)
                .Where(owner => owner != DataStandard.Hub).Distinct().OrderBy(owner => owner.Value, StringComparer.Ordinal),
        ];
    }
}

/// <summary>Who has what a department's own schema demands by name (<c>@requiresScopes</c>, <c>@policy</c>).</summary>
/// <param name="Department">The department whose schema demands it.</param>
/// <param name="Names">The names of scopes or policies, as the schema writes them.</param>
/// <param name="Departments">The departments that have them.</param>
/// <param name="Roles">The roles that have them; one is enough.</param>
/// <param name="Purposes">The purposes for which they have them, each with its narrower ones; empty for every purpose.</param>
public sealed record GrantedRequirement(
    DepartmentId Department,
    IReadOnlyList<string> Names,
    IReadOnlyList<DepartmentId> Departments,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Purposes);

/// <summary>A department, or a body like one, that asks for data and owns none.</summary>
/// <param name="Code">Its code, different from every department's of the data standard.</param>
/// <param name="Title">Its title.</param>
public sealed record Receiver(DepartmentId Code, Title Title);

/// <summary>The words that policies are written in. Immutable.</summary>
public sealed class Vocabulary
{
    private readonly FrozenDictionary<string, Role> _roles;
    private readonly FrozenDictionary<string, Purpose> _purposes;
    private readonly FrozenDictionary<string, ConsentScope> _scopes;
    private readonly FrozenDictionary<string, int> _bases;

    /// <summary>Makes a vocabulary; codes are unique within each list.</summary>
    public Vocabulary(
        IReadOnlyList<Role> roles, IReadOnlyList<Purpose> purposes, IReadOnlyList<LegalBasis> bases, IReadOnlyList<ConsentScope> scopes)
    {
        Roles = roles;
        Purposes = purposes;
        Bases = bases;
        Scopes = scopes;
        _roles = roles.ToFrozenDictionary(role => role.Code, StringComparer.Ordinal);
        _purposes = purposes.ToFrozenDictionary(purpose => purpose.Code, StringComparer.Ordinal);
        _scopes = scopes.ToFrozenDictionary(scope => scope.Code, StringComparer.Ordinal);
        _bases = bases.Index().ToFrozenDictionary(basis => basis.Item.Code, basis => basis.Index, StringComparer.Ordinal);
    }

    /// <summary>The roles, in the order of the document.</summary>
    public IReadOnlyList<Role> Roles { get; }

    /// <summary>The purposes, in the order of the document.</summary>
    public IReadOnlyList<Purpose> Purposes { get; }

    /// <summary>The bases; the order decides between openings of the same level.</summary>
    public IReadOnlyList<LegalBasis> Bases { get; }

    /// <summary>The consent scopes, in the order of the document.</summary>
    public IReadOnlyList<ConsentScope> Scopes { get; }

    /// <summary>The receivers that own no data and are in no <c>schemas/departments</c>, in the order of the document.</summary>
    public IReadOnlyList<Receiver> Departments { get; init; } = [];

    /// <summary>How far the city's clock is ahead of UTC, for hours of the day.</summary>
    public TimeSpan UtcOffset { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Who has what departments' own schemas demand by name; what is not here nobody has.</summary>
    public IReadOnlyList<GrantedRequirement> Requirements { get; init; } = [];

    /// <summary>Whether a caller class has a scope or policy of that name towards a department.</summary>
    public bool Grants(CallerClass caller, DepartmentId department, string name) => Requirements.Any(granted =>
        granted.Department == department
        && granted.Names.Contains(name)
        && granted.Departments.Contains(caller.Department)
        && granted.Roles.Any(caller.Roles.Contains)
        && (granted.Purposes.Count == 0 || (caller.Purpose is { } purpose && WithAncestors(purpose).Any(granted.Purposes.Contains))));

    /// <summary>The receiver of a code that owns no data, or null.</summary>
    public Receiver? FindDepartment(DepartmentId code) => Departments.FirstOrDefault(receiver => receiver.Code == code);

    /// <summary>The role of a code, or null.</summary>
    public Role? FindRole(string code) => _roles.GetValueOrDefault(code);

    /// <summary>The purpose of a code, or null.</summary>
    public Purpose? FindPurpose(string code) => _purposes.GetValueOrDefault(code);

    /// <summary>The basis of a code, or null.</summary>
    public LegalBasis? FindBasis(string code) => _bases.TryGetValue(code, out var index) ? Bases[index] : null;

    /// <summary>The scope of a code, or null.</summary>
    public ConsentScope? FindScope(string code) => _scopes.GetValueOrDefault(code);

    /// <summary>The place of a basis in the fixed order; unknown ones come last.</summary>
    public int BasisOrder(string code) => _bases.GetValueOrDefault(code, int.MaxValue);

    /// <summary>What a request's purpose is worth to a client that is registered for these purposes.</summary>
    public PurposeState StateOf(string? purpose, IEnumerable<string> registered) => purpose switch
    {
        null or "" => PurposeState.Missing,
        _ when RefusedPurposes.Contains(purpose) || WithAncestors(purpose).Any(RefusedPurposes.Contains) => PurposeState.Refused,
        _ when FindPurpose(purpose) is not null && registered.Contains(purpose, StringComparer.Ordinal) => PurposeState.Registered,
        _ => PurposeState.NotRegistered,
    };

    /// <summary>Whether a case number has the form that the purpose's case numbers have; never where the purpose has none.</summary>
    public bool AcceptsCase(string? purpose, string? caseNumber) =>
        purpose is not null && FindPurpose(purpose)?.CaseFormat is { } format && format.Matches(caseNumber);

    /// <summary>The purpose itself and every wider purpose above it, nearest first; empty for an unknown code.</summary>
    public IEnumerable<string> WithAncestors(string code)
    {
        // INVARIANT: the counter ends the walk even if the documents' check for circles were passed by.
        var purpose = FindPurpose(code);
        for (var depth = 0; purpose is not null && depth <= Purposes.Count; depth++)
        {
            yield return purpose.Code;
            purpose = purpose.Parent is null ? null : FindPurpose(purpose.Parent);
        }
    }
}
