using System.Text;
using Exchange.Federation.Composition;
using Exchange.Federation.Supergraphs;
using Exchange.Host.Composition;

namespace Exchange.Host.Federation;

/// <summary>The graph that a command is given: subgraphs to compose, or a supergraph that is composed already. Exactly one is not null.</summary>
/// <param name="Subgraphs">The file that lists subgraphs.</param>
/// <param name="Document">The supergraph document.</param>
internal sealed record SupergraphInput(FileInfo? Subgraphs, FileInfo? Document)
{
    /// <summary>The graph; throws <see cref="HubException"/> with a line for every mistake.</summary>
    public async Task<Supergraph> ReadAsync(TimeProvider time, CancellationToken cancellation)
    {
        if (Subgraphs is { } file)
        {
            var composition = SupergraphComposer.Compose(await SubgraphsFile.ReadAsync(file, time, cancellation));
            return composition.Supergraph ?? throw Mistakes(file, composition.Errors);
        }

        var reading = SupergraphReader.Read(Encoding.UTF8.GetString(FederationFile.Read(Document!)));
        return reading.Supergraph ?? throw Mistakes(Document!, reading.Errors);
    }

    private static HubException Mistakes(FileInfo file, IReadOnlyList<CompositionError> errors) =>
        new(string.Join(Environment.NewLine, errors.Select(error => Line(file, error))));

    private static string Line(FileInfo file, CompositionError error)
    {
        var place = error.Subgraph is { } subgraph ? $"{file.Name} ({subgraph})" : file.Name;
        var location = error.Location is { } at ? $":{at.Line}:{at.Column}" : "";
        var coordinate = error.Coordinate is { } concerned ? $" {concerned}" : "";
        var hint = error.Hint is { } usual ? $" {usual}" : "";
        return $"{place}{location}:{coordinate} {error.Message}{hint} [{error.Code}]";
    }
}
