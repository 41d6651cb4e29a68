using System.Buffers.Binary;
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

    private static int Draw(ConsentId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes);
        return (int)(BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) % 100);
    }
}
