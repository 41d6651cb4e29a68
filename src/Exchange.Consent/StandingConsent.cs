using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;

namespace Exchange.Consent;

/// <summary>Where a consent stands, without its words and how it came there: what the index takes.</summary>
/// <param name="Id">The consent.</param>
/// <param name="Reach">What it says yes or no to.</param>
/// <param name="From">From when it counts.</param>
/// <param name="Until">When it stops counting by itself, exclusive: the end of its validity, or of the guardianship by which it was given.</param>
/// <param name="State">Where it stands after its events.</param>
/// <param name="Version">How many events there are.</param>
public readonly record struct StandingConsent(
    ConsentId Id, ConsentReach Reach, DateTimeOffset From, DateTimeOffset Until, ConsentState State, int Version)
{
    /// <summary>Where a consent stands that has its history.</summary>
    public static StandingConsent Of(ConsentHistory consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        return Of(consent.Record, consent.State, consent.Version);
    }

    /// <summary>Where a consent of that record stands in that state.</summary>
    public static StandingConsent Of(ConsentRecord record, ConsentState state, int version)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new StandingConsent(record.Id, ConsentReach.Of(record), record.ValidFrom, EndOf(record), state, version);
    }

    internal static DateTimeOffset EndOf(ConsentRecord record) =>
        record.Guardian is { } guardian && guardian.Until < record.ValidUntil ? guardian.Until : record.ValidUntil;
}
