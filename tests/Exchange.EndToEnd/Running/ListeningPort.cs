using System.Globalization;

namespace Exchange.EndToEnd.Running;

/// <summary>A TCP port on which a socket waits for connections.</summary>
/// <param name="Port">Its number. Free again, the kernel may give it to whoever asks next.</param>
/// <param name="Socket">The socket, as the kernel tells it from every other one.</param>
internal sealed record ListeningPort(int Port, string Socket)
{
    private const string Listening = "0A";

    /// <summary>Those that a process holds.</summary>
    public static IReadOnlyList<ListeningPort> Of(int processId)
    {
        var sockets = Sockets(processId);
        return [.. All().Where(port => sockets.Contains(port.Socket))];
    }

    /// <summary>Those that any process still holds. Another socket on the same port is not one of them.</summary>
    public static IReadOnlyList<ListeningPort> Left(IReadOnlyList<ListeningPort> ports) => [.. All().Intersect(ports)];

    private static IEnumerable<ListeningPort> All() => Rows("/proc/net/tcp").Concat(Rows("/proc/net/tcp6"))
        .Where(row => row[3] == Listening)
        .Select(row => new ListeningPort(int.Parse(row[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture), row[9]));

    private static IEnumerable<string[]> Rows(string table) =>
        File.Exists(table) ? File.ReadLines(table).Skip(1).Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)) : [];

    private static HashSet<string> Sockets(int processId)
    {
        var sockets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var descriptor in Directory.EnumerateFiles($"/proc/{processId}/fd"))
        {
            if (new FileInfo(descriptor).LinkTarget is { } target && target.StartsWith("socket:[", StringComparison.Ordinal))
            {
                sockets.Add(target[8..^1]);
            }
        }

        return sockets;
    }
}
