using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http.Signing;
using Exchange.Federation.Sources;

namespace Exchange.Adapters.Http;

/// <summary>
/// One request to a department and its answer: headers without a caller's name, keys in the body alone, the status and the media type
/// judged before a byte of the body is read. Thread-safe.
/// </summary>
internal sealed class DepartmentExchange(
    string department, SourceEndpoint endpoint, AnswerForm form, int maxResponseBytes, HttpMessageInvoker client, TimeProvider clock)
{
    private const string AccessIdHeader = "Exchange-Access-Id";
    private const string RequestType = "application/json";
    private readonly string? _authorization = endpoint.Token is { } token ? $"Bearer {token}" : null;
    private readonly RequestSigner? _signer = endpoint.Http.SigningKey is { } key ? new RequestSigner(key, clock) : null;
    private readonly HttpDialect _protocol = endpoint.Http.Protocol;

    /// <summary>Sends the request once. Throws <see cref="OperationCanceledException"/> alone.</summary>
    public async ValueTask<Attempt> SendAsync(DepartmentRequest request, CancellationToken cancellation)
    {
        using var message = Message(request);
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(message, cancellation);
        }
        catch (HttpRequestException failure)
        {
            return Unavailable($"The department cannot be reached ({failure.HttpRequestError}).", isRepeatable: true);
        }
        catch (IOException)
        {
            return Unavailable("The department's connection broke off before an answer.", isRepeatable: true);
        }

        using (response)
        {
            return Refusal(response) ?? await BodyAsync(response, cancellation);
        }
    }

    private HttpRequestMessage Message(DepartmentRequest request)
    {
        // WHY this content: its memory is not looked at any more when the call has ended, in HTTP/2 too.
        var content = new ReadOnlyMemoryContent(request.Body);
        content.Headers.TryAddWithoutValidation("Content-Type", RequestType);
        var message = new HttpRequestMessage(HttpMethod.Post, request.Address) { Content = content };
        (message.Version, message.VersionPolicy) = _protocol switch
        {
            HttpDialect.Http2 => (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact),
            HttpDialect.Negotiated when request.Address.Scheme == Uri.UriSchemeHttps =>
                (HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower),
            _ => (HttpVersion.Version11, HttpVersionPolicy.RequestVersionExact),
        };
        message.Headers.TryAddWithoutValidation("Accept", form.Accept);
        message.Headers.TryAddWithoutValidation(AccessIdHeader, request.AccessId);
        if (_authorization is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", _authorization);
        }

        _signer?.Sign(message, request.Body.Span, RequestType, request.AccessId);

        return message;
    }

    private Attempt? Refusal(HttpResponseMessage response)
    {
        var headers = response.Content.Headers.NonValidated;
        var type = Value(headers, "Content-Type");
        var status = (int)response.StatusCode;
        if (status is (< 200 or >= 300) && !form.IsAnswer(response.StatusCode, type))
        {
            return OfStatus(status);
        }

        if (!form.Takes(type))
        {
            return Invalid("The department's answer is of another media type than was asked for.");
        }

        // WHY: nothing was said to be understood, and unpacking would have to be bounded too.
        return Value(headers, "Content-Encoding") is { Length: > 0 } and not "identity"
            ? Invalid("The department's answer is encoded, which was not asked for.")
            : null;
    }

    private Attempt OfStatus(int status) => status switch
    {
        >= 300 and < 400 => Invalid($"The department answered with a redirect ({status}), which is refused."),

        // WHY: too many requests, a wrong token and a failing server are states of the department, not answers to what was asked.
        502 or 503 or 504 => Unavailable($"The department answered with status {status}.", isRepeatable: true),
        401 or 403 or 408 or 429 or >= 500 => Unavailable($"The department answered with status {status}.", isRepeatable: false),
        _ => Invalid($"The department answered with status {status}."),
    };

    private async ValueTask<Attempt> BodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var announced = Value(response.Content.Headers.NonValidated, "Content-Length");
            long? length = long.TryParse(announced, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : null;
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            return await AnswerBody.ReadAsync(stream, length, maxResponseBytes, cancellation) is { } answer
                ? new Attempt(answer, Failure: null, IsRepeatable: false)
                : Invalid($"The department's answer is larger than {maxResponseBytes} bytes (maxResponseBytes).");
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return Unavailable("The department's answer broke off.", isRepeatable: false);
        }
    }

    private static string Value(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.ToString() : "";

    private Attempt Unavailable(string message, bool isRepeatable) =>
        new(Answer: null, new SourceException(department, SourceFault.Unavailable, message), isRepeatable);

    private Attempt Invalid(string message) =>
        new(Answer: null, new SourceException(department, SourceFault.Invalid, message), IsRepeatable: false);
}
