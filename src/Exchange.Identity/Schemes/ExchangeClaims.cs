namespace Exchange.Identity.Schemes;

/// <summary>Names of the claims on a principal, whichever way the caller came in, and of the schemes.</summary>
public static class ExchangeClaims
{
    /// <summary>The default scheme: bearer token where there is an <c>Authorization</c> header, else session.</summary>
    public const string CallerScheme = "exchange";

    /// <summary>The scheme of session cookies: staff and residents.</summary>
    public const string SessionScheme = "exchange-session";

    /// <summary>The scheme of bearer tokens: client applications.</summary>
    public const string BearerScheme = "exchange-bearer";

    /// <summary>The account's or client's id.</summary>
    public const string Subject = "sub";

    /// <summary>The user name, or the client's id.</summary>
    public const string Name = "name";

    /// <summary>A role code; <c>RequireRole</c> and <c>IsInRole</c> read it.</summary>
    public const string Role = "role";

    /// <summary>For a resident: the person's pseudonym in this store.</summary>
    public const string Person = "person";

    /// <summary>For a client: its id.</summary>
    public const string ClientId = "client_id";

    /// <summary>The code of the department that the client, or the account's holder, works for; absent for an account without one.</summary>
    public const string Department = "department";

    /// <summary>A purpose code that the client, or the account's holder, may name; one claim each.</summary>
    public const string Purpose = "purpose";

    /// <summary>The jurisdiction of the client or of the account's holder.</summary>
    public const string Region = "region";

    /// <summary>The officer behind a client, or the account's opaque id.</summary>
    public const string Officer = "officer";

    /// <summary>How a session was opened (RFC 8176); absent for a password alone.</summary>
    public const string Methods = "amr";

    /// <summary>The value of <see cref="Methods"/> for two factors.</summary>
    public const string TwoFactors = "mfa";
}
