using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Console.Access;
using Exchange.Policy;

namespace Exchange.Console.Consents;

/// <summary>Who may do what with a consent, and as whom it is entered. Thread-safe.</summary>
internal sealed class ConsentRights(ConsolePorts ports)
{
    /// <summary>How the caller's act is entered: a resident's own, or a data steward's through a channel.</summary>
    public static ConsentAct Act(ApiCaller caller, string? evidence, string? channel) => new(
        caller.Actor,
        IsResident(caller) ? ConsentChannel.Self
            : channel is null ? ConsentChannel.Counter
            : Enum.Parse<ConsentChannel>(channel, ignoreCase: true),
        channel?.ToLowerInvariant() is "phone" or "paper" ? AuthenticationLevel.Low : AuthenticationLevel.Substantial,
        evidence);

    /// <summary>
    /// Whether a consent is there for the caller, to look at, to withdraw and to suspend: for the person, for the client of a department that receives by
    /// it, for the city's data steward, and for a department's data steward where it concerns that department.
    /// </summary>
    public bool MayClose(ApiCaller caller, ConsentHistory consent) =>
        caller.Client is { } client
            ? Receives(consent.Record, client.Department) && consent.Record.Purposes.Any(purpose => client.Purposes.Contains(purpose.Code))
            : IsResident(caller) ? IsOwn(caller, consent)
            : caller.IsDataSteward && Concerns(caller, consent);

    /// <summary>The person, where no guardian decides, or a data steward who does not profit.</summary>
    public bool MayOpen(ApiCaller caller, ConsentHistory consent) => IsResident(caller)
        ? IsOwn(caller, consent) && consent.Record.Guardian is null
        : caller.IsDataSteward && !ProfitsFrom(caller, consent.Record.Recipients);

    /// <summary>Whether the caller works for one of the departments that would receive.</summary>
    public bool ProfitsFrom(ApiCaller caller, IReadOnlyList<Recipient> recipients) =>
        !IsResident(caller) && caller.Department is { } own && recipients.Any(recipient => recipient.Department.Value == own);

    private static bool IsResident(ApiCaller caller) => caller.Person is not null && !caller.IsDataSteward;

    private static bool Receives(ConsentRecord record, DepartmentId department) =>
        record.Recipients.Any(recipient => recipient.Department == department);

    private bool IsOwn(ApiCaller caller, ConsentHistory consent) =>
        caller.Person is { } own && ports.Consents.IsAbout(consent.Record, own);

    private bool Concerns(ApiCaller steward, ConsentHistory consent)
    {
        var actor = steward.AsPolicyActor;
        return actor.IsOfCity || actor.Department is not { } own
            || consent.Record.Controller == own
            || Receives(consent.Record, own)
            || Provides(consent.Record, own)
            || consent.Events[0].By.Actor == steward.Actor;
    }

    // WHY the scopes too: who owns a field changes, and whoever gives it today is concerned today.
    private bool Provides(ConsentRecord record, DepartmentId department)
    {
        var (standard, vocabulary) = (ports.Snapshot.Value.Standard, ports.Snapshot.Value.Policies.Vocabulary);
        return record.Providers.Contains(department)
            || record.Scopes.Any(scope => vocabulary.FindScope(scope.Scope)?.ProvidersIn(standard).Contains(department) ?? false);
    }
}
