using Exchange.Pipeline.Callers;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.Pipeline.Guards;

/// <summary>The budgets of one caller: the smallest decides, for all of them count the same persons.</summary>
/// <param name="Guard">The name that its readings are counted under: the purpose, so that a budget of another name goes on where it stood.</param>
/// <param name="Persons">At most so many a day.</param>
internal sealed record CallerBudget(string Guard, int Persons);

/// <summary>A combination as it counts for one caller over a day.</summary>
/// <param name="Combination">The fields.</param>
/// <param name="IsMet">Whether the request has what the combination needs.</param>
internal sealed record CallerCombination(Combination Combination, bool IsMet)
{
    /// <summary>
    /// The name that readings of a field are counted under. WHY the field and not its group: a version published within the day may group it
    /// otherwise, and what was read stays read.
    /// </summary>
    public static string Guard(Coordinate field) => $"/{field}";
}

/// <summary>The guards of the policies that count for one caller. Immutable.</summary>
/// <param name="Budget">The budget; null for none.</param>
/// <param name="OverDay">The combinations over a day.</param>
internal sealed record CallerGuards(CallerBudget? Budget, IReadOnlyList<CallerCombination> OverDay)
{
    /// <summary>Whether anything is counted at all.</summary>
    public bool CountAnything => Budget is not null || OverDay.Count > 0;

    public static CallerGuards Of(PolicySet policies, CallerClass caller) => new(
        policies.Budgets.Where(budget => Holds(budget, policies, caller)).Min(budget => (int?)budget.Persons) is { } persons
            ? new CallerBudget($"|{PurposeOf(caller)}", persons)
            : null,
        [
            .. policies.Combinations.Where(combination => combination.Span == CombinationSpan.Day)
                .Select(combination => new CallerCombination(combination, IsMet(combination, policies, caller))),
        ]);

    /// <summary>Whether a request has what a combination needs.</summary>
    public static bool IsMet(Combination combination, PolicySet policies, CallerClass caller) =>
        (combination.Roles.Count == 0 || combination.Roles.Any(caller.Roles.Contains))
        && (combination.Purposes.Count == 0 || IsFor(combination.Purposes, policies, caller))
        && (!combination.Case || caller.HasCase)
        && (!combination.Emergency || caller.HasEmergency);

    private static bool Holds(PersonBudget budget, PolicySet policies, CallerClass caller) =>
        (budget.Departments.Count == 0 || budget.Departments.Contains(caller.Department))
        && (budget.Purposes.Count == 0 || IsFor(budget.Purposes, policies, caller));

    private static bool IsFor(IReadOnlyList<string> purposes, PolicySet policies, CallerClass caller) =>
        PurposeOf(caller) is { Length: > 0 } purpose && policies.Vocabulary.WithAncestors(purpose).Any(purposes.Contains);

    private static string PurposeOf(CallerClass caller) => caller.PurposeState == PurposeState.Registered ? caller.Purpose ?? "" : "";
}
