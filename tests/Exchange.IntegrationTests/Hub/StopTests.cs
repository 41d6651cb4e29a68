using System.CommandLine;
using Exchange.Host.Commands;

namespace Exchange.IntegrationTests.Hub;

/// <summary>A hub that is told to stop before it is up.</summary>
public sealed class StopTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exchange-stop-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("serve")]
    [InlineData("demo")]
    public async Task A_hub_that_is_told_to_stop_while_it_starts_ends_without_a_complaint(string name)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var command = name == "serve" ? ServeCommand.Create(output, error) : DemoCommand.Create(output, error);
        var words = command.Parse(["--urls", "http://127.0.0.1:0", "--data", Path.Combine(_folder.FullName, "data")]);
        var settings = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };

        var code = await words.InvokeAsync(settings, new CancellationToken(canceled: true));

        Assert.Equal(0, code);
        Assert.Equal("", error.ToString());
    }
}
