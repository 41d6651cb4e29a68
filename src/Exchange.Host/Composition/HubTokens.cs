using Exchange.Identity.Clients;
using Exchange.Identity.Verification;
using Exchange.Pipeline.Callers;
using Exchange.Policy;
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

        var mode = clients.Find(claims.ClientId)?.Introspection switch
        {
            Storage.IntrospectionMode.Full => IntrospectionMode.Full,
            null => introspection,
            _ => IntrospectionMode.Off,
        };
        return new PipelineVerdict(
            new ClientIdentity(
                claims.ClientId, new DepartmentId(claims.Department), claims.Roles, claims.Purposes, claims.Region, claims.Officer, mode),
            PipelineFault.None);
    }

    private static PipelineFault Fault(Identity.Verification.TokenFault fault) => fault switch
    {
        Identity.Verification.TokenFault.Missing => PipelineFault.Missing,
        Identity.Verification.TokenFault.Expired => PipelineFault.Expired,
        Identity.Verification.TokenFault.ClientSuspended => PipelineFault.Suspended,
        _ => PipelineFault.Invalid,
    };
}
