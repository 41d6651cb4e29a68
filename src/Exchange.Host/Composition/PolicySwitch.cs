using System.Collections.Frozen;
using System.Globalization;
using Exchange.Pipeline;
using Exchange.Policy.Documents;
using Exchange.Policy.Findings;
using Exchange.Policy.Publishing;
using Exchange.Policy.Standard;
using Exchange.Storage;
using Exchange.Storage.Stores;
using Microsoft.Extensions.Logging;

namespace Exchange.Host.Composition;

/// <summary>Compiles policies to what requests are judged by.</summary>
/// <param name="policies">The policies, under the brakes.</param>
/// <param name="version">The version's number as text.</param>
/// <param name="brakes">The ids of the brakes.</param>
internal delegate HubSnapshot SnapshotCompilation(PolicySet policies, string version, IReadOnlySet<string> brakes);

/// <summary>
/// Puts the published policy version in force on this hub, under the brakes that owners pulled: read, validated and compiled against this hub's own
/// standard, then one reference is swapped. A version that does not compile here leaves the last one standing, but not to judge by: the hub is not
/// current. Nor is it ever again where the store went back: it closes until the next start compares store and log. Thread-safe.
/// </summary>
internal sealed partial class PolicySwitch(
    PolicyVersionStore store, BrakeStore brakes, CurrentSnapshot snapshot, DataStandard standard, SnapshotCompilation compile, ILogger logger)
    : IDisposable
{
    /// <summary>The number of what a hub is judged by before the published version is in force: nothing is open but what is unconditional.</summary>
    public const string None = "0";

    private readonly SemaphoreSlim _switching = new(1);
    private volatile bool _isCurrent = true;
    private volatile string? _lost;
    private (int Number, string Hash)? _followed;
    private IReadOnlySet<string> _braked = FrozenSet<string>.Empty;

    /// <summary>Whether the last published version, as far as this hub has been told, is the one in force here, under the brakes there are.</summary>
    public bool IsCurrent => _isCurrent && _lost is null;

    /// <summary>What was in the store and is not any more, and what to do; null where it never went back.</summary>
    public string? Lost => _lost is { } lost
        ? $"{lost} is not in the store any more, which was restored, or is a copy that lagged: every gated cell is closed until this hub is started again "
            + "and compares the store with its access log"
        : null;

    /// <summary>Puts in force what the store has now; returns when it is, or when it is known that it cannot be.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        // INVARIANT: read and swapped by one at a time, so that an older version or fewer brakes never follow newer ones.
        await _switching.WaitAsync(cancellationToken);
        try
        {
            if (_lost is null)
            {
                await TakeAsync(await store.FindLatestAsync(cancellationToken), await brakes.ListActiveAsync(cancellationToken), cancellationToken);
            }
        }
        finally
        {
            _switching.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _switching.Dispose();

    private async Task TakeAsync(PolicyVersion? latest, IReadOnlyList<PolicyBrake> pulled, CancellationToken cancellation)
    {
        if (await LostAsync(latest, pulled, cancellation) is { } lost)
        {
            _lost = lost;
            WentBack(logger, Lost!);
        }
        else if (latest is not null)
        {
            _followed = (latest.Number, latest.Hash);
            _braked = pulled.Select(brake => brake.Id).ToFrozenSet(StringComparer.Ordinal);
            if (!_isCurrent || Number(latest) != snapshot.Value.PolicyVersion || !snapshot.Value.Brakes.SetEquals(_braked))
            {
                Switch(latest, pulled);
            }
        }
    }

    // INVARIANT: versions and brakes are never taken out of a store, so one that is gone went with the commit that it was acknowledged for.
    private async Task<string?> LostAsync(PolicyVersion? latest, IReadOnlyList<PolicyBrake> pulled, CancellationToken cancellation)
    {
        if (_followed is { } followed && (latest?.Number, latest?.Hash) != (followed.Number, followed.Hash)
            && (await store.FindAsync(followed.Number, cancellation))?.Hash != followed.Hash)
        {
            return $"policy version {followed.Number}";
        }

        foreach (var known in _braked.Except(pulled.Select(brake => brake.Id)))
        {
            if (await brakes.FindAsync(known, cancellation) is null)
            {
                return $"brake {known}";
            }
        }

        return null;
    }

    private void Switch(PolicyVersion version, IReadOnlyList<PolicyBrake> pulled)
    {
        var (next, mistake) = Compile(version, pulled);
        if (next is not null)
        {
            var isFirst = snapshot.Value.PolicyVersion == None;
            snapshot.Swap(next);
            _isCurrent = true;
            if (!isFirst || pulled.Count > 0)
            {
                Switched(logger, version.Number, pulled.Count);
            }
        }
        else
        {
            _isCurrent = false;
            Refused(logger, version.Number, snapshot.Value.PolicyVersion, mistake!);
        }
    }

    private (HubSnapshot? Snapshot, string? Mistake) Compile(PolicyVersion version, IReadOnlyList<PolicyBrake> pulled)
    {
        try
        {
            var read = PolicyFolder.Parse(PolicyText.Split(version.Document), standard);
            return read.Policies is { } policies
                ? (compile(policies.Under(pulled, standard), Number(version), pulled.Select(brake => brake.Id).ToFrozenSet(StringComparer.Ordinal)), null)
                : (null, $"{read.Findings.First(finding => finding.Severity == FindingSeverity.Error)}");
        }
        catch (Exception fault)
        {
            // WHY everything: whatever keeps a version from being compiled, the rules of the one before it are no longer the city's.
            return (null, fault is FormatException ? fault.Message : fault.GetType().Name);
        }
    }

    private static string Number(PolicyVersion version) => version.Number.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Policy version {Number} is in force, under {Brakes} brakes.")]
    private static partial void Switched(ILogger logger, int number, int brakes);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Lost}")]
    private static partial void WentBack(ILogger logger, string lost);

    [LoggerMessage(Level = LogLevel.Error, Message = "Policy version {Number} cannot be put in force here, and version {Previous} is no longer "
        + "to be judged by: only what is unconditional is open. {Mistake}")]
    private static partial void Refused(ILogger logger, int number, string previous, string mistake);
}
