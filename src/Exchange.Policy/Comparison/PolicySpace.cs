using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Comparison;

/// <summary>A department that asks in one role, or in none that counts, for one purpose, or for none that counts.</summary>
internal sealed record SpaceAsker(DepartmentId Department, string? Role, string? Purpose);

/// <summary>
/// The whole space of askers of two versions. Single roles are enough: of several roles the highest level counts, so where every single role
/// reads the same, every set of roles does. A department that is in neither the standard nor the vocabulary is opened nothing by a rule, and what
/// restrictions leave to everybody they leave to each department here.
/// </summary>
internal sealed class PolicySpace(DataStandard standard, PolicySet before, PolicySet after)
{
    private readonly List<string> _roles = Union(set => set.Vocabulary.Roles.Select(role => role.Code), before, after);
    private readonly List<string> _purposes = Union(set => set.Vocabulary.Purposes.Select(purpose => purpose.Code), before, after);

    /// <summary>Every department that can ask: those of the standard, those that own no data, the hub's own staff.</summary>
    public IReadOnlyList<DepartmentId> Departments { get; } =
    [
        .. standard.Departments.Select(card => card.Code)
            .Concat(before.Vocabulary.Departments.Concat(after.Vocabulary.Departments).Select(receiver => receiver.Code))
            .Append(DataStandard.Hub).Distinct(),
    ];

    /// <summary>The roles of either version.</summary>
    public IReadOnlyList<string> Roles => _roles;

    /// <summary>The purposes of either version.</summary>
    public IReadOnlyList<string> Purposes => _purposes;

    /// <summary>
    /// Who can be opened conditional fields: every department in every role for every purpose. Roles of a department that stand in the same rules of
    /// both versions are decided alike, whatever the rules say, so each list is of askers of whom the first can answer for all.
    /// </summary>
    public IEnumerable<IReadOnlyList<SpaceAsker>> Ruled =>
        from department in Departments
        from roles in _roles.GroupBy(role => Rules(department, role))
        from purpose in _purposes
        select roles.Select(role => new SpaceAsker(department, role, purpose)).ToList();

    /// <summary>Who reads unconditional fields, whatever the role: every department for every purpose and without one.</summary>
    public IEnumerable<SpaceAsker> Unruled =>
        from department in Departments from purpose in _purposes.Append<string?>(null) select new SpaceAsker(department, null, purpose);

    // The places of the rules that name both.
    private string Rules(DepartmentId department, string role) => string.Join(',', before.Rules.Concat(after.Rules).Index()
        .Where(rule => rule.Item.Roles.Contains(role) && rule.Item.Departments.Contains(department)).Select(rule => rule.Index));

    /// <summary>The class of an asker's request under one version, whose vocabulary need not know the purpose.</summary>
    public static CallerClass Class(SpaceAsker asker, Vocabulary vocabulary, bool hasCase, bool hasEmergency)
    {
        var roles = asker.Role is null ? (string[])[] : [asker.Role];
        var state = vocabulary.StateOf(asker.Purpose, asker.Purpose is null ? [] : [asker.Purpose]);
        return new CallerClass(asker.Department, roles, state, asker.Purpose, null, hasCase, hasEmergency);
    }

    private static List<string> Union(Func<PolicySet, IEnumerable<string>> codes, PolicySet before, PolicySet after) =>
        [.. codes(before).Concat(codes(after)).Distinct(StringComparer.Ordinal)];
}
