using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;

namespace Exchange.Adapters.GraphQL;

/// <summary>
/// A department that runs an Apollo Federation v2 subgraph: one POST per request. What it says in <c>errors</c> is never repeated.
/// Thread-safe.
/// </summary>
internal sealed class GraphQLSource : ISource
{
    private readonly Uri _address;
    private readonly JsonExchange _exchange;

    public GraphQLSource(GraphQLSourceConfiguration configuration, SourceEndpoint endpoint, JsonExchange exchange)
    {
        Department = configuration.Department;
        _address = endpoint.HttpAddress($"The GraphQL source of {Department}");
        _exchange = exchange;
    }

    /// <inheritdoc/>
    public string Department { get; }

    /// <inheritdoc/>
    public async ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (request.Selections.Count == 0)
        {
            return new SourceResponse([], AsOf: null);
        }

        using var body = new RequestBuffer();
        EntitiesQuery.WriteBody(body, request.Selections);
        var answer = await _exchange.ReadAsync(_address, body.Written, request.AccessId, cancellation);
        try
        {
            return new SourceResponse(EntitiesAnswer.Read(answer, request.Selections), AsOf: null);
        }
        catch (InvalidDataException failure)
        {
            throw new SourceException(Department, SourceFault.Invalid, failure.Message);
        }
    }
}
