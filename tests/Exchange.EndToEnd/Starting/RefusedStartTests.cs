using System.Net;
using System.Net.Sockets;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Starting;

/// <summary>Whatever keeps a hub from starting is one clear line and exit code 1.</summary>
public sealed class RefusedStartTests(DemoCity city) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_hub_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        var line = await RefusedAsync(city.Hub.Data);
        Assert.Contains(city.Hub.Data, line, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await city.Hub.Client.StatusAsync("/healthz/ready"));
        Assert.Equal(0, (await ExchangeProgram.RunAsync(_folder.Location, "audit", "verify", "--data", city.Hub.Data)).ExitCode);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var occupied = new TcpListener(IPAddress.Loopback, 0);
        occupied.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)occupied.LocalEndpoint).Port}";
        Assert.Contains(url, await RefusedAsync(_folder.Take(city.RestedData, "data"), url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        await File.WriteAllTextAsync(_folder.Of("file"), "", TestContext.Current.CancellationToken);
        var data = _folder.Of("file", "data");
        Assert.Contains(data, await RefusedAsync(data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_policy_file_is_named_with_its_line()
    {
        var mistake = PolicyMistake.Plant(_folder);
        Assert.Contains(mistake, await RefusedAsync(_folder.Of("data")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_whose_keys_are_gone_is_not_started()
    {
        var data = _folder.Take(city.RestedData, "data");
        foreach (var key in Directory.EnumerateFiles(Path.Combine(data, "keys")))
        {
            File.Delete(key);
        }

        Assert.Contains(Path.Combine(data, "keys"), await RefusedAsync(data), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(data, "keys")));
    }

    [Theory]
    [InlineData("demo", "--no-such-option")]
    [InlineData("no-such-command")]
    [InlineData("demo", "--size", "village")]
    [InlineData("policy", "explain")]
    [InlineData]
    public async Task Wrong_words_are_wrong_usage(params string[] words)
    {
        var outcome = await ExchangeProgram.RunAsync(_folder.Location, words);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("exchange --help", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    private async Task<string> RefusedAsync(string data, string url = "http://127.0.0.1:0")
    {
        var outcome = await ExchangeProgram.RunAsync(_folder.Location, "demo", "--data", data, "--urls", url);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        var line = Assert.Single(outcome.ErrorLines);
        Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
        return line;
    }
}
