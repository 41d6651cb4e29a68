using Exchange.Policy;

namespace Exchange.Consent.Records;

/// <summary>
/// To whom, what for and over which data a consent says yes or no: all that its words decide. The consents of a city share few.
/// </summary>
/// <param name="Recipients">The departments that receive.</param>
/// <param name="Purposes">The purposes' codes.</param>
/// <param name="Scopes">The scopes' codes.</param>
/// <param name="Decision">Permit or deny, with exceptions.</param>
public sealed record ConsentReach(
    IReadOnlyList<DepartmentId> Recipients, IReadOnlyList<string> Purposes, IReadOnlyList<string> Scopes, Provision Decision)
{
    /// <summary>What a record reaches.</summary>
    public static ConsentReach Of(ConsentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new ConsentReach(
            [.. record.Recipients.Select(recipient => recipient.Department)],
            [.. record.Purposes.Select(purpose => purpose.Code)],
            [.. record.Scopes.Select(scope => scope.Scope)],
            record.Decision);
    }
}
