using Exchange.Audit.Segments;
using Exchange.Audit.Writing;

namespace Exchange.Audit.Verification;

/// <summary>
/// Says whether a log is what a hub wrote, from its files alone: it shares no state with the writer and changes nothing. Works while a hub
/// writes and after one was killed. Thread safe.
/// </summary>
public static class AccessLogVerifier
{
    private const int Passes = 3;

    /// <summary>Verifies the log in a folder, <c>&lt;data&gt;/audit</c>. A folder without a log is a finding.</summary>
    /// <exception cref="AuditUnavailableException">The folder or a file in it cannot be read.</exception>
    public static VerificationReport Verify(string folder) => Verify(new DiskFolder(folder));

    internal static VerificationReport Verify(ILogFolder folder)
    {
        try
        {
            // WHY: a hub that starts, or that cuts off what it failed to write, during a pass can show it two halves. Damage stays.
            var report = Pass(folder);
            for (var pass = 1; pass < Passes && !report.IsWhole && (report.InUse || folder.IsLocked()); pass++)
            {
                report = Pass(folder);
            }

            return report;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditUnavailableException($"The access log in '{folder.Place}' cannot be read: {failure.Message}", failure);
        }
    }

    private static VerificationReport Pass(ILogFolder folder) => new LogInspection(folder).Run();
}
