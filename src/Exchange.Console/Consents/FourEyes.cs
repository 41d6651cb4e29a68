using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;

namespace Exchange.Console.Consents;

/// <summary>
/// Which consents count only once a second officer has confirmed them: all that were taken without the person in sight, those that would go past a hold
/// or past a confirmation that is still awaited, and of the others taken at a counter a sample. The person's pseudonym in the store draws it, which no
/// officer ever sees: nobody knows before whether a colleague will call the person back.
/// </summary>
internal static class FourEyes
{
    /// <summary>Whether a second officer is needed.</summary>
    /// <param name="by">The channel.</param>
    /// <param name="subject">The person's pseudonym in the store.</param>
    /// <param name="draft">What is entered.</param>
    /// <param name="percent">How many of a hundred taken at a counter are drawn.</param>
    public static bool Need(ConsentChannel by, string subject, ConsentDraft draft, int percent) => by switch
    {
        ConsentChannel.Self => false,
        ConsentChannel.Counter => Draw(subject, draft) < percent,
        _ => true,
    };

    /// <summary>
    /// Whether an officer's entry needs a second because of an earlier one for the same purpose: it is on hold, or an officer entered it and nobody has
    /// confirmed it since.
    /// </summary>
    public static bool NeedAfter(ConsentHistory earlier, ConsentDraft draft, DateTimeOffset now) =>
        IsToOneOf(draft.Purposes, earlier) && (IsOnHold(earlier, now) || IsUnconfirmed(earlier, now));

    /// <summary>
    /// Whether another consent for the same purpose is on hold beside one that counts, or was when that one replaced it: the hold came between the look
    /// and the giving.
    /// </summary>
    public static bool IsPastHold(ConsentHistory given, ConsentHistory other, DateTimeOffset now) =>
        other.Record.Id != given.Record.Id && IsToOneOf(given.Record.Purposes, other) && IsOnHold(BeforeIt(given, other), now);

    private static bool IsToOneOf(IReadOnlyList<ConsentPurpose> purposes, ConsentHistory consent) =>
        consent.Record.Purposes.Any(purpose => purposes.Any(wanted => wanted.Code == purpose.Code));

    private static ConsentHistory BeforeIt(ConsentHistory given, ConsentHistory other) =>
        given.Record.Previous is not null && other.Events[^1] is { Type: ConsentEventType.Supersede } last && last.At >= given.Events[0].At
            ? ConsentHistory.Fold(other.Record, [.. other.Events.SkipLast(1)])
            : other;

    // WHY not past its end: then nothing lets it count again, and giving anew at 14 is giving.
    private static bool IsOnHold(ConsentHistory earlier, DateTimeOffset now) => earlier.State == ConsentState.Suspended && now < earlier.Ends;

    private static bool IsUnconfirmed(ConsentHistory earlier, DateTimeOffset now) =>
        earlier.Events[0].By.Channel != ConsentChannel.Self
        && now < earlier.AnswerableUntil
        && earlier.Events.All(happened => happened.Type != ConsentEventType.Give);

    // INVARIANT: the same for a person, a purpose and a day, on every hub: whoever enters it twice at once, or again until it is not drawn, draws once.
    private static int Draw(string subject, ConsentDraft draft)
    {
        var day = draft.ValidFrom.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var drawn = SHA256.HashData(Encoding.UTF8.GetBytes($"{subject} {draft.Purposes[0].Code} {day}"));
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(drawn) % 100);
    }
}
