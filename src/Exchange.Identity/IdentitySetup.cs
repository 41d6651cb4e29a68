using Exchange.Consent.Replicas;
using Exchange.Identity.Accounts;
using Exchange.Identity.Accounts.Administration;
using Exchange.Identity.Accounts.Passkeys;
using Exchange.Identity.Accounts.Passwords;
using Exchange.Identity.Accounts.SecondFactor;
using Exchange.Identity.Clients;
using Exchange.Identity.Clients.Documents;
using Exchange.Identity.Keys;
using Exchange.Identity.Schemes;
using Exchange.Identity.Tokens;
using Exchange.Identity.Verification;
using Exchange.Storage;
using Exchange.Storage.Accounts;
using Exchange.Storage.Model;
using Exchange.Storage.Stores;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Exchange.Identity;

/// <summary>Puts the room into a composition root: add, start once after the store is migrated, map.</summary>
public static class IdentitySetup
{
    /// <summary>
    /// Adds the token service, verification, sign-in and the authentication schemes. Needs <see cref="StorageSetup"/>'s stores.
    /// </summary>
    /// <exception cref="ArgumentException"><c>Identity:Authority</c> is neither https nor loopback.</exception>
    public static IServiceCollection AddExchangeIdentity(this IServiceCollection services, ExchangeIdentityOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        AddKeysAndClients(services, options);
        AddTokens(services, options);
        AddAccounts(services, options);
        AddSchemes(services);
        return services;
    }

    /// <summary>Checks the keys against the store, opens them, and reads the clients and their documents. Call once, before the first request.</summary>
    /// <exception cref="KeyException">A key is gone, was replaced, is damaged, or is open to other users.</exception>
    public static async Task StartAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        await services.GetRequiredService<KeyLedger>().CheckAsync(cancellationToken);
        await services.GetRequiredService<SigningKeys>().OpenAsync(cancellationToken);
        await services.GetRequiredService<AccountKeys>().OpenAsync(cancellationToken);

        await services.GetRequiredService<ClientDirectory>().LoadAsync(cancellationToken);
        await services.GetRequiredService<TrustedDocumentDirectory>().LoadAsync(cancellationToken);
    }

    /// <summary>
    /// Maps <c>/api/v1/session</c>, <c>/account</c>, <c>/accounts</c> and <c>/.well-known/jwks.json</c>, and, unless another authority is
    /// named, <c>/connect/token</c> and <c>/.well-known/openid-configuration</c>.
    /// </summary>
    public static IEndpointRouteBuilder MapExchangeIdentity(this IEndpointRouteBuilder endpoints, IdentityPorts ports)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(ports);
        AccountEndpoints.Map(endpoints, ports);

        // WHY also where another authority issues the tokens: receipts of consents are the hub's own word.
        var discovery = endpoints.ServiceProvider.GetRequiredService<DiscoveryEndpoints>();
        endpoints.MapGet(DiscoveryEndpoints.JwksPath, discovery.JwksAsync);
        if (endpoints.ServiceProvider.GetRequiredService<ExchangeIdentityOptions>().Authority is null)
        {
            var token = endpoints.ServiceProvider.GetRequiredService<TokenEndpoint>();
            endpoints.MapPost(DiscoveryEndpoints.TokenPath, token.AnswerAsync);
            endpoints.MapGet(DiscoveryEndpoints.ConfigurationPath, discovery.ConfigurationAsync);
        }

        return endpoints;
    }

    /// <summary>Whether an <c>Identity:Authority</c> cannot be impersonated on the way: https, or on this machine itself.</summary>
    public static bool IsSafeAuthority(string authority) => ForeignAuthority.IsSafe(authority);

    private static void AddKeysAndClients(IServiceCollection services, ExchangeIdentityOptions options)
    {
        services.AddSingleton(new KeyFolder(options.KeysPath));
        services.AddSingleton(p => new KeyLedger(p.GetRequiredService<KeyFolder>(), p.GetRequiredService<SettingStore>()));
        services.AddSingleton<SigningKeys>();
        services.AddSingleton(p => new ClientDirectory(p.GetRequiredService<ClientStore>(), p.GetRequiredService<IReplicas>()));
        services.AddSingleton(p => new TrustedDocumentDirectory(p.GetRequiredService<TrustedDocumentStore>()));
        services.AddSingleton(p => new ClientProvisioner(p.GetRequiredService<ClientStore>(), p.GetRequiredService<TimeProvider>()));
    }

    private static void AddTokens(IServiceCollection services, ExchangeIdentityOptions options)
    {
        services.AddSingleton<IssuerName>();
        services.AddSingleton<AccessTokenIssuer>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<DiscoveryEndpoints>();
        services.AddSingleton(p => new ReceiptSigner(p.GetRequiredService<SigningKeys>()));
        if (options.Authority is { } authority)
        {
            ForeignAuthority.DemandSafe(authority);
            services.AddSingleton<ITokenAuthority>(p => new ForeignAuthority(authority, p.GetRequiredService<TimeProvider>()));
        }
        else
        {
            services.AddSingleton<ITokenAuthority, OwnAuthority>();
        }

        services.AddSingleton(p => new AccessTokenVerifier(
            p.GetRequiredService<ITokenAuthority>(), p.GetRequiredService<ClientDirectory>(),
                options, p.GetRequiredService<TimeProvider>()));
    }

    private static void AddAccounts(IServiceCollection services, ExchangeIdentityOptions options)
    {
        services.AddSingleton<AccountKeys>();
        services.AddSingleton(p => p.GetRequiredService<AccountKeys>().Secrets);
        services.AddSingleton<SignInGate>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<OpenSessions>();
        services.AddSingleton(p => new StaffProvisioner(p.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton(p => new FirstAdministrator(
            p.GetRequiredService<SettingStore>(), p.GetRequiredService<StaffRoster>(), p.GetRequiredService<TimeProvider>()));

        // WHY before AddIdentityCore: it adds rules of its own only where there are none.
        services.AddScoped<IPasswordValidator<StaffAccount>, PasswordRules>();
        services.AddIdentityCore<StaffAccount>(accounts =>
        {
            accounts.Lockout.AllowedForNewUsers = true;
            accounts.Lockout.MaxFailedAccessAttempts = 5;
            accounts.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        }).AddTokenProvider<OneTimeCodeProvider>(TokenOptions.DefaultAuthenticatorProvider).AddAccountStores();
        services.AddScoped<IPasskeyHandler<StaffAccount>, PasskeyHandler<StaffAccount>>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = options.PasskeyHost;
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.AttestationConveyancePreference = "none";
            passkeys.ValidateOrigin = asked => ValueTask.FromResult(PasskeyOrigin.IsOwn(asked, options.PasskeyHost));
        });
    }

    private static void AddSchemes(IServiceCollection services)
    {
        // WHY not AddAuthentication: it brings Data Protection, which would write keys of its own outside the key folder.
        services.AddAuthenticationCore(o => o.DefaultScheme = ExchangeClaims.CallerScheme);
        services.AddWebEncoders();
        services.AddAuthorization();
        new AuthenticationBuilder(services)
            .AddScheme<AuthenticationSchemeOptions, SessionScheme>(ExchangeClaims.SessionScheme, null)
            .AddScheme<AuthenticationSchemeOptions, BearerScheme>(ExchangeClaims.BearerScheme, null)
            .AddPolicyScheme(ExchangeClaims.CallerScheme, null, scheme => scheme.ForwardDefaultSelector =
                context => context.Request.Headers.Authorization.Count > 0 ? ExchangeClaims.BearerScheme : ExchangeClaims.SessionScheme);
    }
}
