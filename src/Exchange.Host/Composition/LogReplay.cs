using System.Globalization;
using Exchange.Audit.Reading;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Pipeline;
using Exchange.Pipeline.Guards;
using Exchange.Storage;
using Exchange.Storage.Stores;
using Microsoft.Extensions.Logging;

namespace Exchange.Host.Composition;

/// <summary>What a replay works on.</summary>
/// <param name="Log">The access log that this hub writes.</param>
/// <param name="Pages">The same, to be read.</param>
/// <param name="Settings">Where it is kept how far log and store were compared.</param>
/// <param name="Consents">Consents.</param>
/// <param name="Rights">Accounts and clients.</param>
/// <param name="Brakes">What owners closed at once.</param>
/// <param name="Drafts">What was approved.</param>
/// <param name="Reversals">Whose pseudonyms were asked about.</param>
/// <param name="Policies">Policy versions.</param>
internal sealed record LogReplayParts(
    AccessLog Log,
    AccessLogPages Pages,
    SettingStore Settings,
    Consents Consents,
    RightsReplay Rights,
    BrakeReplay Brakes,
    DraftReplay Drafts,
    ReversalReplay Reversals,
    LackingPolicies Policies);

/// <summary>
/// A store that was restored from a backup is older than its access log. Before a gate opens, every closing that the log has and the store lacks
/// is entered again; policies cannot be, so the hub stays closed until they are published. Thread-safe.
/// </summary>
public sealed partial class LogReplay
{
    private readonly LogReplayParts _parts;
    private readonly string _setting;
    private readonly ILogger _logger;
    private string? _known;
    private long _after;
    private long? _seen;
    private volatile bool _isDoubted;

    // The setting is the name under which the store keeps how far this log was compared.
    internal LogReplay(LogReplayParts parts, string setting, ILogger logger) => (_parts, _setting, _logger) = (parts, setting, logger);

    /// <summary>What the store lacks that cannot be replayed, and what to do; null where it is whole.</summary>
    public string? Missing => _parts.Policies.Last is { } lacking
        ? $"the store is older than its access log and lacks policy version {lacking.PolicyVersion} (SHA-256 {lacking.ContentHash}): every gated "
            + "cell is closed until those policies, or others that a second person approved since, are published; restore a later backup, or publish "
            + "them under /api/v1/policies/drafts"
        : null;

    /// <summary>When the last of what it lacks was published; null where it is whole.</summary>
    public DateTimeOffset? LackingSince => _parts.Policies.Since;

    /// <summary>Whether the store may have gone back since it was compared.</summary>
    internal bool IsDoubted => _isDoubted;

    /// <summary>The store may have gone back under this hub: the next start compares from where the store last was as new as the log for certain.</summary>
    public void Doubt() => _isDoubted = true;

    /// <summary>Compares store and log from where they were compared last, and closes in the store what the log says is closed.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        _known = await _parts.Settings.FindAsync(_setting, cancellation);
        _after = long.TryParse(_known, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0;
        // This start has put one record on the log already.
        if (_after >= _parts.Log.LastSequence)
        {
            throw new HubException(
                $"The access log ended at record {_parts.Log.LastSequence - 1}, but the store knows it to record {_after}: the log was cut or replaced. "
                + "Restore it from a copy.");
        }

        var events = await _parts.Pages.ReadEventsAsync(_after, cancellation);
        var replayed = 0;
        foreach (var closing in events.OfType<Audit.Records.ConsentEvent>())
        {
            replayed += await ReplayAsync(closing, cancellation) ? 1 : 0;
        }

        var closed = await _parts.Rights.RunAsync(events.OfType<AccountEvent>(), cancellation);
        var braked = await _parts.Brakes.RunAsync(events.OfType<BrakeEvent>(), cancellation);
        var unapproved = await _parts.Drafts.RunAsync(events.OfType<PolicyDraftEvent>(), cancellation);
        var ended = await _parts.Reversals.RunAsync(events.OfType<ReversalEvent>(), cancellation);
        if (replayed + closed + braked + unapproved + ended > 0)
        {
            Replayed(_logger, replayed, closed, braked, unapproved, ended);
        }

        await _parts.Policies.CompareAsync(events.OfType<PolicyPublished>(), cancellation);
    }

    /// <summary>Counts again whom the log says was read today; to be called once the policies are in force that say what is counted.</summary>
    public async Task CountReadingsAsync(IPersonReadings readings, HubSnapshot snapshot, DateTimeOffset now, CancellationToken cancellation)
    {
        var recorded = new RecordedReadings(snapshot, now);
        await _parts.Pages.ReadAccessesAsync(_after, Take, cancellation);
        if (await recorded.CountAsync(readings, cancellation) is > 0 and var counted)
        {
            Counted(_logger, counted);
        }

        bool Take(AccessRecord record)
        {
            recorded.Take(record);
            return !recorded.IsBefore(record);
        }
    }

    /// <summary>Looks whether the policies that were missing are published by now.</summary>
    public Task SettleAsync(CancellationToken cancellation) => _parts.Policies.SettleAsync(cancellation);

    /// <summary>Keeps how far the store is as new as the log, so that the next start compares what comes after. One caller at a time.</summary>
    public async Task NoteAsync(CancellationToken cancellation)
    {
        // INVARIANT: where the log ended a call ago. What closes is stored before it is on the log, or, for accounts, committed right after; so
        // all up to there is in the store, and in every backup of it that has this setting.
        var compared = _seen?.ToString(CultureInfo.InvariantCulture);
        _seen = _parts.Log.LastSequence;
        if (_parts.Policies.Last is null && !_isDoubted && compared is not null && compared != _known)
        {
            await MoveAsync(compared, cancellation);
        }
    }

    private async Task MoveAsync(string compared, CancellationToken cancellation)
    {
        try
        {
            await _parts.Settings.ReplaceAsync(_setting, _known, compared, cancellation);
            _known = compared;
        }
        catch (StorageConflictException)
        {
            // Nobody else writes it: the store went back.
            Doubt();
        }
    }

    private async Task<bool> ReplayAsync(Audit.Records.ConsentEvent closing, CancellationToken cancellation) =>
        TypeOf(closing.Transition) is { } type
        && ConsentId.TryParse(closing.ConsentId, out var id)
        && await _parts.Consents.ReplayAsync(
            id, type, closing.Time, new ConsentAct(closing.Actor, ConsentChannel.Hub, AuthenticationLevel.None, "access log"), cancellation);

    // WHY not what resumes: openings are on the log before they are in the store, so the log does not prove that one was ever in force.
    private static ConsentEventType? TypeOf(ConsentTransition transition) => transition switch
    {
        ConsentTransition.Requested or ConsentTransition.Given or ConsentTransition.ResumeAsked or ConsentTransition.Resumed => null,
        ConsentTransition.Withdrawn => ConsentEventType.Withdraw,
        ConsentTransition.Expired => ConsentEventType.Expire,
        ConsentTransition.Refused => ConsentEventType.Refuse,
        ConsentTransition.Lapsed => ConsentEventType.Lapse,
        ConsentTransition.Suspended => ConsentEventType.Suspend,
        ConsentTransition.Superseded => ConsentEventType.Supersede,
        _ => ConsentEventType.Invalidate,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store is older than its access log: {Consents} closings of consents, {Accounts} of "
        + "accounts and clients, {Brakes} brakes, {Drafts} ends of approvals and {Reversals} of reversals were entered again. What was opened after the "
        + "backup stays closed.")]
    private static partial void Replayed(ILogger logger, int consents, int accounts, int brakes, int drafts, int reversals);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store is older than its access log: {Readings} readings of persons of today were counted again.")]
    private static partial void Counted(ILogger logger, int readings);
}
