using Exchange.Audit.Records;
using Exchange.Pipeline.Callers;
using Exchange.Policy;

namespace Exchange.Pipeline.Stages;

/// <summary>
/// The part of stage 1 for requests that come by session: the account's department asks through the client <see cref="Client"/>, and the
/// account is the officer behind it. A resident asks for herself.
/// </summary>
internal static class AuthenticateSession
{
    /// <summary>The client that every signed-in account asks through.</summary>
    public const string Client = "console";

    private const string ResidentRole = "resident";
    private const string OwnDataPurpose = "subject.access";

    // The receiver that residents are in policies and towards pseudonyms; a city whose vocabulary has none answers no resident.
    private static readonly DepartmentId Residents = new("residents");

    public static TokenVerdict Verdict(SessionCredential session) =>
        session.IsCrossSite ? new TokenVerdict(null, TokenFault.CrossSite)
        : !session.IsIntended ? new TokenVerdict(null, TokenFault.CsrfHeaderMissing)
        : session.Account is not { } account ? new TokenVerdict(null, TokenFault.SessionOver)
        : new TokenVerdict(Identity(account), TokenFault.None);

    /// <summary>Whether the account is one that works for no department and is no resident's.</summary>
    public static bool IsBarred(SessionCredential session) => session.Account is { Department: null } account && !IsResident(account);

    private static bool IsResident(SignedInAccount account) => account.Person is not null && account.Roles.Contains(ResidentRole);

    // WHY: a resident asks for what is hers and for nothing else, whatever else the account might say. A barred account is on the record under its own
    // id, with no department, role or purpose that could open anything.
    private static ClientIdentity Identity(SignedInAccount account) => account switch
    {
        { Department: { } department } => new ClientIdentity(
            Client, new DepartmentId(department), account.Roles, account.Purposes, account.RegionCode, account.AccountId, IntrospectionMode.Full),
        _ when IsResident(account) => new ClientIdentity(
            Client, Residents, [ResidentRole], [OwnDataPurpose], null, account.AccountId, IntrospectionMode.Visible),
        _ => new ClientIdentity(Client, new DepartmentId(RecordedCaller.Hub), [], [], null, account.AccountId, IntrospectionMode.Off),
    };
}
