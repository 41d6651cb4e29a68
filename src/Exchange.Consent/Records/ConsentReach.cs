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
    /// <summary>Whether it says no to anything.</summary>
    public bool Denies => Recipients.Any(recipient => Purposes.Any(
        purpose => Scopes.Any(scope => Decision.Decide(recipient, purpose, scope) == ConsentEffect.Deny)));

    /// <summary>Whether both say yes to one recipient, purpose and scope.</summary>
    public bool Meets(ConsentReach other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Permitted().Any(other.Permits);
    }

    /// <summary>Whether the other says yes to something, to nothing that this one does not, and no to nothing.</summary>
    public bool Covers(ConsentReach other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return !other.Denies && other.Permitted().Any() && other.Permitted().All(Permits);
    }

    private IEnumerable<(DepartmentId Recipient, string Purpose, string Scope)> Permitted() =>
        from recipient in Recipients
        from purpose in Purposes
        from scope in Scopes
        where Decision.Decide(recipient, purpose, scope) == ConsentEffect.Permit
        select (recipient, purpose, scope);

    private bool Permits((DepartmentId Recipient, string Purpose, string Scope) cell) =>
        Recipients.Contains(cell.Recipient) && Purposes.Contains(cell.Purpose) && Scopes.Contains(cell.Scope)
        && Decision.Decide(cell.Recipient, cell.Purpose, cell.Scope) == ConsentEffect.Permit;
}
