using System.Globalization;
using Exchange.Console.Pages;
using Exchange.Gateway;
using Exchange.Gateway.Streams;
using Exchange.Host.Telemetry;
using Exchange.Identity;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.Storage;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using IntrospectionMode = Exchange.Pipeline.Callers.IntrospectionMode;

namespace Exchange.Host.Composition;

/// <summary>
/// The settings of one hub (ASP.NET Core configuration; environment <c>Exchange__…</c>). Every value is checked before anything starts.
/// </summary>
public sealed record HubOptions
{
    /// <summary>The name of the setting of <see cref="FourEyesPercent"/>.</summary>
    internal const string FourEyes = "Consents:FourEyesPercent";

    /// <summary>The folder of the access log, and of keys and store where nothing else is set.</summary>
    public required string Folder { get; init; }

    /// <summary>Where the hub listens.</summary>
    public required string Urls { get; init; }

    /// <summary>Where the store lives.</summary>
    public required StorageOptions Storage { get; init; }

    /// <summary>The folder of key files (<c>Keys:Path</c>).</summary>
    public required string Keys { get; init; }

    /// <summary>Whether the keys lie beside the data.</summary>
    public bool AreKeysBesideData { get; init; }

    /// <summary>Another provider's address (<c>Identity:Authority</c>); null for the hub's own tokens.</summary>
    public string? Authority { get; init; }

    /// <summary>The hub's own issuer (<c>Identity:Issuer</c>); null for the address it is asked under, on loopback.</summary>
    public string? Issuer { get; init; }

    /// <summary>What tokens must be meant for (<c>Identity:Audience</c>).</summary>
    public string Audience { get; init; } = "exchange";

    /// <summary>The host name that passkeys are bound to (<c>Identity:PasskeyHost</c>); null for the one the hub is asked under.</summary>
    public string? PasskeyHost { get; init; }

    /// <summary>Whether sessions of staff may go over plain http; true only in a demo.</summary>
    public bool PlainSession { get; init; }

    /// <summary>Of a hundred consents taken at a counter, how many a second officer has to confirm (<c>Consents:FourEyesPercent</c>).</summary>
    public int FourEyesPercent { get; init; } = 10;

    /// <summary>What clients without a setting of their own may ask of the schema (<c>GraphQL:Introspection</c>).</summary>
    public IntrospectionMode Introspection { get; init; }

    /// <summary>Which documents clients without a setting of their own may send (<c>GraphQL:TrustedDocuments</c>).</summary>
    public DocumentMode Documents { get; init; } = DocumentMode.Allow;

    /// <summary>Whether clients may register documents by sending them once (<c>GraphQL:AutomaticPersistedQueries</c>).</summary>
    public bool AutomaticPersistedQueries { get; init; }

    /// <summary>The named limits (<c>GraphQL:Limits:*</c>).</summary>
    public PipelineLimits Limits { get; init; } = new();

    /// <summary>The largest request body in bytes (<c>GraphQL:Limits:Body</c>).</summary>
    public int MaxBodyBytes { get; init; } = 1 << 20;

    /// <summary>Which statuses HTTP answers of the graph have (<c>GraphQL:HttpProfile</c>).</summary>
    public HttpProfile HttpProfile { get; init; }

    /// <summary>The limits of connections that stay open (<c>GraphQL:Streams:*</c>).</summary>
    public ConnectionLimits Streams { get; init; } = new();

    /// <summary>The folder of the built console.</summary>
    public string ConsoleFolder { get; init; } = ConsolePages.BuiltFolder;

    /// <summary>Where traces, metrics and logs go (<c>Telemetry:*</c>); null for nowhere.</summary>
    public TelemetryOptions? Telemetry { get; init; }

    /// <summary>Where each department is reached (<c>Sources:&lt;department&gt;:*</c>); read by the composition of sources.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>The settings of this process's environment.</summary>
    public static IConfiguration Environment() => new ConfigurationBuilder().AddEnvironmentVariables("Exchange__").Build();

    /// <summary>Reads the environment; throws <see cref="HubException"/> that names the setting and what it takes.</summary>
    public static HubOptions Read(string folder, string urls) =>
        Read(folder, urls, Environment());

    /// <summary>Reads a configuration; throws <see cref="HubException"/> that names the setting and what it takes.</summary>
    public static HubOptions Read(string folder, string urls, IConfiguration configuration)
    {
        var full = Path.GetFullPath(folder);
        var keys = Given(configuration, "Keys:Path") ?? Path.Combine(full, "keys");
        return new HubOptions
        {
            Folder = full,
            Urls = urls,
            Storage = ReadStorage(configuration, full),
            Keys = keys,
            AreKeysBesideData = IsIn(keys, full),
            Authority = SafeAuthority(Given(configuration, "Identity:Authority")),
            Issuer = configuration["Identity:Issuer"],
            Audience = configuration["Identity:Audience"] ?? "exchange",
            PasskeyHost = HostName(Given(configuration, "Identity:PasskeyHost")),
            FourEyesPercent = Percent(configuration, FourEyes, 10),
            Introspection = Mode(configuration["GraphQL:Introspection"] ?? "off"),
            Documents = ReadDocuments(configuration["GraphQL:TrustedDocuments"] ?? "allow"),
            AutomaticPersistedQueries = Switch(configuration, "GraphQL:AutomaticPersistedQueries"),
            Limits = LimitSettings.Read(configuration),
            MaxBodyBytes = LimitSettings.ReadBody(configuration),
            HttpProfile = TransportSettings.ReadProfile(configuration),
            Streams = TransportSettings.ReadStreams(configuration),
            Telemetry = ReadTelemetry(configuration),
            Configuration = configuration,
        };
    }

    /// <summary>The kind of store; throws <see cref="HubException"/> that names the setting where it is none.</summary>
    public static StorageProvider ReadProvider(IConfiguration configuration)
    {
        var provider = configuration["Storage:Provider"] ?? nameof(StorageProvider.Sqlite);

        // WHY: by name only; a number would be taken for one of them too.
        return Enum.GetNames<StorageProvider>().FirstOrDefault(name => name.Equals(provider, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Enum.Parse<StorageProvider>(known)
            : throw new HubException(
                $"Storage:Provider is \"{provider}\": this release knows {string.Join(", ", Enum.GetNames<StorageProvider>())}.");
    }

    // Whoever copies the one folder has the other too.
    private static bool IsIn(string folder, string other) =>
        Path.GetRelativePath(other, Path.GetFullPath(folder)) is var way
        && way != ".." && !way.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !Path.IsPathRooted(way);

    private static StorageOptions ReadStorage(IConfiguration configuration, string folder)
    {
        var provider = ReadProvider(configuration);
        return Given(configuration, "Storage:Connection") is { } connection ? new StorageOptions(provider, connection)
            : provider == StorageProvider.Sqlite ? StorageOptions.SqliteFile(Path.Combine(folder, "exchange.db"))
            : throw new HubException($"Storage:Connection is missing: Storage:Provider {provider} needs the connection string of its database.");
    }

    private static string? Given(IConfiguration configuration, string name) =>
        configuration[name] is { } text && string.IsNullOrWhiteSpace(text)
            ? throw new HubException($"{name} is empty: give it a value, or leave it out.")
            : configuration[name];

    private static string? SafeAuthority(string? authority) =>
        authority is null || IdentitySetup.IsSafeAuthority(authority)
            ? authority
            : throw new HubException("Identity:Authority must be an https address, or one of this machine itself.");

    private static TelemetryOptions? ReadTelemetry(IConfiguration configuration)
    {
        var protocol = (configuration["Telemetry:Protocol"] ?? "http/protobuf") switch
        {
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            "grpc" => OtlpExportProtocol.Grpc,
            var other => throw new HubException($"Telemetry:Protocol is \"{other}\": it is http/protobuf or grpc."),
        };
        return Given(configuration, "Telemetry:Endpoint") is not { } text ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https" ? new TelemetryOptions(endpoint, protocol)
            : throw new HubException("Telemetry:Endpoint is not an http or https address of an OTLP collector.");
    }

    private static int Percent(IConfiguration configuration, string name, int otherwise) => Given(configuration, name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= 100 ? percent
        : throw new HubException($"{name} must be a whole number from 0 to 100.");

    private static string? HostName(string? name) =>
        name is null || Uri.CheckHostName(name) is UriHostNameType.Dns
            ? name
            : throw new HubException("Identity:PasskeyHost must be a host name alone, such as exchange.example.gov: no scheme, port or address.");

    private static IntrospectionMode Mode(string text) => text switch
    {
        "off" => IntrospectionMode.Off,
        "visible" => IntrospectionMode.Visible,
        "full" => IntrospectionMode.Full,
        _ => throw new HubException($"GraphQL:Introspection is \"{text}\": this release knows off, visible and full."),
    };

    private static DocumentMode ReadDocuments(string text) => text switch
    {
        "off" => DocumentMode.Off,
        "allow" => DocumentMode.Allow,
        "enforce" => DocumentMode.Enforce,
        _ => throw new HubException($"GraphQL:TrustedDocuments is \"{text}\": this release knows off, allow and enforce."),
    };

    private static bool Switch(IConfiguration configuration, string name) => (configuration[name] ?? "false").ToUpperInvariant() switch
    {
        "TRUE" => true,
        "FALSE" => false,
        _ => throw new HubException($"{name} is \"{configuration[name]}\": it is true or false."),
    };
}
