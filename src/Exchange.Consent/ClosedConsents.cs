using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Policy;

namespace Exchange.Consent;

/// <summary>A place in the order in which consents were last closed: by time, then by id.</summary>
/// <param name="At">When.</param>
/// <param name="Consent">Which of those that were closed at that instant; null for before all of them.</param>
public readonly record struct ClosingPlace(DateTimeOffset At, ConsentId? Consent) : IComparable<ClosingPlace>
{
    /// <summary>The place of a consent that was closed.</summary>
    public static ClosingPlace Of(ConsentHistory consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        return new ClosingPlace(consent.ClosedAt ?? throw new ArgumentException("The consent was never closed.", nameof(consent)), consent.Record.Id);
    }

    /// <inheritdoc/>
    public int CompareTo(ClosingPlace other) => At.CompareTo(other.At) is var byTime and not 0
        ? byTime
        : string.CompareOrdinal(Consent?.ToString() ?? "", other.Consent?.ToString() ?? "");
}

/// <summary>
/// Which consents a recipient is told of: those that counted and do not any more. One that was refused or never answered never counted; a term that ends
/// by itself is told once it is entered (<see cref="Consents.EnterEndsAsync"/>).
/// </summary>
/// <param name="Recipient">The department.</param>
/// <param name="Purposes">The purposes for which it may ask; one in common is enough.</param>
/// <param name="After">Only those that come after this place.</param>
/// <param name="Most">How many at most.</param>
public sealed record ClosedConsents(DepartmentId Recipient, IReadOnlyCollection<string> Purposes, ClosingPlace After, int Most)
{
    /// <summary>The states in which a consent that counted does not any more.</summary>
    public static IReadOnlyList<ConsentState> States { get; } =
        [ConsentState.Suspended, ConsentState.Withdrawn, ConsentState.Expired, ConsentState.Superseded, ConsentState.Invalidated];

    /// <summary>Whether a consent is one of them.</summary>
    public bool Includes(ConsentHistory consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        return States.Contains(consent.State)
            && consent.ClosedAt is not null
            && ClosingPlace.Of(consent).CompareTo(After) > 0
            && consent.Record.Recipients.Any(party => party.Department == Recipient)
            && consent.Record.Purposes.Any(purpose => Purposes.Contains(purpose.Code));
    }
}
