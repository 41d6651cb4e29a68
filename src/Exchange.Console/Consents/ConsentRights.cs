using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Console.Access;

namespace Exchange.Console.Consents;

/// <summary>Who may do what with a consent, and as whom it is entered. Thread-safe.</summary>
internal sealed class ConsentRights(Exchange.Consent.Consents consents)
{
    /// <summary>Whether a listing of the caller's shows the consent; whose consents are listed is decided before.</summary>
    public static bool MaySee(ApiCaller caller, ConsentView consent) =>
        caller.IsDataSteward
        || (caller.Person is not null && caller.Client is null)
        || (caller.Client is { } client && consent.Concerns(client.Department) && consent.Purposes.Any(client.Purposes.Contains));

    /// <summary>How the caller's act is entered: a resident's own, or a data steward's through a channel.</summary>
    public static ConsentAct Act(ApiCaller caller, string? evidence, string? channel) => new(
        caller.Actor,
        IsResident(caller) ? ConsentChannel.Self
            : channel is null ? ConsentChannel.Counter
            : Enum.Parse<ConsentChannel>(channel, ignoreCase: true),
        channel?.ToLowerInvariant() is "phone" or "paper" ? AuthenticationLevel.Low : AuthenticationLevel.Substantial,
        evidence);

    /// <summary>The person, the data steward, or a department that receives by it: whoever may look at it, and withdraw or suspend it.</summary>
    public bool MayClose(ApiCaller caller, ConsentHistory consent, DateTimeOffset now) =>
        IsResident(caller) ? IsOwn(caller, consent) : MaySee(caller, ConsentView.Of(consent, now));

    /// <summary>The person, where no guardian decides, or a data steward who does not profit.</summary>
    public bool MayOpen(ApiCaller caller, ConsentHistory consent) => IsResident(caller)
        ? IsOwn(caller, consent) && consent.Record.Guardian is null
        : caller.IsDataSteward && !ProfitsFrom(caller, consent.Record.Recipients);

    /// <summary>Whether the caller works for one of the departments that would receive.</summary>
    public bool ProfitsFrom(ApiCaller caller, IReadOnlyList<Recipient> recipients) =>
        !IsResident(caller) && caller.Department is { } own && recipients.Any(recipient => recipient.Department.Value == own);

    private static bool IsResident(ApiCaller caller) => caller.Person is not null && !caller.IsDataSteward;

    private bool IsOwn(ApiCaller caller, ConsentHistory consent) =>
        caller.Person is { } own && consents.IsAbout(consent.Record, own);
}
