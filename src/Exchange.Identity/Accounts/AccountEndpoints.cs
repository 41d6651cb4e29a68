using Exchange.Consent.Replicas;
using Exchange.Identity.Accounts.Administration;
using Exchange.Identity.Accounts.Own;
using Exchange.Identity.Accounts.Passkeys;
using Exchange.Identity.Accounts.Records;
using Exchange.Identity.Accounts.SecondFactor;
using Exchange.Identity.Clients;
using Exchange.Identity.Clients.Administration;
using Exchange.Identity.Clients.Documents;
using Exchange.Identity.Keys;
using Exchange.Storage.Accounts;
using Exchange.Storage.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Identity.Accounts;

/// <summary>Puts sessions, one's own account and the keeping of accounts together under <c>/api/v1</c>.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, IdentityPorts ports)
    {
        var services = endpoints.ServiceProvider;
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        var time = services.GetRequiredService<TimeProvider>();
        var gate = services.GetRequiredService<SignInGate>();
        var cookie = services.GetRequiredService<SessionCookie>();
        var sessions = services.GetRequiredService<OpenSessions>();
        var records = new AccountRecords(ports, time);
        var signIn = new StaffSignIn(scopes, gate, records, time);
        var opening = new SessionOpening(sessions, cookie, records);
        var changes = new AccountChange(scopes, records);
        var own = new OwnAccountRequests(changes, signIn, opening, records);
        var ceremonies = new PasskeyCeremony(services.GetRequiredService<AccountKeys>(), services.GetRequiredService<ExchangeIdentityOptions>(), time);
        var administration = new AccountAdministration(ports.Terms, time);

        var routes = endpoints.MapGroup("/api/v1").AddEndpointFilter(AccountAccess.GuardAsync);
        new SessionEndpoints(signIn, opening, sessions, cookie, records).Map(routes);
        new PasskeyEndpoints(scopes, new PasskeySignIn(signIn, ceremonies), opening, own, ceremonies, records).Map(routes);
        new OwnAccountEndpoints(scopes, own).Map(routes);
        new SecondFactorEndpoints(own).Map(routes);
        new AccountsEndpoints(changes, administration, services.GetRequiredService<StaffRoster>()).Map(routes);
        new ClientsEndpoints(
            services.GetRequiredService<ClientStore>(),
            new ClientAdministration(
                services.GetRequiredService<ClientStore>(), services.GetRequiredService<ClientDirectory>(),
                services.GetRequiredService<OwedRecordStore>(), records, ports.Terms, time)).Map(routes);
        new DocumentEndpoints(new DocumentAdministration(
            services.GetRequiredService<ClientStore>(), services.GetRequiredService<TrustedDocumentStore>(),
            services.GetRequiredService<TrustedDocumentDirectory>(), services.GetRequiredService<OwedRecordStore>(),
            services.GetRequiredService<IReplicas>(), records, new DocumentRules(ports.DocumentMistakes), time)).Map(routes);
        new FirstAccountEndpoint(services.GetRequiredService<FirstAdministrator>(), changes, gate, opening, records).Map(routes);
    }
}
