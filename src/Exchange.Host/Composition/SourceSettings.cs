using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Adapters.Http.Signing;
using Microsoft.Extensions.Configuration;

namespace Exchange.Host.Composition;

/// <summary>
/// Reads where and how a department's source is reached (<c>Sources:&lt;department&gt;:*</c>). Keys and certificates are named by their
/// files; a mistake is a <see cref="HubException"/> that names the setting, and a setting that nobody knows is a mistake.
/// </summary>
internal static class SourceSettings
{
    private const int MostRequests = 10_000;

    private static readonly string[] Known =
    [
        "Url", "Token", "Connection", "Folder", "Http", "Concurrency", "Queue", "SocketUrl",
        "SigningKey", "SigningKeyId", "SigningAlgorithm", "ClientCertificate", "ClientKey", "ServerAuthority",
    ];

    /// <summary>The endpoint of a department; null where nothing is set.</summary>
    public static SourceEndpoint? Read(IConfiguration configuration, string department, TimeProvider clock) =>
        Read(configuration.GetSection($"Sources:{department}"), clock);

    /// <summary>The endpoint of the case source (<c>Cases:*</c>, the settings of an HTTP source); null where nothing is set.</summary>
    public static SourceEndpoint? ReadCases(IConfiguration configuration, TimeProvider clock)
    {
        var endpoint = Read(configuration.GetSection("Cases"), clock);
        return endpoint is null or { Connection: null, Folder: null, Url.Scheme: "http" or "https" }
            ? endpoint
            : throw new HubException("Cases:Url is missing, or no http or https address: a case source is a service, and nothing else can be set for it.");
    }

    private static SourceEndpoint? Read(IConfigurationSection section, TimeProvider clock)
    {
        if (!section.Exists())
        {
            return null;
        }

        if (section.GetChildren().FirstOrDefault(child => !Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new HubException($"{unknown.Path} is not a setting of a source: these are {string.Join(", ", Known)}.");
        }

        var url = Address(section, "Url", section["Url"]);
        return new SourceEndpoint
        {
            Url = url,
            Token = section["Token"],
            Connection = section["Connection"],
            Folder = section["Folder"],
            Http = new HttpSourceOptions
            {
                Protocol = Dialect(section),
                Concurrency = Whole(section, "Concurrency", section["Concurrency"], least: 1) ?? new HttpSourceOptions().Concurrency,
                Queue = Whole(section, "Queue", section["Queue"], least: 0) ?? new HttpSourceOptions().Queue,
                SocketUrl = Socket(section, url),
                SigningKey = Signing(section),
                Tls = Tls(section, url, clock),
            },
        };
    }

    private static Uri? Address(IConfigurationSection section, string name, string? text) =>
        text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) ? url
        : throw new HubException($"{section.Path}:{name} is not an absolute address.");

    private static HttpDialect Dialect(IConfigurationSection section) => section["Http"] switch
    {
        null => HttpDialect.Negotiated,
        "1.1" => HttpDialect.Http11,
        "2" => HttpDialect.Http2,
        var other => throw new HubException(
            $"{section.Path}:Http is \"{other}\": it is 1.1 or 2; left out, it is negotiated with TLS and 1.1 without."),
    };

    private static int? Whole(IConfigurationSection section, string name, string? text, int least) =>
        text is null ? null
        : int.TryParse(text, out var number) && number >= least && number <= MostRequests ? number
        : throw new HubException($"{section.Path}:{name} is not a whole number from {least} to {MostRequests}.");

    private static Uri? Socket(IConfigurationSection section, Uri? url)
    {
        var socket = Address(section, "SocketUrl", section["SocketUrl"]);

        // WHY: a stream carries the same token and the same events as the service.
        return socket switch
        {
            null => null,
            { Scheme: "ws" } when url?.Scheme == Uri.UriSchemeHttps =>
                throw new HubException($"{section.Path}:SocketUrl is without TLS, and {section.Path}:Url is with: make it a wss address."),
            { Scheme: "ws" or "wss" } => socket,
            _ => throw new HubException($"{section.Path}:SocketUrl is not a ws or wss address."),
        };
    }

    private static SigningKey? Signing(IConfigurationSection section)
    {
        var (path, id, algorithm) = (section["SigningKey"], section["SigningKeyId"], section["SigningAlgorithm"]);
        return (path, id, algorithm) switch
        {
            (null, null, null) => null,
            (not null, not null, _) => Load(section, "SigningKey", () => SigningKey.Load(path, id, algorithm ?? SigningKey.Algorithms[0])),
            _ => throw new HubException($"{section.Path}:SigningKey and {section.Path}:SigningKeyId come together: one of them is not set."),
        };
    }

    private static DepartmentTls? Tls(IConfigurationSection section, Uri? url, TimeProvider clock)
    {
        var (certificate, key, authority) = (section["ClientCertificate"], section["ClientKey"], section["ServerAuthority"]);
        return (certificate ?? key ?? authority) is null ? null
            : url?.Scheme != Uri.UriSchemeHttps
                ? throw new HubException($"{section.Path}:Url is not an https address: certificates are of no use without TLS.")
            : Load(section, "ClientCertificate, ClientKey, ServerAuthority", () => DepartmentTls.Load(certificate, key, authority, clock));
    }

    private static T Load<T>(IConfigurationSection section, string names, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (InvalidDataException refusal)
        {
            throw new HubException($"{section.Path}:{names}: {refusal.Message}", refusal);
        }
    }
}
