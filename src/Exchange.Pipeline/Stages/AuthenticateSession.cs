using Exchange.Audit.Records;
using Exchange.Pipeline.Callers;
using Exchange.Policy;

namespace Exchange.Pipeline.Stages;

/// <summary>
/// The part of stage 1 for requests that come by session: the account's department asks through the client <see cref="Client"/>, and the
/// account is the officer behind it.
/// </summary>
internal static class AuthenticateSession
{
    /// <summary>The client that every signed-in account asks through.</summary>
    public const string Client = "console";

    public static TokenVerdict Verdict(SessionCredential session) =>
        session.IsCrossSite ? new TokenVerdict(null, TokenFault.CrossSite)
        : !session.IsIntended ? new TokenVerdict(null, TokenFault.CsrfHeaderMissing)
        : session.Account is not { } account ? new TokenVerdict(null, TokenFault.SessionOver)
        : new TokenVerdict(Identity(account), TokenFault.None);

    /// <summary>Whether the account is one that works for no department.</summary>
    public static bool IsBarred(SessionCredential session) => session.Account is { Department: null };

    // WHY: a barred account is on the record under its own id, with no department, role or purpose that could open anything.
    private static ClientIdentity Identity(SignedInAccount account) => account.Department is { } department
        ? new ClientIdentity(
            Client, new DepartmentId(department), account.Roles, account.Purposes, account.RegionCode, account.AccountId, IntrospectionMode.Full)
        : new ClientIdentity(Client, new DepartmentId(RecordedCaller.Hub), [], [], null, account.AccountId, IntrospectionMode.Off);
}
