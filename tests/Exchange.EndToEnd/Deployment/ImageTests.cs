using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Deployment;

/// <summary>The recipe of the image, and the scripts in it. The image itself is not built here.</summary>
public sealed partial class ImageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Recipe { get; } = File.ReadAllText(DockerFiles.Of("Dockerfile"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Everything_that_is_copied_from_the_repository_is_there_and_not_ignored()
    {
        var sources = Copy().Matches(Recipe).SelectMany(match => match.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var ignored = File.ReadAllLines(Path.Combine(DockerFiles.Root, ".dockerignore"));

        Assert.Contains("src/", sources);
        Assert.All(sources, source => Assert.True(Path.Exists(Path.Combine(DockerFiles.Root, source)), $"{source} is not there."));
        Assert.Contains("*", ignored);
        Assert.All(sources, source => Assert.Contains($"!{source}", ignored));
    }

    [Fact]
    public void The_image_has_SqlServers_client_no_demo_no_root_and_bases_of_known_versions()
    {
        Assert.Contains("-p:SqlServer=true", Recipe, StringComparison.Ordinal);
        Assert.Contains("-p:Demo=false", Recipe, StringComparison.Ordinal);
        Assert.Contains("\nHEALTHCHECK ", Recipe, StringComparison.Ordinal);
        var last = Recipe[Recipe.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];
        Assert.Matches(@"\nUSER [1-9]\d*:[1-9]\d*\n", last);
        Assert.DoesNotMatch(@"(?i)\b(?:curl|wget|apt-get)\b", last);
        var bases = From().Matches(Recipe).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(3, bases.Count);
        Assert.All(bases, image => Assert.Matches(@":\d+\.\d+\.\d+-[\w-]+$", image));
    }

    [Fact]
    public async Task A_build_with_SqlServers_client_has_the_cultures_without_which_it_refuses_to_connect()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["msbuild", Path.Combine(DockerFiles.Root, "src/Exchange.Host/Exchange.Host.csproj"), "-p:SqlServer=true", "-getProperty:InvariantGlobalization"])
        {
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start)!;
        var answer = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, build.ExitCode);
        Assert.DoesNotContain("true", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nready", 0)]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\n\r\n", 1)]
    [InlineData("", 1)]
    public async Task The_health_check_tells_a_hub_that_is_ready_from_one_that_is_not(string answer, int expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, answer);

        var status = (await BashAsync("healthcheck.sh", [], $"{((IPEndPoint)listener.LocalEndpoint).Port}")).Status;

        Assert.Equal(expected == 0, status == 0);
        Assert.StartsWith("GET /healthz/ready HTTP/1.1\r\n", await answering, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_that_does_not_listen_is_not_healthy() =>
        Assert.NotEqual(0, (await BashAsync("healthcheck.sh", [], "1")).Status);

    [Fact]
    public async Task The_start_reads_secrets_from_files_even_where_a_name_has_a_hyphen()
    {
        var secrets = Directory.CreateDirectory(_folder.Of("secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "Exchange__Storage__Connection"), "Server=db;Password=a b$c\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(secrets, "Exchange__Sources__civil-affairs__Token"), "t'1", TestContext.Current.CancellationToken);
        var program = _folder.Of("dotnet");
        await File.WriteAllTextAsync(program, "#!/bin/bash\nenv | grep ^Exchange__ | sort\necho \"$@\"\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var script = await File.ReadAllTextAsync(DockerFiles.Of("start.sh"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            _folder.Of("start.sh"), script.Replace("/run/secrets", secrets, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var (status, output) = await BashAsync(_folder.Of("start.sh"), [_folder.Location], "serve", "--data", "/data");

        Assert.Equal(0, status);
        Assert.Equal(
            "Exchange__Sources__civil-affairs__Token=t'1\nExchange__Storage__Connection=Server=db;Password=a b$c\n/app/exchange.dll serve --data /data\n",
            output);
    }

    private static async Task<string> AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var buffer = new byte[1024];
        var length = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
        return Encoding.ASCII.GetString(buffer, 0, length);
    }

    private static async Task<(int Status, string Output)> BashAsync(string script, string[] path, params string[] words)
    {
        var start = new ProcessStartInfo("bash", [Path.IsPathRooted(script) ? script : DockerFiles.Of(script), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = string.Join(':', [.. path, Environment.GetEnvironmentVariable("PATH")!]);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await error;
        return (process.ExitCode, output);
    }

    [GeneratedRegex(@"^COPY (?!--from)(.+?) \S+$", RegexOptions.Multiline)]
    private static partial Regex Copy();

    [GeneratedRegex(@"^FROM (\S+)", RegexOptions.Multiline)]
    private static partial Regex From();
}
