using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;

namespace Exchange.Adapters.GraphQL;

/// <summary>
/// A department that runs an Apollo Federation v2 subgraph: one POST per request. What it says in <c>errors</c> is never repeated.
/// Thread-safe.
/// </summary>
internal sealed class GraphQLSource : ISource, IDisposable
{
    private const int Retries = 1;
    private readonly Uri _address;
    private readonly JsonExchange _exchange;

    public GraphQLSource(GraphQLSourceConfiguration configuration, SourceEndpoint endpoint, HttpMessageInvoker client, TimeProvider clock)
    {
        Department = configuration.Department;
        _address = endpoint.HttpAddress($"The GraphQL source of {Department}");
        var bounds = new HttpBounds
        {
            Timeout = configuration.Timeout, MaxResponseBytes = configuration.MaxResponseBytes, Retries = Retries,
        };
        _exchange = new JsonExchange(Department, endpoint, AnswerForm.GraphQL, bounds, client, clock);
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

        var answer = await _exchange.ReadAsync(_address, EntitiesQuery.Body(request.Selections), request.AccessId, cancellation);
        try
        {
            return new SourceResponse(EntitiesAnswer.Read(answer, request.Selections), AsOf: null);
        }
        catch (InvalidDataException failure)
        {
            throw new SourceException(Department, SourceFault.Invalid, failure.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _exchange.Dispose();
}
