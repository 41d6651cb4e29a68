namespace Exchange.Pipeline.Open;

/// <summary>The last access records of an open gateway. In memory only: older ones are gone, and all of them with the process. Thread-safe.</summary>
public sealed class OpenRecords
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 1_000;

    private readonly OpenAccess?[] _ring = new OpenAccess?[Capacity];
    private long _written;

    /// <summary>The records that are kept, the latest first. One that is being written at the moment may be missing.</summary>
    public IReadOnlyList<OpenAccess> Latest()
    {
        var latest = new List<OpenAccess>(Capacity);
        var end = Interlocked.Read(ref _written);
        for (var number = end - 1; number >= Math.Max(0, end - Capacity); number--)
        {
            if (Volatile.Read(ref _ring[number % Capacity]) is { } record)
            {
                latest.Add(record);
            }
        }

        return latest;
    }

    /// <summary>Puts a request on record.</summary>
    internal void Add(OpenAccess record)
    {
        var number = Interlocked.Increment(ref _written) - 1;
        Volatile.Write(ref _ring[number % Capacity], record);
    }
}
