using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Console.Access;
using Exchange.Policy;
using Microsoft.AspNetCore.Http;

namespace Exchange.Console.Consents;

/// <summary>Who may do what with a consent, and as whom it is entered. Thread-safe.</summary>
internal sealed class ConsentRights(ConsolePorts ports)
{
    /// <summary>
    /// How the caller's act is entered: a resident's own by as many factors as the session was opened with, a data steward's through a channel, and a
    /// department's as what it says, of which the hub saw nothing.
    /// </summary>
    public static ConsentAct Act(ApiCaller caller, string? evidence = null, string? channel = null) =>
        caller.Client is not null ? new ConsentAct(caller.Actor, ConsentChannel.Recipient, AuthenticationLevel.None, evidence)
        : IsResident(caller)
            ? new ConsentAct(
                caller.Actor, ConsentChannel.Self, caller.IsTwoFactor ? AuthenticationLevel.Substantial : AuthenticationLevel.Low, evidence)
        : channel is null || channel.Equals(EnteredWord.Counter, StringComparison.OrdinalIgnoreCase)
            ? new ConsentAct(caller.Actor, ConsentChannel.Counter, AuthenticationLevel.Substantial, evidence)
        : new ConsentAct(caller.Actor, Enum.Parse<ConsentChannel>(channel, ignoreCase: true), AuthenticationLevel.Low, evidence);

    /// <summary>The act of a caller who may send how the person said it, or the problem with what was sent.</summary>
    public static async ValueTask<(ConsentAct? Act, IResult? Problem)> ReadActAsync(HttpContext http, ApiCaller caller)
    {
        var (word, unread) = await JsonBody.ReadIfSentAsync<EnteredWord>(http.Request, http.RequestAborted);
        return unread is not null ? (null, unread)
            : word?.Mistakes().ToList() is { Count: > 0 } mistakes ? (null, Problems.BadRequest(string.Join(' ', mistakes)))
            : (Act(caller, word?.Evidence, word?.Channel), null);
    }

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
