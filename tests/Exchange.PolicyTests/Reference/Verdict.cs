using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.PolicyTests.Reference;

/// <summary>What comes out for one cell: a caller's request, at a time, for one field of one record.</summary>
/// <param name="Level">The level on the field's ladder; 0 for nothing.</param>
/// <param name="Reason">Why nothing; <see cref="ReasonCode.None"/> while there is something.</param>
/// <param name="Rule">The rule that opens it, or null.</param>
/// <param name="Basis">Its legal basis, or null.</param>
/// <param name="Article">Its article of law, or null.</param>
/// <param name="Obligations">What follows from reading it.</param>
/// <param name="Joins">What may be told to the department that answers.</param>
internal sealed record Verdict(
    int Level, ReasonCode Reason, string? Rule, string? Basis, string? Article, Obligations Obligations, string Joins)
{
    public static Verdict Withheld(ReasonCode reason) => new(0, reason, null, null, null, Obligations.None, "");
}
