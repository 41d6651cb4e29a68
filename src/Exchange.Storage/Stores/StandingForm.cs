using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;

namespace Exchange.Storage.Stores;

/// <summary>
/// Where a consent stands, in some ninety bytes: what an index needs, in one value, because a start reads millions and each value that is fetched
/// costs as much as all that is in this one. Integers are big-endian.
/// </summary>
internal static class StandingForm
{
    /// <summary>The most bytes that it takes: a person's pseudonym has at most 64.</summary>
    public const int MostBytes = SubjectAt + 64;

    private const int FromAt = 16;
    private const int UntilAt = 24;
    private const int ReachAt = 32;
    private const int VersionAt = 40;
    private const int StateAt = 44;
    private const int SubjectAt = 45;

    // INVARIANT: stores hold places of this list. A state is only ever added, at its end.
    private static readonly ConsentState[] States =
    [
        ConsentState.Requested, ConsentState.Given, ConsentState.Refused, ConsentState.Lapsed, ConsentState.Active, ConsentState.Suspended,
        ConsentState.Withdrawn, ConsentState.Expired, ConsentState.Superseded, ConsentState.Invalidated,
    ];

    /// <summary>The form of a consent.</summary>
    /// <param name="subject">The person's pseudonym in the store.</param>
    /// <param name="consent">Where it stands.</param>
    /// <param name="reach">The number of what it reaches.</param>
    public static byte[] Write(string subject, in StandingConsent consent, long reach)
    {
        var form = new byte[SubjectAt + Encoding.UTF8.GetByteCount(subject)];
        consent.Id.Value.TryWriteBytes(form, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(form.AsSpan(FromAt), consent.From.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(form.AsSpan(UntilAt), consent.Until.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(form.AsSpan(ReachAt), reach);
        BinaryPrimitives.WriteInt32BigEndian(form.AsSpan(VersionAt), consent.Version);
        form[StateAt] = (byte)Array.IndexOf(States, consent.State);
        Encoding.UTF8.GetBytes(subject, form.AsSpan(SubjectAt));
        return form;
    }

    /// <summary>Reads a form; false where it is none.</summary>
    /// <param name="form">The bytes.</param>
    /// <param name="reaches">Has what is reached, by its number.</param>
    /// <param name="subject">The person's pseudonym in the store.</param>
    /// <param name="consent">Where the consent stands.</param>
    public static bool TryRead(ReadOnlySpan<byte> form, ConsentReaches reaches, [NotNullWhen(true)] out string? subject, out StandingConsent consent)
    {
        (subject, consent) = (null, default);
        if (form.Length <= SubjectAt || form[StateAt] >= States.Length)
        {
            return false;
        }

        var id = new Guid(form[..FromAt], bigEndian: true);
        var version = BinaryPrimitives.ReadInt32BigEndian(form[VersionAt..]);
        if (id.Version != 7 || version <= 0 || !TryInstant(form[FromAt..], out var from) || !TryInstant(form[UntilAt..], out var until)
            || reaches.Find(BinaryPrimitives.ReadInt64BigEndian(form[ReachAt..])) is not { } reach)
        {
            return false;
        }

        subject = Encoding.UTF8.GetString(form[SubjectAt..]);
        consent = new StandingConsent(ConsentId.From(id), reach, from, until, States[form[StateAt]], version);
        return true;
    }

    /// <summary>The consent that a form names, for a message about what cannot be read.</summary>
    public static string IdOf(ReadOnlySpan<byte> form) =>
        form.Length >= FromAt ? new Guid(form[..FromAt], bigEndian: true).ToString() : "without an id";

    private static bool TryInstant(ReadOnlySpan<byte> form, out DateTimeOffset instant)
    {
        var ticks = BinaryPrimitives.ReadInt64BigEndian(form);
        var known = ticks >= DateTimeOffset.MinValue.Ticks && ticks <= DateTimeOffset.MaxValue.Ticks;
        instant = known ? new DateTimeOffset(ticks, TimeSpan.Zero) : default;
        return known;
    }
}
