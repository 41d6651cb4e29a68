namespace Exchange.Benchmarks.Beside;

/// <summary>
/// What one run of some work costs, in processor time of the whole process, collecting garbage included: whatever else the machine does is
/// left out. The best of many rounds. The other half, <c>beside-graphql-js/measure.mjs</c>, counts in the same way.
/// </summary>
/// <param name="Microseconds">Processor time of one run.</param>
/// <param name="Allocated">Bytes that one run allocates.</param>
internal sealed record Measurement(double Microseconds, long Allocated)
{
    private const int Rounds = 25;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(40);

    /// <summary>Measures <paramref name="work"/>, once the compiler has had its time.</summary>
    public static Measurement Of(Func<object> work)
    {
        var runs = RunsWithin(WarmUp, work);
        var perRound = (int)Math.Max(1, runs * (Round / WarmUp));
        var best = TimeSpan.MaxValue;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            var took = Time(perRound, work);
            best = took < best ? took : best;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new Measurement(best.TotalMicroseconds / perRound, allocated / Rounds / perRound);
    }

    private static int RunsWithin(TimeSpan time, Func<object> work)
    {
        var runs = 0;
        for (var started = Now; Now - started < time; runs++)
        {
            work();
        }

        return runs;
    }

    private static TimeSpan Time(int runs, Func<object> work)
    {
        var started = Now;
        for (var i = 0; i < runs; i++)
        {
            work();
        }

        return Now - started;
    }

    private static TimeSpan Now => Environment.CpuUsage.TotalTime;
}
