using Exchange.Identity.Clients;
using Exchange.Identity.Verification;
using Exchange.Pipeline.Callers;
using Exchange.Policy;
using Exchange.Storage;
using IntrospectionMode = Exchange.Pipeline.Callers.IntrospectionMode;
using PipelineFault = Exchange.Pipeline.Callers.TokenFault;
using PipelineVerdict = Exchange.Pipeline.Callers.TokenVerdict;

namespace Exchange.Host.Composition;

/// <summary>The token service as the pipeline sees it. Thread-safe.</summary>
internal sealed class HubTokens(AccessTokenVerifier verifier, ClientDirectory clients, IntrospectionMode introspection) : ITokenVerifier
{
    public async ValueTask<PipelineVerdict> VerifyAsync(string? token, CancellationToken cancellation)
    {
        var verdict = await verifier.VerifyAsync(token, cancellation);
        if (verdict.Claims is not { } claims)
        {
            return new PipelineVerdict(null, Fault(verdict.Fault));
        }

        var registered = clients.Find(claims.ClientId);
        var client = new ClientIdentity(
            claims.ClientId, new DepartmentId(claims.Department), claims.Roles, claims.Purposes, claims.Region, claims.Officer,
            Mode(registered?.Introspection) ?? introspection)
        {
            Documents = Mode(registered?.TrustedDocuments),
            WithheldErrors = registered?.WithheldErrors ?? false,
        };
        return new PipelineVerdict(client, PipelineFault.None);
    }

    private static IntrospectionMode? Mode(Storage.IntrospectionMode? mode) => mode switch
    {
        null => null,
        Storage.IntrospectionMode.Full => IntrospectionMode.Full,
        Storage.IntrospectionMode.Visible => IntrospectionMode.Visible,
        _ => IntrospectionMode.Off,
    };

    private static DocumentMode? Mode(TrustedDocumentMode? mode) => mode switch
    {
        null => null,
        TrustedDocumentMode.Allow => DocumentMode.Allow,
        _ => DocumentMode.Enforce,
    };

    private static PipelineFault Fault(Identity.Verification.TokenFault fault) => fault switch
    {
        Identity.Verification.TokenFault.Missing => PipelineFault.Missing,
        Identity.Verification.TokenFault.Expired => PipelineFault.Expired,
        Identity.Verification.TokenFault.ClientSuspended => PipelineFault.Suspended,
        _ => PipelineFault.Invalid,
    };
}
