using System.Diagnostics;
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
    public async Task A_first_start_on_a_port_in_use_leaves_a_folder_that_the_next_start_takes_up()
    {
        using (var occupied = new TcpListener(IPAddress.Loopback, 0))
        {
            occupied.Start();
            await RefusedAsync(_folder.Of("data"), $"http://127.0.0.1:{((IPEndPoint)occupied.LocalEndpoint).Port}");
        }

        await using var hub = await HubProcess.StartAsync(_folder.Location, _folder.Of("data"));
        Assert.Equal(HttpStatusCode.OK, await hub.Client.StatusAsync("/healthz/ready"));
        Assert.Empty(Directory.EnumerateFiles(_folder.Of("data"), "*.draft*"));
    }

    [Theory]
    [InlineData("Exchange__Identity__Authority", "http://sso.example", "Identity:Authority")]
    [InlineData("Exchange__Identity__Authority", "", "Identity:Authority")]
    [InlineData("Exchange__Keys__Path", "", "Keys:Path")]
    [InlineData("Exchange__GraphQL__Limits__Seconds", "2147483647", "GraphQL:Limits:Seconds")]
    [InlineData("Exchange__Storage__Connection", "nonsense", "Storage:Connection")]
    public async Task A_setting_that_cannot_be_used_is_named(string variable, string value, string setting)
    {
        var start = ExchangeProgram.Start(_folder.Location, ["demo", "--data", _folder.Of("data"), "--urls", "http://127.0.0.1:0"]);
        start.Environment[variable] = value;
        var outcome = await ExchangeProgram.RunAsync(start);
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith(setting, Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_that_is_told_to_stop_while_it_starts_calls_that_no_defect()
    {
        var data = _folder.Of("data");
        using var starting = Process.Start(ExchangeProgram.Start(_folder.Location, ["demo", "--data", data, "--urls", "http://127.0.0.1:0"]))!;
        while (!Directory.Exists(data) && !starting.HasExited)
        {
            await Task.Yield();
        }

        Signal.Send(starting.Id, Signal.Terminate);
        var error = await starting.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await starting.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("defect", error, StringComparison.Ordinal);
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

    [Fact]
    public async Task A_store_whose_access_log_is_gone_does_not_get_a_clean_one()
    {
        var data = _folder.Take(city.RestedData, "data");
        Directory.Delete(Path.Combine(data, "audit"), recursive: true);
        Assert.Contains(Path.Combine(data, "audit"), await RefusedAsync(data), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(data, "audit")));
    }

    [Fact]
    public async Task A_damaged_store_is_named()
    {
        var data = _folder.Take(city.RestedData, "data");
        foreach (var file in Directory.EnumerateFiles(data, "exchange.db*"))
        {
            await File.WriteAllTextAsync(file, "this is no database", TestContext.Current.CancellationToken);
        }

        Assert.Contains(Path.Combine(data, "exchange.db"), await RefusedAsync(data), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"clients\":[null],\"staff\":[null]}")]
    [InlineData("no JSON")]
    public async Task A_credentials_file_that_is_none_is_named(string text)
    {
        var data = _folder.Take(city.RestedData, "data");
        var file = Path.Combine(data, "demo-credentials.json");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        Assert.StartsWith(file, await RefusedAsync(data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_of_the_sources_that_cannot_be_read_are_named()
    {
        var data = _folder.Take(city.RestedData, "data");
        var secrets = Path.Combine(data, "sources", "secrets.json");
        await File.WriteAllTextAsync(secrets, "this is no JSON", TestContext.Current.CancellationToken);
        Assert.Contains(secrets, await RefusedAsync(data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_the_machine_does_not_have_is_named()
    {
        // Of the block that is reserved for documentation: no machine has it.
        const string Url = "http://192.0.2.1:5080";
        Assert.Contains(Url, await RefusedAsync(_folder.Take(city.RestedData, "data"), Url), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("ftp://127.0.0.1:5080")]
    [InlineData("https://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:5x")]
    [InlineData("http://127.0.0.1:0/base")]
    [InlineData("http://localhost:0")]
    [InlineData("http://no.such.host.example:0")]
    [InlineData("http://127.0.0.1:0;http://*:0")]
    public async Task What_is_no_address_never_becomes_every_interface(string url)
    {
        var outcome = await ExchangeProgram.RunAsync(_folder.Location, "demo", "--data", _folder.Of("data"), "--urls", url);
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("--urls ", outcome.ErrorLines[0], StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        Assert.False(Directory.Exists(_folder.Of("data")));
    }

    [Theory]
    [InlineData("demo", "--data", "")]
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
