using Exchange.Gateway;
using Exchange.Gateway.Streams;
using Microsoft.Extensions.Configuration;

namespace Exchange.Host.Composition;

/// <summary>Reads the settings of the graph's transports (<c>GraphQL:HttpProfile</c>, <c>GraphQL:Streams:*</c>).</summary>
internal static class TransportSettings
{
    private const int LongestSeconds = 86400;

    public static HttpProfile ReadProfile(IConfiguration configuration) => (configuration["GraphQL:HttpProfile"] ?? "2025") switch
    {
        "2025" => HttpProfile.Edition2025,
        "2026" => HttpProfile.Edition2026,
        var other => throw new HubException($"GraphQL:HttpProfile is \"{other}\": this release knows 2025 and 2026."),
    };

    public static ConnectionLimits ReadStreams(IConfiguration configuration)
    {
        var limits = new ConnectionLimits();
        return new ConnectionLimits
        {
            Connections = Whole(configuration, "GraphQL:Streams:Connections", limits.Connections),
            ConnectionsPerClient = Whole(configuration, "GraphQL:Streams:ConnectionsPerClient", limits.ConnectionsPerClient),
            OperationsPerConnection = Whole(configuration, "GraphQL:Streams:OperationsPerConnection", limits.OperationsPerConnection),
            MessagesPerSecond = Whole(configuration, "GraphQL:Streams:MessagesPerSecond", limits.MessagesPerSecond),
            Init = Seconds(configuration, "GraphQL:Streams:Init", limits.Init),
            Ping = Seconds(configuration, "GraphQL:Streams:Ping", limits.Ping),
            Idle = Seconds(configuration, "GraphQL:Streams:Idle", limits.Idle),
            Write = Seconds(configuration, "GraphQL:Streams:Write", limits.Write),
        };
    }

    private static TimeSpan Seconds(IConfiguration configuration, string name, TimeSpan otherwise) =>
        TimeSpan.FromSeconds(Whole(configuration, name, (int)otherwise.TotalSeconds, LongestSeconds));

    private static int Whole(IConfiguration configuration, string name, int otherwise, int largest = int.MaxValue)
    {
        var text = configuration[name];
        return text is null ? otherwise
            : int.TryParse(text, out var number) && number > 0 && number <= largest ? number
            : throw new HubException($"{name} is not a whole number from 1 to {largest}.");
    }
}
