using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Identity.Accounts.Own;
using Exchange.Identity.Accounts.Records;
using Exchange.Identity.Schemes;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Accounts.Passkeys;

/// <summary><c>/api/v1/session/passkey</c> and <c>/api/v1/account/passkeys</c>: WebAuthn Level 3, both ceremonies. Thread-safe.</summary>
internal sealed class PasskeyEndpoints(
    IServiceScopeFactory scopes, PasskeySignIn signIn, SessionOpening opening, OwnAccountRequests own, PasskeyCeremony ceremonies, AccountRecords records)
{
    private const int MostPasskeys = 10;
    private const int LongestName = 64;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/session/passkey/options", (Delegate)SignInOptionsAsync).WithName("passkeySignInOptions").WithTags("session")
            .WithSummary("Begin a sign-in by passkey. The answer is the same whichever accounts exist.")
            .Accepts<PasskeySignInStart>("application/json").Produces<PasskeyOptions>().ProducesProblem(403);
        routes.MapPost("/session/passkey", SignInAsync).WithName("passkeySignIn").WithTags("session").WithSummary("Sign in by passkey.")
            .Accepts<PasskeySignInRequest>("application/json").Produces<SessionView>()
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(429).ProducesProblem(503);

        var passkeys = routes.MapGroup("/account/passkeys").WithTags("account").RequireAuthorization(AccountAccess.AnySession);
        passkeys.MapPost("/options", RegistrationOptionsAsync).WithName("passkeyOptions").WithSummary("Begin to add a passkey.")
            .Accepts<PasswordConfirmation>("application/json").Produces<PasskeyOptions>()
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(429);
        passkeys.MapPost("/", RegisterAsync).WithName("addPasskey").WithSummary("Add a passkey to one's own account.")
            .Accepts<PasskeyRegistration>("application/json").Produces<PasskeyView>()
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409).ProducesProblem(503);
        passkeys.MapDelete("/{id}", RemoveAsync).WithName("removePasskey").WithSummary("Take a passkey away from one's own account.")
            .Produces(204).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(503);
    }

    private async Task<IResult> SignInOptionsAsync(HttpContext http)
    {
        if (!SessionCookie.IsIntended(http.Request))
        {
            return IdentityProblems.CsrfHeaderMissing();
        }

        await using var services = scopes.CreateAsyncScope();
        var made = await SignInScope.Of(services.ServiceProvider).Passkeys.MakeRequestOptionsAsync(null, http);
        ceremonies.Begin(http.Response, made.AssertionState!, PasskeyCeremony.SignIn);
        return Results.Ok(new PasskeyOptions(JsonElement.Parse(made.RequestOptionsJson)));
    }

    private async Task<IResult> SignInAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!SessionCookie.IsIntended(http.Request))
        {
            return IdentityProblems.CsrfHeaderMissing();
        }

        if (await AccountBody.ReadAsync<PasskeySignInRequest>(http.Request, cancellationToken, AccountBody.Credential)
            is not { Credential.ValueKind: JsonValueKind.Object } sent)
        {
            return IdentityProblems.NotUnderstood();
        }

        var outcome = await signIn.TryAsync(http, sent.Credential, cancellationToken);
        if (outcome.Verdict is SignInVerdict.Accepted)
        {
            return await opening.SignInAsync(http, outcome);
        }

        records.Count(http, outcome.Verdict is SignInVerdict.Busy ? "SIGN_IN_BUSY" : "SIGN_IN_REFUSED");
        return outcome.Verdict is SignInVerdict.Busy ? IdentityProblems.SignInBusy() : IdentityProblems.SignInRefused();
    }

    private async Task<IResult> RegistrationOptionsAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var sent = await AccountBody.ReadAsync<PasswordConfirmation>(http.Request, cancellationToken);
        if (await own.RefusalOfAsync(http, sent?.Password) is { } refusal)
        {
            return refusal;
        }

        var (id, name) = (AccountAccess.AccountId(http), http.User.Identity!.Name!);
        await using var services = scopes.CreateAsyncScope();
        var made = await SignInScope.Of(services.ServiceProvider).Passkeys.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = id, Name = name, DisplayName = name }, http);
        ceremonies.Begin(http.Response, made.AttestationState!, PasskeyCeremony.Registration(id));
        return Results.Ok(new PasskeyOptions(JsonElement.Parse(made.CreationOptionsJson)));
    }

    private async Task<IResult> RegisterAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (await AccountBody.ReadAsync<PasskeyRegistration>(http.Request, cancellationToken, AccountBody.Credential)
            is not { Credential.ValueKind: JsonValueKind.Object, Name: { } name } sent
            || name.Trim() is not { Length: > 0 and <= LongestName } trimmed)
        {
            return IdentityProblems.NotUnderstood();
        }

        var ceremony = ceremonies.End(http, PasskeyCeremony.Registration(AccountAccess.AccountId(http)));
        return ceremony is null
            ? IdentityProblems.PasskeyRefused()
            : await own.ChangeAsync(http, (scope, account) => AddAsync(http, scope, account, ceremony, sent.Credential, trimmed));
    }

    private static async Task<ChangeOutcome> AddAsync(
        HttpContext http, SignInScope scope, StaffAccount account, BegunCeremony ceremony, JsonElement credential, string name)
    {
        if ((await scope.Accounts.GetPasskeysAsync(account)).Count >= MostPasskeys)
        {
            return new ChangeOutcome(IdentityProblems.Conflict($"An account has at most {MostPasskeys} passkeys: take one away first."));
        }

        var result = await scope.Passkeys.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = http, AttestationState = ceremony.State, CredentialJson = credential.GetRawText(),
        });
        if (!result.Succeeded || result.UserEntity.Id != account.Id || !await PasskeyCeremony.TryCountAsync(scope, account, ceremony))
        {
            return new ChangeOutcome(IdentityProblems.PasskeyRefused());
        }

        result.Passkey.Name = name;
        AccountChange.Demand(await scope.Accounts.AddOrUpdatePasskeyAsync(account, result.Passkey));
        var view = new PasskeyView(Base64UrlEncoder.Encode(result.Passkey.CredentialId), name, result.Passkey.CreatedAt);
        return new ChangeOutcome(Results.Ok(view), AccountAct.PasskeyAdded);
    }

    private async Task<IResult> RemoveAsync(HttpContext http, string id) => await own.ChangeAsync(http, async (scope, account) =>
    {
        var passkeys = await scope.Accounts.GetPasskeysAsync(account);
        if (passkeys.FirstOrDefault(key => Base64UrlEncoder.Encode(key.CredentialId) == id) is not { } passkey)
        {
            return new ChangeOutcome(IdentityProblems.NotFound());
        }

        AccountChange.Demand(await scope.Accounts.RemovePasskeyAsync(account, passkey.CredentialId));
        return new ChangeOutcome(Results.NoContent(), AccountAct.PasskeyRemoved);
    });
}
