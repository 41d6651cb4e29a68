using System.Text.Json;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Cases;

/// <summary>
/// A case source with a JSON service: posts <c>{"caseNumber", "purpose", "department"}</c> to its one address and reads <c>null</c>, or
/// <c>{"open": Boolean, "persons": [citizen numbers] or null}</c>. The number is in the body, never in the address. Thread-safe; it owns its connections.
/// </summary>
public sealed class HttpCaseSource : ICaseSource, IDisposable
{
    private const string Owner = "cases";
    private const int MaxPersons = 1_000;

    private static readonly HttpBounds Bounds = new() { Timeout = TimeSpan.FromSeconds(5), MaxResponseBytes = 256 * 1024 };

    private readonly Uri _address;
    private readonly JsonExchange _exchange;

    /// <summary>Asks at <paramref name="endpoint"/>; throws <see cref="ArgumentException"/> where it has no http or https address.</summary>
    /// <param name="endpoint">Where the source is reached and how it is spoken to.</param>
    /// <param name="client">The connections, see <see cref="DepartmentHttpClient"/>; they live longer than this.</param>
    /// <param name="clock">The clock that time limits are measured by.</param>
    public HttpCaseSource(SourceEndpoint endpoint, HttpMessageInvoker client, TimeProvider clock)
    {
        _address = endpoint.HttpAddress("The case source");
        _exchange = new JsonExchange(Owner, endpoint, AnswerForm.Json, Bounds, client, clock);
    }

    /// <inheritdoc/>
    public async ValueTask<CaseFile?> FindAsync(string accessId, CaseQuestion question, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            caseNumber = question.CaseNumber, purpose = question.Purpose, department = question.Department,
        });
        var answer = await _exchange.ReadAsync(_address, body, accessId, cancellation);
        return answer.Kind switch
        {
            DatumKind.Null => null,
            DatumKind.Object when answer.AsObject()["open"] is { Kind: DatumKind.Boolean } open =>
                new CaseFile(open.AsBoolean(), Persons(answer.AsObject()["persons"])),
            _ => throw Invalid("The case source's answer is neither null nor an object with 'open'."),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _exchange.Dispose();

    private static string[]? Persons(Datum persons) => persons.Kind switch
    {
        DatumKind.Null => null,
        DatumKind.List when persons.AsList() is { Length: <= MaxPersons } items && items.All(item => item.Kind == DatumKind.String) =>
            [.. items.Select(item => item.AsString())],
        _ => throw Invalid($"The case source's 'persons' is neither null nor a list of at most {MaxPersons} texts."),
    };

    private static SourceException Invalid(string message) => new(Owner, SourceFault.Invalid, message);
}
