using Exchange.Storage.Replicas;
using Npgsql;

namespace Exchange.Storage.PostgreSql;

/// <summary>
/// Listens on a connection of its own for PostgreSQL's word that a change was committed. Only a hint, which spares waiting: the feed is read
/// on its own beat too, so nothing depends on a connection that may be dead without knowing it. Thread-safe.
/// </summary>
internal sealed class ChangeNotifications(NpgsqlDataSource source, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // WHY: a connection whose other end vanished says nothing for ever; a statement now and then finds that out.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    /// <summary>Calls <paramref name="heard"/> at every notification until told to stop; connects anew whenever it has to.</summary>
    public async Task ListenAsync(Action heard, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                connection.Notification += (_, _) => heard();
                await ListenAsync(connection, () => pause = FirstPause, cancellationToken);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // WHY nothing is said: the follower, who asks the same database ten times a second, says what there is to say.
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task ListenAsync(NpgsqlConnection connection, Action connected, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"LISTEN {ChangeFeed.Channel}";
        while (true)
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
            connected();
            await connection.WaitAsync((int)Silence.TotalMilliseconds, cancellationToken);
        }
    }
}
