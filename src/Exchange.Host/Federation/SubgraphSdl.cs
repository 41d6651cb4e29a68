using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Exchange.Host.Composition;

namespace Exchange.Host.Federation;

/// <summary>
/// Asks subgraphs for their SDL (<c>_service { sdl }</c> of the Apollo Federation subgraph specification). A subgraph that still starts is
/// asked again for a while.
/// </summary>
internal sealed class SubgraphSdl(HttpMessageInvoker client, TimeProvider time)
{
    private const int MaxBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly byte[] Question = """{"query":"{ _service { sdl } }"}"""u8.ToArray();

    /// <summary>The SDL; throws <see cref="HubException"/> that names the subgraph and why it gave none.</summary>
    public async Task<string> AskAsync(string name, Uri address, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var problem = "it did not answer";
        while (true)
        {
            try
            {
                return await AskOnceAsync(address, either.Token);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException)
            {
                problem = fault is HttpRequestException { HttpRequestError: var error } ? $"it cannot be reached ({error})" : fault.Message;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw Missing(name, address, problem);
            }

            try
            {
                await Task.Delay(Pause, time, either.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw Missing(name, address, problem);
            }
        }
    }

    private async Task<string> AskOnceAsync(Uri address, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Question) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("Accept", "application/json, application/graphql-response+json;q=0.9");
        using var response = await client.SendAsync(request, cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        return SdlIn(await ReadAsync(body, cancellation)) ?? throw new InvalidDataException(
            $"it answered {{ _service {{ sdl }} }} with status {(int)response.StatusCode} and no SDL");
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, CancellationToken cancellation)
    {
        var read = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int count; (count = await body.ReadAsync(part, cancellation)) > 0;)
        {
            read.Write(part, 0, count);
            if (read.Length > MaxBytes)
            {
                throw new InvalidDataException($"its answer is larger than {MaxBytes} bytes");
            }
        }

        return read.GetBuffer().AsMemory(0, (int)read.Length);
    }

    private static string? SdlIn(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.GetProperty("data").GetProperty("_service").GetProperty("sdl").GetString();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static HubException Missing(string name, Uri address, string problem) => new(
        $"Subgraph \"{name}\" gave no SDL within {Patience.TotalSeconds} seconds: {problem}. Start it at {address}, or give its \"sdl\" or \"sdlFile\".");
}
