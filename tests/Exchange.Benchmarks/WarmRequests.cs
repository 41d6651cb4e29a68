using BenchmarkDotNet.Attributes;
using Exchange.Audit.Writing;
using Exchange.Benchmarks.Scene;
using Exchange.Pipeline;

namespace Exchange.Benchmarks;

/// <summary>One warm request from token to bytes: a household of three, asked of two departments.</summary>
public class WarmRequests
{
    private DiskLog? _disk;
    private MemoryHub? _recordsOnDisk;
    private MemoryHub? _recordsInMemory;

    /// <summary>Builds both hubs and asks each once.</summary>
    [GlobalSetup]
    public void Start()
    {
        var city = new MemoryCity();
        _disk = new DiskLog();
        _recordsOnDisk = new MemoryHub(city, _disk.Log);
        _recordsInMemory = new MemoryHub(city, new MemoryAccessLog(1));
        _recordsOnDisk.Warm();
        _recordsInMemory.Warm();
    }

    /// <summary>Ends both.</summary>
    [GlobalCleanup]
    public void End()
    {
        _recordsOnDisk!.Dispose();
        _recordsInMemory!.Dispose();
        _disk!.Dispose();
    }

    /// <summary>The hub's own work.</summary>
    [Benchmark(Baseline = true)]
    public ValueTask<HubResponse> RecordInMemory() => _recordsInMemory!.AnswerAsync(MemoryHub.Question);

    /// <summary>The same with a record that is flushed to the disk before the answer.</summary>
    [Benchmark]
    public ValueTask<HubResponse> RecordOnDisk() => _recordsOnDisk!.AnswerAsync(MemoryHub.Question);
}
