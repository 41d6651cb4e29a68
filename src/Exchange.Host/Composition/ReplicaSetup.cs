using Exchange.Consent;
using Exchange.Identity.Clients;
using Exchange.Identity.Clients.Documents;
using Exchange.Storage.Replicas;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Host.Composition;

/// <summary>This hub among the hubs on its store. The services own the follower: with them it stops and gives its lease up.</summary>
internal static class ReplicaSetup
{
    /// <summary>Takes part; to be called before anything of the store is read.</summary>
    public static Task JoinAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<ReplicaFollower>().JoinAsync(cancellation);

    /// <summary>Follows what the other hubs change; the hub has its lease when this returns.</summary>
    public static Task StartAsync(
        IServiceProvider services, Consents consents, LogReplay replay, PolicySwitch policies, CancellationToken cancellation)
    {
        var state = new HubState(
            consents, services.GetRequiredService<ClientDirectory>(), services.GetRequiredService<TrustedDocumentDirectory>(), policies, replay);
        return services.GetRequiredService<ReplicaFollower>().StartAsync(state, cancellation);
    }
}
