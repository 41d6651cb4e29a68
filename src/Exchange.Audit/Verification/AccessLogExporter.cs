using System.Globalization;
using System.Text;
using Exchange.Audit.Records;
using Exchange.Audit.Segments;
using Exchange.Audit.Writing;

namespace Exchange.Audit.Verification;

/// <summary>
/// Writes a log as NDJSON: one entry a line, <c>{"sequence":…,"hash":"…",</c> and then the members of its canonical form unchanged. Entries
/// that are about no access have <c>"accessId":null</c>, so that every line has one; that of a review is the one reviewed.
/// </summary>
public static class AccessLogExporter
{
    /// <summary>Writes all entries up to the last complete one and returns how many there were.</summary>
    /// <exception cref="AuditDamagedException">The log is not what was written; the lines before are sound.</exception>
    /// <exception cref="AuditUnavailableException">The folder or a file in it cannot be read.</exception>
    public static ValueTask<long> ExportAsync(string folder, Stream destination, CancellationToken cancellationToken) =>
        ExportAsync(new DiskFolder(folder), destination, cancellationToken);

    internal static async ValueTask<long> ExportAsync(ILogFolder folder, Stream destination, CancellationToken cancellationToken)
    {
        long lines = 0;
        await foreach (var logged in AccessLogReader.ReadAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            await destination.WriteAsync(Line(logged), cancellationToken).ConfigureAwait(false);
            lines++;
        }

        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
        return lines;
    }

    private static byte[] Line(LoggedEntry logged)
    {
        var identity = logged.Entry is AccessRecord or AccessReview ? string.Empty : "\"accessId\":null,";
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{{\"sequence\":{logged.Sequence},\"hash\":\"{logged.Hash}\",{identity}");

        // INVARIANT: canonical JSON holds no line feed, and the payload's own opening brace is replaced by the prefix.
        return [.. Encoding.UTF8.GetBytes(prefix), .. logged.Payload.Span[1..], (byte)'\n'];
    }
}
