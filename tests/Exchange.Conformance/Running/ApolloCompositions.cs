using System.Text.Json;

namespace Exchange.Conformance.Running;

/// <summary>What Apollo's composition makes of one fixture.</summary>
/// <param name="Name">The fixture's name.</param>
/// <param name="Codes">The codes of its errors; null where it broke down.</param>
/// <param name="Supergraph">The supergraph document; null where there is none.</param>
public sealed record ApolloComposition(string Name, IReadOnlyList<string>? Codes, string? Supergraph);

/// <summary>Every fixture composed by Apollo's composition, once for all tests that compare with it.</summary>
public sealed class ApolloCompositions : IAsyncLifetime
{
    /// <summary>The compositions in the order of their names.</summary>
    public IReadOnlyList<ApolloComposition> All { get; private set; } = [];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var lines = await NodeSuite.RunAsync(
            "composition/compose.mjs", null, TestContext.Current.CancellationToken, CompositionFixture.Folder);
        All = [.. lines.Select(line => line.Deserialize<ApolloComposition>(JsonSerializerOptions.Web)!)];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
