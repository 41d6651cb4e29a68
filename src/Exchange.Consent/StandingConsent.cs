using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;

namespace Exchange.Consent;

/// <summary>Where a consent stands, without how it came there: what the index takes.</summary>
/// <param name="Record">What was asked.</param>
/// <param name="State">Where it stands after its events.</param>
/// <param name="Version">How many events there are.</param>
public sealed record StandingConsent(ConsentRecord Record, ConsentState State, int Version)
{
    /// <summary>When it stops counting by itself, exclusive: the end of its validity, or of the guardianship by which it was given.</summary>
    public DateTimeOffset Ends => EndOf(Record);

    /// <summary>Where a consent stands that has its history.</summary>
    public static StandingConsent Of(ConsentHistory consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        return new StandingConsent(consent.Record, consent.State, consent.Version);
    }

    internal static DateTimeOffset EndOf(ConsentRecord record) =>
        record.Guardian is { } guardian && guardian.Until < record.ValidUntil ? guardian.Until : record.ValidUntil;
}
