using System.Diagnostics;
using Exchange.Consent;
using Exchange.Storage.Sealed;

namespace Exchange.Benchmarks.Consents;

/// <summary>How long it takes to keep an index in a sealed file, to its flush, and to go on from that file.</summary>
/// <param name="Keep">The writing.</param>
/// <param name="GoOn">The reading.</param>
/// <param name="Bytes">The length of the file.</param>
internal sealed record KeptIndexTimes(TimeSpan Keep, TimeSpan GoOn, long Bytes)
{
    private const string Context = "benchmark";

    public static KeptIndexTimes Measure(ConsentIndex index)
    {
        var path = Path.GetTempFileName();
        try
        {
            var key = new byte[SealingStream.KeyBytes];
            var clock = Stopwatch.StartNew();
            Write(index, path, key);
            var keep = clock.Elapsed;
            clock.Restart();
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            using var opening = new OpeningStream(file, key, Context);
            GC.KeepAlive(ConsentIndex.Read(opening));
            return new KeptIndexTimes(keep, clock.Elapsed, file.Length);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Write(ConsentIndex index, string path, byte[] key)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        using var sealing = new SealingStream(file, key, Context);
        index.Write(sealing);
        sealing.Complete();
        file.Flush(flushToDisk: true);
    }
}
