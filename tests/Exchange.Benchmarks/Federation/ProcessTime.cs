using System.Globalization;

namespace Exchange.Benchmarks.Federation;

/// <summary>Processor time of a process and of all that it started, from <c>/proc</c>.</summary>
internal static class ProcessTime
{
    // USER_HZ: what /proc counts in, on every Linux of this century.
    private const double TicksPerSecond = 100;

    /// <summary>User and system time so far.</summary>
    public static TimeSpan Of(int process)
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), out var id) ? Read(id) : null)
            .OfType<Stat>()
            .ToLookup(stat => stat.Parent);
        var (ticks, pending) = (Read(process)?.Ticks ?? 0, new Stack<int>([process]));
        while (pending.TryPop(out var parent))
        {
            foreach (var child in all[parent])
            {
                ticks += child.Ticks;
                pending.Push(child.Id);
            }
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static Stat? Read(int process)
    {
        try
        {
            // WHY from the last parenthesis on: the name before it may hold anything.
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new Stat(process, Number(fields[1]), Number(fields[11]) + Number(fields[12]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Stat(int Id, int Parent, int Ticks);
}
