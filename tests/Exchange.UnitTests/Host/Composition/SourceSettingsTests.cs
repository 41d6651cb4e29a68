using System.Text.RegularExpressions;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Host.Composition;
using Exchange.UnitTests.Architecture;
using Microsoft.Extensions.Configuration;

namespace Exchange.UnitTests.Host.Composition;

public sealed partial class SourceSettingsTests
{
    [Fact]
    public void A_department_without_a_setting_has_no_endpoint() => Assert.Null(Read([]));

    [Fact]
    public void What_is_not_set_has_its_default()
    {
        var endpoint = Read(("Url", "https://health.example/graphql"))!;

        Assert.Equal(new Uri("https://health.example/graphql"), endpoint.Url);
        Assert.Equal(new HttpSourceOptions(), endpoint.Http);
    }

    [Fact]
    public void What_is_set_is_taken()
    {
        var endpoint = Read(
            ("Url", "https://health.example/graphql"), ("Token", "t"), ("Http", "2"), ("Concurrency", "5"), ("Queue", "0"),
            ("SocketUrl", "wss://health.example/stream"))!;

        Assert.Equal("t", endpoint.Token);
        Assert.Equal(
            new HttpSourceOptions
            {
                Protocol = HttpDialect.Http2, Concurrency = 5, Queue = 0, SocketUrl = new Uri("wss://health.example/stream"),
            },
            endpoint.Http);
    }

    [Theory]
    [InlineData("Url", "graphql", "Url is not an absolute address")]
    [InlineData("Http", "3", "Http is \"3\"")]
    [InlineData("Concurrency", "0", "Concurrency is not a whole number from 1 to 10000")]
    [InlineData("Concurrency", "many", "Concurrency is not a whole number")]
    [InlineData("Queue", "-1", "Queue is not a whole number from 0 to 10000")]
    [InlineData("SocketUrl", "ws://health.example/stream", "make it a wss address")]
    [InlineData("SocketUrl", "https://health.example/stream", "not a ws or wss address")]
    [InlineData("SigningKey", "/nowhere/key.pem", "SigningKey and Sources:health:SigningKeyId come together")]
    [InlineData("SigningAlgorithm", "hmac-sha256", "come together")]
    [InlineData("ClientCertificate", "/nowhere/hub.pem", "come together")]
    [InlineData("ServerAuthority", "/nowhere/authority.pem", "/nowhere/authority.pem cannot be read")]
    [InlineData("ClientCertifcate", "/nowhere/hub.pem", "ClientCertifcate is not a setting of a source")]
    public void A_mistake_is_refused_by_the_settings_name(string name, string value, string words)
    {
        var refusal = Assert.Throws<HubException>(() => Read(("Url", "https://health.example/graphql"), (name, value)));

        Assert.Contains("Sources:health:", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_cannot_be_read_is_refused_with_its_file()
    {
        var refusal = Assert.Throws<HubException>(() => Read(("Url", "http://health.example"), ("SigningKey", "/nowhere/key.pem"), ("SigningKeyId", "hub")));

        Assert.Contains("Sources:health:SigningKey: The file /nowhere/key.pem cannot be read", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificates_without_TLS_are_refused()
    {
        var refusal = Assert.Throws<HubException>(() => Read(("Url", "http://health.example"), ("ServerAuthority", "/nowhere/authority.pem")));

        Assert.Contains("not an https address", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_of_a_source_that_the_table_names_is_known()
    {
        var rows = Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(match => match.Value);
        var names = rows.SelectMany(row => Name().Matches(row).Select(match => match.Groups[1].Value)).ToList();

        Assert.True(names.Count > 10, "The table of settings is gone.");
        foreach (var name in names)
        {
            var thrown = Record.Exception(() => Read((name, "x")));
            Assert.DoesNotContain("is not a setting", thrown?.Message ?? "", StringComparison.Ordinal);
        }
    }

    private static SourceEndpoint? Read(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Reverse().DistinctBy(setting => setting.Name)
                .Select(setting => KeyValuePair.Create<string, string?>($"Sources:health:{setting.Name}", setting.Value)))
            .Build();
        return SourceSettings.Read(configuration, "health", TimeProvider.System);
    }

    [GeneratedRegex(@"^\| `Sources:[^|]+\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?:Sources:<department>:)?(\\w+)`")]
    private static partial Regex Name();
}
