using System.Reflection;

namespace Exchange.UnitTests.Fixtures;

/// <summary>The GraphQL documents that lie beside this file, embedded in the test assembly.</summary>
internal static class GraphQLFixture
{
    /// <summary>The public graph of the demo city.</summary>
    public static string City => Read("city.graphql");

    /// <summary>The subgraph of the health department as the data standard generates it.</summary>
    public static string HealthSubgraph => Read("health.subgraph.graphql");

    private static string Read(string name)
    {
        var resource = $"Exchange.UnitTests.Fixtures.{name}";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
