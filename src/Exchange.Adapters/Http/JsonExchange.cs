using System.Net;
using System.Net.Http.Headers;
using Exchange.Federation.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Exchange.Adapters.Http;

/// <summary>The bounds of an <see cref="JsonExchange"/>.</summary>
/// <param name="Timeout">The longest that one call may take, retries included.</param>
/// <param name="MaxResponseBytes">The most bytes of one response.</param>
/// <param name="Retries">How often a read that failed in transit is tried again.</param>
internal sealed record JsonExchangeBounds(TimeSpan Timeout, int MaxResponseBytes, int Retries);

/// <summary>
/// Sends a JSON read to a department and gives its JSON answer: keys in the body only, the answer bounded in size and time, failures in
/// transit tried again, a department that keeps failing left alone for a while. Thread-safe.
/// </summary>
internal sealed class JsonExchange
{
    private const string AccessIdHeader = "Exchange-Access-Id";
    private const int MaxJsonDepth = 32;

    private readonly string _department;
    private readonly HttpClient _client;
    private readonly string? _token;
    private readonly JsonExchangeBounds _bounds;
    private readonly ResiliencePipeline<Datum> _pipeline;

    public JsonExchange(string department, HttpClient client, string? token, JsonExchangeBounds bounds, TimeProvider clock)
    {
        _department = department;
        _client = client;
        _token = token;
        _bounds = bounds;
        _pipeline = Pipeline(bounds, clock);
    }

    /// <summary>Posts one read. Every failure is a <see cref="SourceException"/> without a word of the department; cancellation
    /// passes.</summary>
    public async Task<Datum> ReadAsync(Uri address, byte[] body, string accessId, CancellationToken cancellation)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async bounded => await SendAsync(address, body, accessId, bounded), cancellation);
        }
        catch (BrokenCircuitException)
        {
            throw Unavailable("The department failed repeatedly and is left alone for a while.");
        }
        catch (TimeoutRejectedException)
        {
            throw Unavailable("The department did not answer in time.");
        }
        catch (HttpRequestException failure)
        {
            throw Unavailable($"The department cannot be reached ({failure.HttpRequestError}).");
        }
        catch (IOException)
        {
            throw Unavailable("The department's answer broke off.");
        }
    }

    private static ResiliencePipeline<Datum> Pipeline(JsonExchangeBounds bounds, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder<Datum> { TimeProvider = clock };
        builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<Datum>
        {
            ShouldHandle = FailedInTransit().Handle<TimeoutRejectedException>(),
            FailureRatio = 0.5,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(5),
        });
        builder.AddTimeout(bounds.Timeout);
        if (bounds.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<Datum>
            {
                ShouldHandle = FailedInTransit(),
                MaxRetryAttempts = bounds.Retries,
                Delay = TimeSpan.FromMilliseconds(50),
                BackoffType = DelayBackoffType.Exponential,
            });
        }

        return builder.Build();
    }

    private static PredicateBuilder<Datum> FailedInTransit() => new PredicateBuilder<Datum>()
        .Handle<HttpRequestException>()
        .Handle<IOException>()
        .Handle<SourceException>(failure => failure.Fault == SourceFault.Unavailable);

    private async Task<Datum> SendAsync(Uri address, byte[] body, string accessId, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.TryAddWithoutValidation(AccessIdHeader, accessId);
        if (_token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        }

        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        CheckStatus(response.StatusCode);
        var bytes = await BodyAsync(response, cancellation);
        return Parse(bytes);
    }

    private void CheckStatus(HttpStatusCode status)
    {
        var code = (int)status;
        if (code is >= 200 and < 300)
        {
            return;
        }

        if (code is >= 300 and < 400)
        {
            throw Invalid($"The department answered with a redirect ({code}), which is refused.");
        }

        // WHY: too many requests, a wrong token and a failing server are states of the department, not answers to what was asked.
        throw code is 401 or 403 or 408 or 429 or >= 500
            ? Unavailable($"The department answered with status {code}.")
            : Invalid($"The department answered with status {code}.");
    }

    private async Task<ReadOnlyMemory<byte>> BodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > _bounds.MaxResponseBytes)
        {
            throw TooLarge();
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var collected = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellation)) > 0)
        {
            if (collected.Length + read > _bounds.MaxResponseBytes)
            {
                throw TooLarge();
            }

            collected.Write(buffer, 0, read);
        }

        return collected.GetBuffer().AsMemory(0, (int)collected.Length);
    }

    private Datum Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return DatumReader.Read(bytes.Span, MaxJsonDepth);
        }
        catch (GraphQLException)
        {
            throw Invalid($"The department's answer is not JSON of at most {MaxJsonDepth} levels.");
        }
    }

    private SourceException TooLarge() =>
        Invalid($"The department's answer is larger than {_bounds.MaxResponseBytes} bytes (maxResponseBytes).");

    private SourceException Unavailable(string message) => new(_department, SourceFault.Unavailable, message);

    private SourceException Invalid(string message) => new(_department, SourceFault.Invalid, message);
}
