using Exchange.Policy.Publishing;
using Exchange.Storage;

namespace Exchange.Console.Policies;

/// <summary>
/// Makes versions: in the store with the record that is owed, on the log, and in force on this hub, in this order. Other hubs follow by the change
/// feed. Thread-safe.
/// </summary>
public sealed class VersionPublishing(PolicyPorts ports)
{
    /// <summary>Publishes a draft that has taken its last step.</summary>
    /// <exception cref="StorageConflictException">Somebody else was first; nothing was published.</exception>
    internal async Task<PolicyVersion> PublishAsync(PolicyDraft published, PolicyVersion current, CancellationToken cancellation)
    {
        var by = published.Steps[^1].By;
        var version = await ports.Drafts.PublishAsync(published, by, made => PolicyRecords.Of(made, current, published), cancellation);
        await FollowAsync(version, current, published);
        return version;
    }

    /// <summary>Publishes a text as the version after <paramref name="current"/> (null for the first).</summary>
    /// <exception cref="StorageConflictException">Somebody else was first; nothing was published.</exception>
    public async Task<PolicyVersion> PublishAsync(
        PolicyVersion? current, string document, string publishedBy, DateTimeOffset at, CancellationToken cancellation)
    {
        var version = await ports.Versions.PublishAsync(
            current?.Number ?? 0, document, publishedBy, at, made => PolicyRecords.Of(made, current, draft: null), cancellation);
        await FollowAsync(version, current, draft: null);
        return version;
    }

    // WHY to the end, whoever still listens: it is published, and what closes by it must not wait.
    private async Task FollowAsync(PolicyVersion version, PolicyVersion? current, PolicyDraft? draft)
    {
        await ports.FollowAsync(CancellationToken.None);
        await ports.Log.AppendAsync(PolicyRecords.Of(version, current, draft), CancellationToken.None);
        await ports.Owed.StrikeAsync(OwedKind.Policies, $"{version.Number}", version.Number, CancellationToken.None);
    }
}
