using Exchange.Adapters.Configuration;
using Exchange.Adapters.Mapping;
using Exchange.Federation.Sources;

namespace Exchange.Adapters.Files;

/// <summary>
/// The latest accepted state of one dropped file: read again when the file or its checksum file changes. A refused file does not
/// displace an accepted one, which serves until it is too old. Thread-safe.
/// </summary>
internal sealed class CsvDrop(CsvSourceConfiguration configuration, EntityMapping entity, string folder, TimeProvider clock) : IDisposable
{
    private readonly string _path = Path.Combine(folder, entity.Place);
    private readonly CsvDropReader _reader = new(entity, configuration.MaxFileBytes, configuration.UtcOffset);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Stamp? _seen;
    private CsvTable? _table;
    private SourceException? _refusal;

    /// <summary>The drops of all types of a department; throws <see cref="ArgumentException"/> where the endpoint names no folder.</summary>
    public static Dictionary<string, (EntityMapping Entity, CsvDrop Drop)> Of(
        CsvSourceConfiguration configuration, SourceEndpoint endpoint, TimeProvider clock)
    {
        var folder = endpoint.Folder
            ?? throw new ArgumentException($"The file source of {configuration.Department} needs a folder.", nameof(endpoint));
        return configuration.Entities.ToDictionary(
            entity => entity.Key, entity => (entity.Value, new CsvDrop(configuration, entity.Value, folder, clock)),
            StringComparer.Ordinal);
    }

    /// <summary>Ends drops.</summary>
    public static void DisposeAll(IEnumerable<CsvDrop> drops)
    {
        foreach (var drop in drops)
        {
            drop.Dispose();
        }
    }

    /// <summary>The accepted state, not older than the configured age.</summary>
    public async ValueTask<CsvTable> CurrentAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            Refresh();
            return Fresh() ?? throw Closed();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private SourceException Closed() => _table is null && _refusal is not null
        ? _refusal
        : Unavailable($"The latest accepted {entity.Place} is older than {configuration.MaxAge.TotalHours:0} hours (maxAgeHours).");

    private CsvTable? Fresh() => _table is not null && clock.GetUtcNow() - _table.AsOf <= configuration.MaxAge ? _table : null;

    // WHY: a wrong date would keep the drop fresh until then. A day is left to clocks that differ.
    private CsvTable NotAhead(CsvTable read) => read.AsOf <= clock.GetUtcNow().AddDays(1)
        ? read
        : throw new InvalidDataException($"The trailer of {entity.Place} names a day far ahead.");

    private void Refresh()
    {
        try
        {
            var stamp = Stamp.Of(_path);
            if (stamp == _seen)
            {
                return;
            }

            // WHY: noted before the file is read, so that a change meanwhile is seen next time, and a refused file is not read again and
            // again.
            _seen = stamp;
            _table = NotAhead(_reader.Read(_path));
            _refusal = null;
        }
        catch (InvalidDataException failure)
        {
            _refusal = new SourceException(configuration.Department, SourceFault.Invalid, failure.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _seen = null;
            _refusal = Unavailable($"{entity.Place} or its checksum file cannot be read.");
        }
    }

    private SourceException Unavailable(string message) => new(configuration.Department, SourceFault.Unavailable, message);

    private sealed record Stamp(DateTime File, long Length, DateTime Checksum)
    {
        public static Stamp Of(string path)
        {
            var file = new FileInfo(path);
            var checksum = new FileInfo(CsvDropReader.ChecksumFile(path));
            return file.Exists && checksum.Exists
                ? new Stamp(file.LastWriteTimeUtc, file.Length, checksum.LastWriteTimeUtc)
                : throw new FileNotFoundException("A dropped file or its checksum file is missing.");
        }
    }
}
