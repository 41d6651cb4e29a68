using Exchange.Audit.Writing;
using Exchange.Policy.Publishing;
using Exchange.Storage;

namespace Exchange.Console.Policies;

/// <summary>A version that is in force on this hub.</summary>
/// <param name="Version">The version.</param>
/// <param name="IsRecorded">Whether it is on the access log; where not, the record is owed.</param>
public sealed record MadeVersion(PolicyVersion Version, bool IsRecorded);

/// <summary>
/// Makes versions: in the store with the record that is owed, in force on this hub, and on the log, in this order. Other hubs follow by the change
/// feed. Thread-safe.
/// </summary>
public sealed class VersionPublishing(PolicyPorts ports)
{
    /// <summary>Publishes a draft that has taken its last step.</summary>
    /// <exception cref="StorageConflictException">Somebody else was first; nothing was published.</exception>
    internal async Task<MadeVersion> PublishAsync(PolicyDraft published, PolicyVersion current, CancellationToken cancellation)
    {
        var by = published.Steps[^1].By;
        var version = await ports.Drafts.PublishAsync(published, by, made => PolicyRecords.Of(made, current, published), cancellation);
        return await FollowAsync(version, current, published);
    }

    /// <summary>Publishes a text as the version after <paramref name="current"/> (null for the first).</summary>
    /// <exception cref="StorageConflictException">Somebody else was first; nothing was published.</exception>
    public async Task<MadeVersion> PublishAsync(
        PolicyVersion? current, string document, string publishedBy, DateTimeOffset at, CancellationToken cancellation)
    {
        var version = await ports.Versions.PublishAsync(
            current?.Number ?? 0, document, publishedBy, at, made => PolicyRecords.Of(made, current, draft: null), cancellation);
        return await FollowAsync(version, current, draft: null);
    }

    // WHY to the end, whoever still listens: it is published, and what closes by it must not wait.
    private async Task<MadeVersion> FollowAsync(PolicyVersion version, PolicyVersion? current, PolicyDraft? draft)
    {
        await ports.FollowAsync(CancellationToken.None);
        try
        {
            await ports.Log.AppendAsync(PolicyRecords.Of(version, current, draft), CancellationToken.None);
        }
        catch (AuditUnavailableException)
        {
            // WHY not passed on: whoever hears of it would say that nothing was done, and it counts. The record is owed.
            return new MadeVersion(version, IsRecorded: false);
        }

        // WHY not thrown: what is not struck off comes on record once more, no worse.
        await ports.Owed.StrikeAsync(OwedKind.Policies, $"{version.Number}", version.Number, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new MadeVersion(version, IsRecorded: true);
    }
}
