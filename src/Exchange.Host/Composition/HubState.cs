using Exchange.Consent;
using Exchange.Consent.Records;
using Exchange.Identity.Clients;
using Exchange.Identity.Clients.Documents;
using Exchange.Storage.Replicas;

namespace Exchange.Host.Composition;

/// <summary>What this hub keeps in memory of its store, brought up to date from the change feed. Thread-safe.</summary>
internal sealed class HubState(
    Consents consents, ClientDirectory clients, TrustedDocumentDirectory documents, PolicySwitch policies, LogReplay replay) : IReplicaState
{
    public bool IsCurrent => policies.IsCurrent && replay.Missing is null;

    public Task ApplyAsync(FeedChange change, CancellationToken cancellationToken) => change.Kind switch
    {
        ChangeKind.Consent when ConsentId.TryParse(change.Subject, out var id) => consents.RefreshAsync(id, cancellationToken).AsTask(),
        ChangeKind.Consent => consents.LoadAsync(cancellationToken).AsTask(),
        ChangeKind.Client => RefreshClientAsync(change.Subject, cancellationToken),
        _ => FollowPoliciesAsync(cancellationToken),
    };

    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        // WHY: entries of the feed are gone that this hub has applied or missed. It keeps what it has seen closed; its next start must find it again.
        replay.Doubt();
        await consents.LoadAsync(cancellationToken);
        await clients.LoadAsync(cancellationToken);
        await documents.LoadAsync(cancellationToken);
        await FollowPoliciesAsync(cancellationToken);
    }

    private async Task FollowPoliciesAsync(CancellationToken cancellationToken)
    {
        await policies.FollowAsync(cancellationToken);
        await replay.SettleAsync(cancellationToken);
    }

    private async Task RefreshClientAsync(string clientId, CancellationToken cancellationToken)
    {
        await clients.RefreshAsync(clientId, cancellationToken);
        await documents.RefreshAsync(clientId, cancellationToken);
    }
}
