using System.Globalization;

namespace Exchange.EndToEnd.Running;

/// <summary>The TCP ports that a process listens on, as the kernel has them.</summary>
internal static class ListeningPorts
{
    private const string Listening = "0A";

    public static IReadOnlyList<int> Of(int processId)
    {
        var sockets = Sockets(processId);
        return [.. Rows($"/proc/{processId}/net/tcp").Concat(Rows($"/proc/{processId}/net/tcp6"))
            .Where(row => row[3] == Listening && sockets.Contains(row[9]))
            .Select(row => int.Parse(row[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .Distinct()];
    }

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
