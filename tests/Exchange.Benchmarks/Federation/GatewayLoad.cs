using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Exchange.Benchmarks.Federation;

/// <summary>
/// Sends one query again and again over a number of connections and measures the gateway: requests a second, how long they take, and what
/// processor time each takes of the gateway's process. Every answer is looked at for its length, the first one for its data.
/// </summary>
internal sealed class GatewayLoad(Uri url, int process, int connections, string query)
{
    private readonly byte[] _body = JsonSerializer.SerializeToUtf8Bytes(new { query });
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false });

    /// <summary>Measures, and gives a line of JSON.</summary>
    public async Task<string> RunAsync(string name, TimeSpan warmUp, TimeSpan duration)
    {
        var answer = await WaitForAnswerAsync();
        await SendAsync(warmUp, answer.Length);
        var before = ProcessTime.Of(process);
        var started = Stopwatch.GetTimestamp();
        var latencies = await SendAsync(duration, answer.Length);
        var took = Stopwatch.GetElapsedTime(started);
        var cpu = ProcessTime.Of(process) - before;
        latencies.Sort();
        return JsonSerializer.Serialize(new
        {
            name,
            requests = latencies.Count,
            perSecond = latencies.Count / took.TotalSeconds,
            p50 = latencies[latencies.Count / 2],
            p99 = latencies[latencies.Count * 99 / 100],
            cpu = cpu.TotalMilliseconds / latencies.Count,
            bytes = answer.Length,
            data = Fingerprint(answer),
        });
    }

    /// <summary>The rows of a table; throws where the gateways did not answer alike.</summary>
    public static IEnumerable<string> Table(IEnumerable<string> lines)
    {
        var results = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        if (results.Select(result => result.GetProperty("data").GetString()).Distinct().Count() != 1)
        {
            throw new InvalidOperationException("The gateways gave different data; there is nothing to compare.");
        }

        yield return "| Gateway | Requests/s | p50 ms | p99 ms | CPU ms a request | Requests |";
        yield return "|---|--:|--:|--:|--:|--:|";
        foreach (var result in results)
        {
            double Number(string name) => result.GetProperty(name).GetDouble();
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"| {result.GetProperty("name").GetString()} | {Number("perSecond"):N0} | {Number("p50"):F2} | {Number("p99"):F2} | {Number("cpu"):F3} | {Number("requests"):N0} |");
        }
    }

    private async Task<byte[]> WaitForAnswerAsync()
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(200))
        {
            try
            {
                var answer = await SendAsync();
                using var document = JsonDocument.Parse(answer);
                return document.RootElement.TryGetProperty("errors", out _)
                    ? throw new InvalidOperationException($"{url} answers with errors.")
                    : answer;
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(90))
            {
                // Not yet ready.
            }
        }
    }

    private async Task<List<double>> SendAsync(TimeSpan duration, int length)
    {
        var started = Stopwatch.GetTimestamp();
        var connected = Enumerable.Range(0, connections).Select(async _ =>
        {
            var latencies = new List<double>();
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                var sent = Stopwatch.GetTimestamp();
                var answer = await SendAsync();
                latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                if (Math.Abs(answer.Length - length) > 16)
                {
                    throw new InvalidOperationException($"{url} gave an answer of another length.");
                }
            }

            return latencies;
        });
        return [.. (await Task.WhenAll(connected)).SelectMany(latencies => latencies)];
    }

    private async Task<byte[]> SendAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(_body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static string Fingerprint(byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        return Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(document.RootElement.GetProperty("data"))));
    }
}
