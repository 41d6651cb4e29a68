using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Exchange.Fixtures;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Exchange.Fixtures;

/// <summary>
/// A real PostgreSQL of its own for a test run: own folder, free loopback port, a password made up for it. Started when the first test asks for a
/// database, ended with the run, also with one that is killed. Thread-safe, but for stopping and starting it.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string User = "exchange";

    // A machine that runs ten other things at once is slow, not broken.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // WHY: setpriv becomes the server, so the id that is printed is the server's own. The pipe to the test run closes however the run ends;
    // only a run that is still there says "stop", so without a word the folder goes too.
    private const string Script =
        """
        bin=$1 folder=$2 port=$3 as=()
        if [ "$(id -u)" -eq 0 ]; then
          chown -R postgres: "$folder"
          as=(setpriv --reuid postgres --regid postgres --init-groups --)
        fi
        if [ ! -e "$folder/data" ]; then
          "${as[@]}" "$bin/initdb" -D "$folder/data" -U exchange --pwfile="$folder/password" --auth=scram-sha-256 -E UTF8 --locale=C --no-sync \
            </dev/null >>"$folder/log" 2>&1 || exit 1
        fi
        "${as[@]}" "$bin/postgres" -D "$folder/data" -k "$folder" -h 127.0.0.1 -p "$port" -c max_connections=200 </dev/null >>"$folder/log" 2>&1 &
        echo $!
        read -r word
        kill -CONT $! 2>/dev/null; kill -INT $! 2>/dev/null; wait $!
        [ "$word" = stop ] || rm -rf "$folder"
        """;

    private readonly string _password = RandomNumberGenerator.GetHexString(24);
    private readonly SemaphoreSlim _one = new(1);
    private string? _folder;
    private Process? _watch;
    private int _databases;

    /// <summary>The server's port on 127.0.0.1; the same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>The id of the server's process, for signals; 0 while it does not run.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Nothing yet: a run that needs no database starts no server.</summary>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Makes an empty database; starts the server where it does not run yet.</summary>
    /// <param name="name">The beginning of its name: lower-case letters; a number follows, so that no two are the same.</param>
    /// <param name="options">What follows CREATE DATABASE and the name.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string name, string options = "")
    {
        await StartAsync();
        var database = string.Create(CultureInfo.InvariantCulture, $"{name}_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync(ConnectionTo("postgres"), $"CREATE DATABASE \"{database}\" {options}");
        return ConnectionTo(database);
    }

    /// <summary>Runs SQL on a connection of its own.</summary>
    public static async Task ExecuteAsync(string connection, string sql)
    {
        await using var alone = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ToString());
        await alone.OpenAsync();
        await using var command = new NpgsqlCommand(sql, alone);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Starts the server, for the first time or again; nothing happens where it runs.</summary>
    public async Task StartAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_watch is null)
            {
                if (_folder is null)
                {
                    _folder = Directory.CreateTempSubdirectory("exchange-postgres-").FullName;
                    await File.WriteAllTextAsync(Path.Combine(_folder, "password"), _password);
                    Port = FreePort();
                }

                await StartServerAsync(_folder);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Ends the server as an operator does (fast shutdown): connections are cut, nothing that was committed is lost.</summary>
    public async Task StopAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_watch is { } watch)
            {
                await watch.StandardInput.WriteLineAsync("stop");
                watch.StandardInput.Close();
                await watch.WaitForExitAsync().WaitAsync(Patience);
                watch.Dispose();
                (_watch, ProcessId) = (null, 0);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Ends the server and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }

        _one.Dispose();
    }

    private async Task StartServerAsync(string folder)
    {
        var start = new ProcessStartInfo("bash", ["-c", Script, "postgres-server", Programs(), folder, $"{Port}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _watch = Process.Start(start)!;
        if (int.TryParse(await _watch.StandardOutput.ReadLineAsync().WaitAsync(Patience), CultureInfo.InvariantCulture, out var id))
        {
            ProcessId = id;
            await AnsweredAsync(folder);
            return;
        }

        throw NotStarted(folder);
    }

    private async Task AnsweredAsync(string folder)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await ExecuteAsync(ConnectionTo("postgres"), "SELECT 1");
                return;
            }
            catch (NpgsqlException) when (waited.Elapsed < Patience && Directory.Exists($"/proc/{ProcessId}"))
            {
                await Task.Delay(50);
            }
            catch (NpgsqlException)
            {
                throw NotStarted(folder);
            }
        }
    }

    private InvalidOperationException NotStarted(string folder) =>
        new($"PostgreSQL did not start: {File.ReadAllText(Path.Combine(folder, "log"))}");

    // WHY a timeout: the stores give up connecting after five seconds, which a slow machine took once.
    private string ConnectionTo(string database) => string.Create(
        CultureInfo.InvariantCulture,
        $"Host=127.0.0.1;Port={Port};Database={database};Username={User};Password={_password};Timeout={Patience.TotalSeconds:0}");

    private static string Programs() =>
        Directory.EnumerateFiles("/usr/lib/postgresql", "postgres", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault()
            is { } found ? Path.GetDirectoryName(found)!
            : throw new InvalidOperationException("PostgreSQL 15 is needed: apt-get install postgresql-15 (tests/run.sh does it).");

    // WHY: below what the kernel gives to whoever asks for any port: while the server is stopped, nobody else is given its own.
    private static int FreePort()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody's: the next.
            }
        }

        throw new InvalidOperationException("No free port between 20000 and 32000 was found in 100 attempts.");
    }
}
