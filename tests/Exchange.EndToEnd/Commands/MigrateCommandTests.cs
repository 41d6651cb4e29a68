using System.Diagnostics;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Commands;

/// <summary><c>exchange migrate</c>.</summary>
public sealed class MigrateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_connection_that_is_none_is_named_by_its_setting()
    {
        var start = ExchangeProgram.Start(_folder.Location, ["migrate", "--data", _folder.Of("data")]);
        start.Environment["Exchange__Storage__Connection"] = "nonsense";
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith("Storage:Connection", error, StringComparison.Ordinal);
    }
}
