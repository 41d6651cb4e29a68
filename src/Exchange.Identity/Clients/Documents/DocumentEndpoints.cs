using Exchange.Identity.Accounts;
using Exchange.Identity.Schemes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Identity.Clients.Documents;

/// <summary><c>/api/v1/clients/{clientId}/documents</c>: what a client calls by id, for account administrators. Thread-safe.</summary>
internal sealed class DocumentEndpoints(DocumentAdministration administration)
{
    private const int LargestBody = 1 << 20;

    public void Map(IEndpointRouteBuilder routes)
    {
        var documents = routes.MapGroup("/clients/{clientId}/documents").WithTags("clients").RequireAuthorization(AccountAccess.Administrator);
        Describe(documents.MapGet("/", administration.ListAsync).WithName("listDocuments")
            .WithSummary("The documents that a client may call by id, without their texts.").Produces<DocumentList>());
        Describe(documents.MapGet("/{documentId}", administration.FindAsync).WithName("getDocument")
            .WithSummary("One document with its text.").Produces<DocumentText>());
        Describe(documents.MapPost("/", RegisterAsync).WithName("registerDocuments")
            .WithSummary("Register one or several documents, all or none; the same id with the same text again changes nothing.")
            .Accepts<NewDocuments>("application/json").Produces<DocumentList>().Produces<DocumentList>(201)
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(503));
        Describe(documents.MapDelete("/{documentId}", RemoveAsync).WithName("removeDocument")
            .WithSummary("Remove a document: no hub runs it any more.").Produces(204).ProducesProblem(409).ProducesProblem(503));
    }

    private static void Describe(RouteHandlerBuilder endpoint) => endpoint.ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);

    private async Task<IResult> RegisterAsync(HttpContext http, string clientId, CancellationToken cancellationToken) =>
        await AccountBody.ReadAsync<NewDocuments>(http.Request, cancellationToken, LargestBody) is { } wanted
            ? await administration.RegisterAsync(AccountAccess.AccountId(http), clientId, wanted, cancellationToken)
            : IdentityProblems.NotUnderstood();

    private Task<IResult> RemoveAsync(HttpContext http, string clientId, string documentId) =>
        administration.RemoveAsync(AccountAccess.AccountId(http), clientId, documentId);
}
