using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Exchange.Adapters.Mapping;

namespace Exchange.Adapters.Files;

/// <summary>
/// Reads one dropped file in GB 18030. It is accepted as a whole or refused as a whole (<see cref="InvalidDataException"/>): the SHA-256 of
/// the checksum file beside it, the header line, the width of every row, the keys, and the row count of the trailer
/// <c>#,rows,yyyyMMdd</c> all have to be right. Messages hold no value of the file.
/// </summary>
internal sealed class CsvDropReader(EntityMapping entity, int maxBytes, TimeSpan utcOffset)
{
    private const string Trailer = "#";
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The name of the checksum file beside a file.</summary>
    public static string ChecksumFile(string path) => path + ".sha256";

    /// <summary>Reads and checks the file.</summary>
    public CsvTable Read(string path)
    {
        if (new FileInfo(path).Length > maxBytes)
        {
            throw new InvalidDataException($"{entity.Place} is larger than {maxBytes} bytes (maxFileBytes).");
        }

        var bytes = File.ReadAllBytes(path);
        CheckSum(path, bytes);
        try
        {
            using var reader = new CsvReader(new StreamReader(new MemoryStream(bytes), Gb18030), Format());
            return Parse(reader);
        }
        catch (Exception failure) when (failure is CsvHelperException or DecoderFallbackException)
        {
            // WHY: the inner exception is left out, because it quotes the row.
            throw new InvalidDataException($"{entity.Place} is not a GB 18030 file of separated values.");
        }
    }

    private static CsvConfiguration Format() => new(CultureInfo.InvariantCulture)
    {
        HasHeaderRecord = false,
        DetectDelimiter = false,
        MaxFieldSize = 4_096,
        IgnoreBlankLines = false,
    };

    private void CheckSum(string path, byte[] bytes)
    {
        var written = File.ReadAllText(ChecksumFile(path)).Split(' ', '\n', '\r')[0];
        if (!string.Equals(written, Convert.ToHexString(SHA256.HashData(bytes)), StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidDataException($"{entity.Place} does not match its checksum file.");
        }
    }

    private CsvTable Parse(CsvReader reader)
    {
        var layout = entity.Layout;
        var key = layout.ToList().IndexOf(entity.Key);
        if (!reader.Read() || !reader.Parser.Record.AsSpan().SequenceEqual(layout.ToArray()))
        {
            throw new InvalidDataException($"{entity.Place} does not begin with the columns of its layout.");
        }

        var rows = new Dictionary<string, string[]>(StringComparer.Ordinal);
        while (reader.Read())
        {
            var record = reader.Parser.Record!;
            if (record[0] == Trailer)
            {
                return reader.Read() ? throw Wrong(reader, "stands behind the trailer")
                    : new CsvTable(layout, rows, AsOf(record, rows.Count));
            }

            if (record.Length != layout.Count || record[key].Length == 0 || !rows.TryAdd(record[key], record))
            {
                throw Wrong(reader, "has the wrong width, no key, or a key that stood before");
            }
        }

        throw new InvalidDataException($"{entity.Place} has no trailer: it was cut off.");
    }

    private DateTimeOffset AsOf(string[] trailer, int rows)
    {
        if (trailer.Length != 3 || !int.TryParse(trailer[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || !DateOnly.TryParseExact(trailer[2], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            throw new InvalidDataException($"The trailer of {entity.Place} is not '#,rows,yyyyMMdd'.");
        }

        return count == rows
            ? new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), utcOffset)
            : throw new InvalidDataException($"{entity.Place} has {rows} rows where its trailer says {count}.");
    }

    private InvalidDataException Wrong(CsvReader reader, string what) => new($"Row {reader.Parser.RawRow} of {entity.Place} {what}.");
}
