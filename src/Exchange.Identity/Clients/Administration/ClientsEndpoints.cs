using Exchange.Identity.Accounts;
using Exchange.Identity.Schemes;
using Exchange.Storage.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Identity.Clients.Administration;

/// <summary><c>/api/v1/clients</c>: the departments' client applications, for account administrators. Thread-safe.</summary>
internal sealed class ClientsEndpoints(ClientStore store, ClientAdministration administration)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var clients = routes.MapGroup("/clients").WithTags("clients").RequireAuthorization(AccountAccess.Administrator);
        clients.MapGet("/", ListAsync).WithName("listClients").WithSummary("Every client application.")
            .Produces<ClientList>().ProducesProblem(401).ProducesProblem(403);
        Describe(clients.MapPost("/", CreateAsync).WithName("createClient").WithSummary("Register a client; its secret is shown once.")
            .Accepts<NewClient>("application/json").Produces<MadeClient>(201).ProducesProblem(400));
        Describe(clients.MapPatch("/{clientId}", ChangeAsync).WithName("changeClient")
            .WithSummary("Change a client's rights, suspend it or let it in again. What is left out stays; what is taken away counts at once, on every hub.")
            .Accepts<ClientPatch>("application/json").Produces<ClientView>().ProducesProblem(400).ProducesProblem(404));
        Describe(clients.MapPost("/{clientId}/secret", RenewSecretAsync).WithName("renewClientSecret")
            .WithSummary("Give a new secret, shown once; the one before it no longer counts.").Produces<GivenSecret>().ProducesProblem(404));
    }

    private static void Describe(RouteHandlerBuilder endpoint) =>
        endpoint.ProducesProblem(401).ProducesProblem(403).ProducesProblem(409).ProducesProblem(503);

    private async Task<IResult> ListAsync(CancellationToken cancellationToken) =>
        Results.Ok(new ClientList([.. (await store.ListAsync(cancellationToken)).Select(ClientAdministration.View)]));

    private async Task<IResult> CreateAsync(HttpContext http, CancellationToken cancellationToken) =>
        await AccountBody.ReadAsync<NewClient>(http.Request, cancellationToken) is { } wanted
            ? await administration.CreateAsync(AccountAccess.AccountId(http), wanted, cancellationToken)
            : IdentityProblems.NotUnderstood();

    private async Task<IResult> ChangeAsync(HttpContext http, string clientId, CancellationToken cancellationToken) =>
        await AccountBody.ReadAsync<ClientPatch>(http.Request, cancellationToken) is { } patch
            ? await administration.ChangeAsync(AccountAccess.AccountId(http), clientId, patch, cancellationToken)
            : IdentityProblems.NotUnderstood();

    private Task<IResult> RenewSecretAsync(HttpContext http, string clientId, CancellationToken cancellationToken) =>
        administration.RenewSecretAsync(AccountAccess.AccountId(http), clientId, cancellationToken);
}
