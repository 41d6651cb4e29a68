using Exchange.Audit.Writing;

namespace Exchange.Benchmarks.Scene;

/// <summary>A real access log in a folder of its own, which goes when the measurement ends.</summary>
/// <remarks>Opens and ends without awaiting: BenchmarkDotNet in process does not wait for a setup that returns a task.</remarks>
internal sealed class DiskLog : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exchange-benchmark-");

    public DiskLog()
    {
        var options = new AccessLogOptions
        {
            Folder = _folder.FullName,
            StoreId = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            TimeProvider = TimeProvider.System,
        };
        Log = AccessLog.OpenAsync(options, CancellationToken.None).GetAwaiter().GetResult();
    }

    public AccessLog Log { get; }

    public void Dispose()
    {
        Log.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Delete(recursive: true);
    }
}
