using System.Text;
using Exchange.Consent;
using Exchange.Storage.Replicas;
using Exchange.Storage.Sealed;

namespace Exchange.Host.Composition;

/// <summary>The index of consents as it was kept.</summary>
/// <param name="Index">The index.</param>
/// <param name="From">Every change of the store up to here is in it.</param>
/// <param name="Until">No change of the store after here is in it.</param>
internal sealed record KeptIndex(ConsentIndex Index, FeedChange From, FeedChange Until);

/// <summary>
/// The file <c>consents.index</c> of the data folder: the index, and of which state of the store it is. Sealed under a key of the hub for this store:
/// it holds the numbers of persons. Not thread-safe.
/// </summary>
internal sealed class KeptIndexFile(string folder, byte[] key, Guid storeId)
{
    public const string Name = "consents.index";

    private readonly string _context = $"consent index of store {storeId:D}";

    public string Path { get; } = System.IO.Path.Combine(folder, Name);

    /// <summary>Reads it; null where there is none.</summary>
    /// <exception cref="IOException">It cannot be read, or ends too early.</exception>
    /// <exception cref="InvalidDataException">It was changed, or is of another store, key or release.</exception>
    public KeptIndex? Read()
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        using var opened = new OpeningStream(file, key, _context);
        var index = ConsentIndex.Read(opened);
        using var reader = new BinaryReader(opened, Encoding.UTF8);
        return new KeptIndex(index, ReadChange(reader), ReadChange(reader));
    }

    /// <summary>Writes it anew: whole, or not at all.</summary>
    /// <param name="index">The index, which may change meanwhile.</param>
    /// <param name="from">An entry of the feed up to which every change was in it before this call.</param>
    /// <param name="newest">Reads the newest entry of the feed.</param>
    /// <exception cref="IOException">It cannot be written; the one that was there is there still.</exception>
    public async Task<FeedChange> WriteAsync(ConsentIndex index, FeedChange from, Func<Task<FeedChange?>> newest)
    {
        var draft = Path + ".draft";
        try
        {
            var until = await WriteDraftAsync(draft, index, from, newest);
            File.Move(draft, Path, overwrite: true);
            return until;
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private async Task<FeedChange> WriteDraftAsync(string draft, ConsentIndex index, FeedChange from, Func<Task<FeedChange?>> newest)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(draft, options);
        using var sealing = new SealingStream(file, key, _context);
        index.Write(sealing);

        // INVARIANT: after the index. A change is in the store before it is in the index, so what is newest now is no older than anything in it.
        var until = await newest() ?? throw new InvalidDataException("The change feed is empty and was not.");
        using (var writer = new BinaryWriter(sealing, Encoding.UTF8, leaveOpen: true))
        {
            Write(writer, from);
            Write(writer, until);
        }

        sealing.Complete();
        file.Flush(flushToDisk: true);
        return until;
    }

    private static void Write(BinaryWriter writer, FeedChange change)
    {
        writer.Write(change.Position);
        writer.Write((byte)change.Kind);
        writer.Write(change.Subject);
        writer.Write(change.At.UtcTicks);
    }

    private static FeedChange ReadChange(BinaryReader reader) => new(
        reader.ReadInt64(), (ChangeKind)reader.ReadByte(), reader.ReadString(), new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero));
}
