using System.Diagnostics;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Exchange.EndToEnd.Deployment;

/// <summary><c>docker/compose.yaml</c>, as Debian's docker-compose reads it. No container is started.</summary>
public sealed partial class ComposeTests
{
    private const string Issuer = "https://exchange.example.org";

    [Theory]
    [InlineData("sqlserver", "hub", "sqlserver", "sqlserver-store")]
    [InlineData("postgres", "hub-postgres", "postgres")]
    public async Task Every_profile_is_a_valid_composition(string profile, params string[] services)
    {
        var (status, output) = await ComposeAsync(Issuer, "--profile", profile, "config");
        Assert.True(status == 0, output);
        var listed = Services(output).Where(service => Texts(service.Value, "profiles").Contains(profile)).Select(service => service.Key);

        Assert.Equal(services.Order(), listed.Order());
    }

    [Fact]
    public async Task Without_the_public_address_there_is_one_line_that_says_what_to_set()
    {
        var (status, output) = await ComposeAsync(issuer: null, "config");

        Assert.NotEqual(0, status);
        Assert.Contains("set EXCHANGE_ISSUER to the public https address", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hub")]
    [InlineData("hub-postgres")]
    public async Task A_hub_runs_without_rights_and_cannot_write_but_where_it_must(string name)
    {
        var hub = (await ServicesAsync())[name];

        Assert.Equal("1654:1654", Text(hub, "user"));
        Assert.Equal("true", Text(hub, "read_only"));
        Assert.Equal(["ALL"], Texts(hub, "cap_drop"));
        Assert.False(hub.Children.ContainsKey("cap_add") || hub.Children.ContainsKey("privileged"));
        Assert.Contains("/tmp:", Assert.Single(Texts(hub, "tmpfs")), StringComparison.Ordinal);
        var volumes = Texts(hub, "volumes").Select(volume => volume.Split(':')).ToDictionary(parts => parts[1], parts => parts[0]);
        Assert.Equal(["/data", "/keys"], volumes.Keys.Order());
        Assert.NotEqual(volumes["/data"], volumes["/keys"]);
        Assert.Equal("/keys", Text(Mapping(hub, "environment"), "Exchange__Keys__Path"));
    }

    [Fact]
    public async Task Nobody_gains_rights_and_only_this_machine_reaches_a_hub()
    {
        foreach (var (name, service) in await ServicesAsync())
        {
            Assert.Contains("no-new-privileges:true", Texts(service, "security_opt"));
            Assert.Matches("^[1-9]", Text(service, "user"));
            Assert.All(Texts(service, "ports"), port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
            Assert.True(name.StartsWith("hub", StringComparison.Ordinal) || Texts(service, "ports").Count == 0, $"{name} is reachable from outside.");
            Assert.DoesNotContain(":latest", Text(service, "image"), StringComparison.Ordinal);
            Assert.Matches(@":[\w.-]*\d", Text(service, "image"));
        }
    }

    [Fact]
    public async Task No_secret_stands_in_the_file_and_none_has_a_default()
    {
        var text = await File.ReadAllTextAsync(DockerFiles.Of("compose.yaml"), TestContext.Current.CancellationToken);
        Assert.DoesNotMatch(@"(?i)password[ \t]*[:=][ \t]*[""']?\w", text.Replace("POSTGRES_PASSWORD_FILE: /run/secrets", "", StringComparison.Ordinal));
        Assert.DoesNotMatch(@"\$\{\w*(?:PASSWORD|SECRET|TOKEN|CONNECTION)\w*:-\w", text);
        foreach (var (name, service) in await ServicesAsync())
        {
            var secret = Mapping(service, "environment").Children.Keys.Select(key => key.ToString())
                .Where(key => SecretName().IsMatch(key) && !key.EndsWith("_FILE", StringComparison.Ordinal));
            Assert.True(!secret.Any(), $"{name} has {string.Join(", ", secret)} in its environment, where docker inspect shows it.");
        }

        Assert.Contains("secrets/", await File.ReadAllTextAsync(DockerFiles.Of(".gitignore"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_setting_that_is_named_is_one_that_the_hub_knows()
    {
        var readme = await File.ReadAllLinesAsync(Path.Combine(DockerFiles.Root, "README.md"), TestContext.Current.CancellationToken);
        var known = readme.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(NamesOf).ToHashSet(StringComparer.Ordinal);
        var files = await Task.WhenAll(new[] { "compose.yaml", "Dockerfile", "README.md" }
            .Select(name => File.ReadAllTextAsync(DockerFiles.Of(name), TestContext.Current.CancellationToken)));
        var settings = files.SelectMany(text => Setting().Matches(text)).Select(match => match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal))
            .Where(setting => !setting.StartsWith("Sources:", StringComparison.Ordinal)).Distinct().ToList();

        Assert.Contains("Storage:Connection", settings);
        Assert.All(settings, setting => Assert.Contains(setting, known));
    }

    // A row may name several: `GraphQL:Limits:Depth`, `Fields` are two limits.
    private static IEnumerable<string> NamesOf(string row)
    {
        var names = Quoted().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value).ToList();
        var group = names[0][..(names[0].LastIndexOf(':') + 1)];
        return names.Select(name => name.Contains(':', StringComparison.Ordinal) ? name : group + name);
    }

    private static async Task<Dictionary<string, YamlMappingNode>> ServicesAsync()
    {
        var (status, output) = await ComposeAsync(Issuer, "config");
        Assert.True(status == 0, output);
        return Services(output);
    }

    private static async Task<(int Status, string Output)> ComposeAsync(string? issuer, params string[] words)
    {
        var start = new ProcessStartInfo("docker-compose", ["-f", DockerFiles.Of("compose.yaml"), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("EXCHANGE_ISSUER");
        if (issuer is not null)
        {
            start.Environment["EXCHANGE_ISSUER"] = issuer;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, process.ExitCode == 0 ? await output : await output + error);
    }

    private static Dictionary<string, YamlMappingNode> Services(string config)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(config));
        var services = (YamlMappingNode)yaml.Documents[0].RootNode["services"];
        return services.Children.ToDictionary(service => service.Key.ToString(), service => (YamlMappingNode)service.Value);
    }

    private static string Text(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var found) ? found.ToString() : "";

    private static YamlMappingNode Mapping(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var found) ? (YamlMappingNode)found : [];

    private static List<string> Texts(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var found) ? [.. ((YamlSequenceNode)found).Select(item => item.ToString())] : [];

    [GeneratedRegex("Exchange__([A-Za-z_]+)")]
    private static partial Regex Setting();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("(?i)password|secret|token|connection")]
    private static partial Regex SecretName();
}
