using BenchmarkDotNet.Attributes;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Benchmarks.Scene;

namespace Exchange.Benchmarks;

/// <summary>Access records put on disk by as many requests at once; each waits until its own is flushed.</summary>
public class AccessLogAppends
{
    private DiskLog? _disk;
    private AuditEntry? _entry;
    private Task<AccessReceipt>[] _appends = [];

    /// <summary>How many records are appended at once.</summary>
    [Params(1, 16, 64)]
    public int AtOnce { get; set; }

    /// <summary>Opens the log and takes the record of a real request.</summary>
    [GlobalSetup]
    public void Open()
    {
        var memory = new MemoryAccessLog(1);
        using var hub = new MemoryHub(new MemoryCity(), memory);
        hub.Warm();
        _entry = memory.Entries[0];
        _disk = new DiskLog();
        _appends = new Task<AccessReceipt>[AtOnce];
    }

    /// <summary>Closes the log.</summary>
    [GlobalCleanup]
    public void Close() => _disk!.Dispose();

    /// <summary>Appends them and waits for all.</summary>
    [Benchmark]
    public Task Append()
    {
        for (var i = 0; i < _appends.Length; i++)
        {
            _appends[i] = _disk!.Log.AppendAsync(_entry!, CancellationToken.None).AsTask();
        }

        return Task.WhenAll(_appends);
    }
}
