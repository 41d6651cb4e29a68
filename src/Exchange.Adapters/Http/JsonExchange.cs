using Exchange.Adapters.Configuration;
using Exchange.Federation.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Http;

/// <summary>Sends JSON reads to a department and gives its JSON answers, bounded in depth. Thread-safe.</summary>
internal sealed class JsonExchange(
    string department, SourceEndpoint endpoint, AnswerForm form, HttpBounds bounds, HttpMessageInvoker client, TimeProvider clock)
    : IDisposable
{
    private const int MaxJsonDepth = 32;
    private readonly DepartmentTransport _transport = new(department, endpoint, form, bounds, client, clock);

    /// <summary>
    /// Posts one read. Every failure is a <see cref="SourceException"/> without a word of the department; cancellation passes.
    /// </summary>
    public async Task<Datum> ReadAsync(Uri address, byte[] body, string accessId, CancellationToken cancellation)
    {
        using var answer = await _transport.SendAsync(new DepartmentRequest(address, body, accessId, IsRead: true), cancellation);
        try
        {
            return DatumReader.Read(answer.Body.Span, MaxJsonDepth);
        }
        catch (GraphQLException)
        {
            throw new SourceException(
                department, SourceFault.Invalid, $"The department's answer is not JSON of at most {MaxJsonDepth} levels.");
        }
    }

    public void Dispose() => _transport.Dispose();
}
