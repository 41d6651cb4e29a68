using System.Buffers.Binary;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;

namespace Exchange.Console.Consents;

/// <summary>
/// Which consents count only once a second officer has confirmed them: all that were taken without the person in sight, and of those taken at a
/// counter a sample. The id draws it, which the hub makes by chance: no officer knows before whether a colleague will call the person back.
/// </summary>
internal static class FourEyes
{
    public static bool Need(ConsentChannel channel, ConsentId id, int percent) => channel switch
    {
        ConsentChannel.Self => false,
        ConsentChannel.Counter => Draw(id) < percent,
        _ => true,
    };

    /// <summary>Whether an earlier entry for the same purpose was drawn at a counter and no second officer has confirmed it since.</summary>
    public static bool IsStillDrawn(ConsentHistory earlier, ConsentDraft draft, DateTimeOffset now) =>
        earlier.Events[0].By.Channel == ConsentChannel.Counter
        && now < earlier.AnswerableUntil
        && earlier.Events.All(happened => happened.Type != ConsentEventType.Give)
        && earlier.Record.Purposes.Any(purpose => draft.Purposes.Any(wanted => wanted.Code == purpose.Code));

    private static int Draw(ConsentId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes);
        return (int)(BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) % 100);
    }
}
