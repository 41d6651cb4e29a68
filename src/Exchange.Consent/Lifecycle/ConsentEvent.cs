using Exchange.Consent.Records;

namespace Exchange.Consent.Lifecycle;

/// <summary>What can happen to a consent.</summary>
public enum ConsentEventType : byte
{
    /// <summary>The person was asked. Always the first.</summary>
    Request,

    /// <summary>The person said yes.</summary>
    Give,

    /// <summary>The person said no.</summary>
    Refuse,

    /// <summary>Nobody answered in time.</summary>
    Lapse,

    /// <summary>It begins to count.</summary>
    Activate,

    /// <summary>It is put on hold.</summary>
    Suspend,

    /// <summary>It counts again.</summary>
    Resume,

    /// <summary>The person took it back.</summary>
    Withdraw,

    /// <summary>Its time is over.</summary>
    Expire,

    /// <summary>A newer one replaces it.</summary>
    Supersede,

    /// <summary>It is found never to have been valid.</summary>
    Invalidate,

    /// <summary>An officer asks that it count again; it stays on hold until a second one agrees.</summary>
    AskResume,
}

/// <summary>The way in which somebody acted.</summary>
public enum ConsentChannel : byte
{
    /// <summary>The person's own account.</summary>
    Self,

    /// <summary>At a counter, before an officer.</summary>
    Counter,

    /// <summary>By telephone.</summary>
    Phone,

    /// <summary>On paper.</summary>
    Paper,

    /// <summary>The hub itself, for what follows from the record: activation, expiry, lapse.</summary>
    Hub,

    /// <summary>Through the program of a department that receives, which says that the person said so.</summary>
    Recipient,
}

/// <summary>How sure it is who acted.</summary>
public enum AuthenticationLevel : byte
{
    /// <summary>Not established.</summary>
    None,

    /// <summary>One factor, or a voice on the telephone.</summary>
    Low,

    /// <summary>Two factors, or an identity card at a counter.</summary>
    Substantial,

    /// <summary>A qualified signature, or a face check against the register.</summary>
    High,
}

/// <summary>Who acts on a consent, and how.</summary>
/// <param name="Actor">An officer's or account's id, never a person's number.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Authentication">How sure it is.</param>
/// <param name="Evidence">A reference to a form, a recording or the like; null for none.</param>
public sealed record ConsentAct(string Actor, ConsentChannel Channel, AuthenticationLevel Authentication, string? Evidence = null)
{
    /// <summary>What the hub does by itself.</summary>
    public static ConsentAct OfHub { get; } = new("exchange", ConsentChannel.Hub, AuthenticationLevel.None);
}

/// <summary>One thing that happened to a consent. Append-only.</summary>
/// <param name="Consent">The consent.</param>
/// <param name="Version">Its place in the consent's history, from 1 without gaps.</param>
/// <param name="Type">What happened.</param>
/// <param name="At">When it was entered.</param>
/// <param name="Effective">When it takes effect: for closing events never later than <paramref name="At"/>.</param>
/// <param name="By">Who acted, and how.</param>
public sealed record ConsentEvent(
    ConsentId Consent, int Version, ConsentEventType Type, DateTimeOffset At, DateTimeOffset Effective, ConsentAct By)
{
    /// <summary>Whether it takes something away. Such an event is stored before it is recorded; one that opens is recorded first.</summary>
    public bool Closes => Type is ConsentEventType.Refuse or ConsentEventType.Lapse or ConsentEventType.Suspend or ConsentEventType.Withdraw
        or ConsentEventType.Expire or ConsentEventType.Supersede or ConsentEventType.Invalidate;
}
