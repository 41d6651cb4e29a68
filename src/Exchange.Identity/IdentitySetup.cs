using Exchange.Consent.Replicas;
using Exchange.Identity.Accounts;
using Exchange.Identity.Clients;
using Exchange.Identity.Keys;
using Exchange.Identity.Schemes;
using Exchange.Identity.Tokens;
using Exchange.Identity.Verification;
using Exchange.Storage;
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
        AddAccounts(services);
        AddSchemes(services);
        return services;
    }

    /// <summary>Checks the keys against the store, opens them, and reads the clients. Call once, before the first request.</summary>
    /// <exception cref="KeyException">A key is gone, was replaced, is damaged, or is open to other users.</exception>
    public static async Task StartAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        await services.GetRequiredService<KeyLedger>().CheckAsync(cancellationToken);
        if (services.GetRequiredService<ExchangeIdentityOptions>().Authority is null)
        {
            await services.GetRequiredService<SigningKeys>().OpenAsync(cancellationToken);
        }

        await services.GetRequiredService<ClientDirectory>().LoadAsync(cancellationToken);
    }

    /// <summary>
    /// Maps <c>/api/v1/session</c>, and, unless another authority is named, <c>/connect/token</c>,
    /// <c>/.well-known/openid-configuration</c> and <c>/.well-known/jwks.json</c>.
    /// </summary>
    public static IEndpointRouteBuilder MapExchangeIdentity(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        SessionEndpoints.Map(endpoints);
        if (endpoints.ServiceProvider.GetRequiredService<ExchangeIdentityOptions>().Authority is null)
        {
            var token = endpoints.ServiceProvider.GetRequiredService<TokenEndpoint>();
            var discovery = endpoints.ServiceProvider.GetRequiredService<DiscoveryEndpoints>();
            endpoints.MapPost(DiscoveryEndpoints.TokenPath, token.AnswerAsync);
            endpoints.MapGet(DiscoveryEndpoints.ConfigurationPath, discovery.ConfigurationAsync);
            endpoints.MapGet(DiscoveryEndpoints.JwksPath, discovery.JwksAsync);
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
        services.AddSingleton(p => new ClientProvisioner(p.GetRequiredService<ClientStore>(), p.GetRequiredService<TimeProvider>()));
    }

    private static void AddTokens(IServiceCollection services, ExchangeIdentityOptions options)
    {
        services.AddSingleton<IssuerName>();
        services.AddSingleton<AccessTokenIssuer>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<DiscoveryEndpoints>();
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

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddSingleton<StaffSignIn>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton(p => new StaffProvisioner(p.GetRequiredService<IServiceScopeFactory>()));
        services.AddIdentityCore<StaffAccount>(accounts =>
        {
            accounts.Password.RequiredLength = 12;
            accounts.Password.RequiredUniqueChars = 6;
            accounts.Password.RequireNonAlphanumeric = false;
            accounts.Lockout.AllowedForNewUsers = true;
            accounts.Lockout.MaxFailedAccessAttempts = 5;
            accounts.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        }).AddAccountStores();
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
