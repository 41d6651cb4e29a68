using System.Runtime.CompilerServices;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;

namespace Exchange.UnitTests.Fixtures;

/// <summary>A consent store in memory that can let others come between, or break.</summary>
internal sealed class MemoryConsentStore : IConsentStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ConsentId, ConsentHistory> _consents = [];
    private readonly List<ConsentEvent> _owed = [];

    /// <summary>Runs before each append, with its number from 1.</summary>
    public Action<int>? BeforeAppend { get; set; }

    /// <summary>Runs after each append that was made, before its caller hears of it.</summary>
    public Action? AfterAppend { get; set; }

    /// <summary>Runs once all consents were read, before their reader hears of the end.</summary>
    public Action? AfterLoad { get; set; }

    /// <summary>Runs before an owed record is struck off.</summary>
    public Action? BeforeStrike { get; set; }

    public int Appends { get; private set; }

    public async IAsyncEnumerable<ConsentHistory> LoadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var consent in _consents.Values.ToList())
        {
            yield return consent;
        }

        AfterLoad?.Invoke();
    }

    public ValueTask<ConsentHistory?> FindAsync(ConsentId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_consents.GetValueOrDefault(id));
        }
    }

    public ValueTask<IReadOnlyList<ConsentHistory>> ListBySubjectAsync(string subject, CancellationToken cancellationToken) =>
        new(_consents.Values.Where(consent => consent.Record.Subject == subject).OrderBy(consent => consent.Record.Id.Value).ToList());

    public ValueTask<AppendOutcome> AppendAsync(
        ConsentRecord record, int expectedVersion, IReadOnlyList<ConsentEvent> events, CancellationToken cancellationToken)
    {
        BeforeAppend?.Invoke(++Appends);
        lock (_lock)
        {
            var known = _consents.GetValueOrDefault(record.Id);
            if ((known?.Version ?? 0) != expectedVersion)
            {
                return new(AppendOutcome.Conflict);
            }

            _consents[record.Id] = ConsentHistory.Fold(record, [.. known?.Events ?? [], .. events]);
            _owed.AddRange(OwedEvent.Among(record, events));
            AfterAppend?.Invoke();
            return new(AppendOutcome.Appended);
        }
    }

    public async ValueTask<AppendOutcome> AppendAsync(
        ConsentRecord record, int expectedVersion, IReadOnlyList<ConsentEvent> events, Func<Task> log, CancellationToken cancellationToken)
    {
        if ((_consents.GetValueOrDefault(record.Id)?.Version ?? 0) != expectedVersion)
        {
            return AppendOutcome.Conflict;
        }

        await log();
        return await AppendAsync(record, expectedVersion, events, cancellationToken);
    }

    public ValueTask<IReadOnlyList<OwedEvent>> ListOwedAsync(DateTimeOffset? owedBefore, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new([.. _owed.Where(happened => owedBefore is null || happened.At < owedBefore)
                .Select(happened => new OwedEvent(happened.Consent, happened.Version))]);
        }
    }

    public async ValueTask StrikeOwedAsync(OwedEvent owed, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        BeforeStrike?.Invoke();
        lock (_lock)
        {
            _owed.RemoveAll(happened => happened.Consent == owed.Consent && happened.Version == owed.Version);
        }
    }

    public string HashOf(ConsentRecord record) => new('b', 64);

    /// <summary>What somebody else does to a consent.</summary>
    public void Change(ConsentId id, Func<ConsentHistory, ConsentStep> act) => _consents[id] = act(_consents[id]).Next!;

    /// <summary>What is left of a consent once a standby takes over that had only so many of its events.</summary>
    public void GoBack(ConsentId id, int version) =>
        _consents[id] = ConsentHistory.Fold(_consents[id].Record, [.. _consents[id].Events.Take(version)]);
}
