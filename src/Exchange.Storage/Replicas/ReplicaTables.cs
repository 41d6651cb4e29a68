using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Replicas;

/// <summary>
/// The tables of the store. A call that has no answer in time is abandoned, connection and all: whether the lease still holds is judged by
/// the clock and never waits for a network. Thread-safe.
/// </summary>
/// <param name="contexts">Makes a context per call.</param>
/// <param name="time">The clock.</param>
/// <param name="isShared">Whether other hubs can share this store; where none can, nobody needs to be told of a beat.</param>
/// <param name="limit">How long a call may take; whole seconds.</param>
internal sealed class ReplicaTables(IDbContextFactory<ExchangeContext> contexts, TimeProvider time, bool isShared, TimeSpan limit)
    : IReplicaTables
{
    /// <summary>
    /// The key under which a provider gives the beats connections of their own: a hub whose requests use up all the others keeps its lease.
    /// </summary>
    public const string Connections = "beats";

    public Task JoinAsync(string replica, CancellationToken cancellationToken) => !isShared ? Task.CompletedTask : AskAsync(
        async (context, cancellation) =>
        {
            var now = time.GetUtcNow();
            context.Replicas.Add(new ReplicaRow { ReplicaId = replica, Beat = 1, Confirmed = 0, StartedAt = now, SeenAt = now });
            return await context.SaveChangesAsync(cancellation);
        },
        cancellationToken);

    public Task<bool> BeatAsync(string replica, long beat, long confirmed, CancellationToken cancellationToken)
    {
        if (!isShared)
        {
            return Task.FromResult(true);
        }

        // WHY SeenAt: for people who look at the table. Clocks of two machines are never compared.
        var now = time.GetUtcNow();
        return AskAsync(
            async (context, cancellation) => await context.Replicas.Where(r => r.ReplicaId == replica && r.Beat < beat).ExecuteUpdateAsync(
                row => row.SetProperty(r => r.Beat, beat).SetProperty(r => r.Confirmed, confirmed).SetProperty(r => r.SeenAt, now),
                cancellation) == 1,
            cancellationToken);
    }

    public Task LeaveAsync(string replica, CancellationToken cancellationToken) => !isShared ? Task.CompletedTask : AskAsync(
        (context, cancellation) => context.Replicas.Where(r => r.ReplicaId == replica).ExecuteDeleteAsync(cancellation), cancellationToken);

    public Task RemoveAsync(ReplicaBeat dead, CancellationToken cancellationToken) => AskAsync(
        (context, cancellation) => context.Replicas.Where(r => r.ReplicaId == dead.Replica && r.Beat == dead.Beat)
            .ExecuteDeleteAsync(cancellation),
        cancellationToken);

    public Task<IReadOnlyList<ReplicaBeat>> ObserveAsync(CancellationToken cancellationToken) => AskAsync<IReadOnlyList<ReplicaBeat>>(
        async (context, cancellation) => await context.Replicas.AsNoTracking()
            .Select(r => new ReplicaBeat(r.ReplicaId, r.Beat, r.Confirmed)).ToListAsync(cancellation),
        cancellationToken);

    public Task<FeedChange?> NewestAsync(CancellationToken cancellationToken) => AskAsync(
        async (context, cancellation) =>
            await context.Changes.AsNoTracking().OrderByDescending(c => c.Position).FirstOrDefaultAsync(cancellation) is { } row
                ? ToChange(row)
                : null,
        cancellationToken);

    public Task<IReadOnlyList<FeedChange>> ReadAsync(long position, int count, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<FeedChange>>(
            async (context, cancellation) => (await context.Changes.AsNoTracking().Where(c => c.Position >= position)
                .OrderBy(c => c.Position).Take(count).ToListAsync(cancellation)).ConvertAll(ToChange),
            cancellationToken);

    private static FeedChange ToChange(ChangeRow row) => new(row.Position, ChangeKinds.Parse(row.Kind), row.Subject, row.At);

    private async Task<T> AskAsync<T>(Func<ExchangeContext, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limit);
        var answer = AnswerAsync(ask, stop);

        // WHY twice: a client that is told to stop still waits for a server that does not answer.
        return await answer.WaitAsync(limit * 1.25, time, cancellationToken);
    }

    private async Task<T> AnswerAsync<T>(Func<ExchangeContext, CancellationToken, Task<T>> ask, CancellationTokenSource stop)
    {
        using (stop)
        {
            await using var context = await contexts.CreateDbContextAsync(stop.Token);
            context.Database.SetCommandTimeout(limit);
            return await ask(context, stop.Token);
        }
    }
}
