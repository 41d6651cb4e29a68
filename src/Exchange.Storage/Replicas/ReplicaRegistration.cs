using Exchange.Consent.Replicas;
using Exchange.Storage.Model;
using Exchange.Storage.PostgreSql;
using Exchange.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Exchange.Storage.Replicas;

/// <summary>Adds the change feed, the lease, the follower and the wait for the other hubs.</summary>
internal static class ReplicaRegistration
{
    // WHY five beats in a lease: four can be late or lost before a cell closes.
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    // WHY: a lease is over twice by then; who waits longer on one connection only comes back later than on a new one.
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(1);

    // WHY so long: it is asked while a hub starts, and nothing else is done by then.
    private static readonly TimeSpan HistoryLimit = TimeSpan.FromSeconds(30);

    // WHY so seldom: a hub that has its store to itself is told of every change by itself.
    private static readonly TimeSpan AloneBeat = TimeSpan.FromSeconds(10);

    public static void AddReplicas(this IServiceCollection services, StorageProvider provider)
    {
        var isShared = provider != StorageProvider.Sqlite;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(p => new ChangeFeed(Contexts(p), Time(p)));
        services.AddSingleton(p => isShared ? new ReplicaLease(Time(p)) : ReplicaLease.Unlimited(Time(p)));
        services.AddSingleton<IReplicaTables>(p => new ReplicaTables(
            p.GetKeyedService<IDbContextFactory<ExchangeContext>>(ReplicaTables.Connections) ?? Contexts(p), Time(p), isShared, CallLimit));
        services.AddSingleton(p => new ReplicaWatch(Time(p), ReplicaAcknowledgement.DeadAfter));
        services.AddSingleton(p => new ReplicaAcknowledgement(
            new ReplicaTables(Contexts(p), Time(p), isShared, CallLimit), Time(p), p.GetRequiredService<ReplicaWatch>()));
        services.AddSingleton<IReplicas>(p => isShared ? p.GetRequiredService<ReplicaAcknowledgement>() : new SoleReplica());
        services.AddSingleton(p => new ChangeHistory(new ReplicaTables(Contexts(p), Time(p), isShared, HistoryLimit)));
        services.AddSingleton(p => new ReplicaFollower(Parts(p, isShared), () => Guid.CreateVersion7(Time(p).GetUtcNow()).ToString("D")));
    }

    private static ReplicaParts Parts(IServiceProvider services, bool isShared) => new(
        services.GetRequiredService<IReplicaTables>(),
        services.GetRequiredService<ChangeFeed>(),
        services.GetRequiredService<ReplicaLease>(),
        services.GetRequiredService<ReplicaWatch>(),
        Time(services),
        services.GetService<ILoggerFactory>()?.CreateLogger("Exchange") ?? NullLogger.Instance)
    {
        Acknowledgement = isShared ? services.GetRequiredService<ReplicaAcknowledgement>() : null,
        Claim = services.GetService<SqliteFile>() is { } file ? () => SqliteClaim.Take(file) : null,
        Period = isShared ? Beat : AloneBeat,
        ListenAsync = services.GetService<NpgsqlDataSource>() is { } source ? new ChangeNotifications(source, Time(services)).ListenAsync : null,
    };

    private static IDbContextFactory<ExchangeContext> Contexts(IServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<ExchangeContext>>();

    private static TimeProvider Time(IServiceProvider services) => services.GetRequiredService<TimeProvider>();
}
