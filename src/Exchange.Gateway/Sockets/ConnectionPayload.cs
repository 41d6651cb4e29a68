using System.Text.Json;
using Exchange.Gateway.Http;
using Exchange.Pipeline;

namespace Exchange.Gateway.Sockets;

/// <summary>
/// What a client says of itself in <c>connection_init</c>: the names of the request headers, in any case, with texts as values.
/// </summary>
internal static class ConnectionPayload
{
    /// <summary>
    /// The handshake's request with what the payload says instead; null where the payload names one of the headers twice or gives it
    /// something else than a text. Names that mean nothing here are left aside.
    /// </summary>
    public static HubRequest? Apply(JsonElement payload, HubRequest handshake)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            return handshake;
        }

        try
        {
            return ApplyAll(payload, handshake);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no text.
            return null;
        }
    }

    private static HubRequest? ApplyAll(JsonElement payload, HubRequest handshake)
    {
        var request = handshake;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in payload.EnumerateObject())
        {
            if (Setter(property.Name) is not { } set)
            {
                continue;
            }

            if (!seen.Add(property.Name) || property.Value.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            request = set(request, property.Value.GetString()!.Trim());
        }

        return request;
    }

    private static Func<HubRequest, string, HubRequest>? Setter(string name) =>
        Is(name, RequestHeaders.Authorization)
            ? static (request, text) => request with { Token = RequestHeaders.Token(text), Session = null }
        : Is(name, RequestHeaders.Purpose) ? static (request, text) => request with { Purpose = Text(text) }
        : Is(name, RequestHeaders.Case) ? static (request, text) => request with { CaseNumber = Text(text) }
        : Is(name, RequestHeaders.Emergency) ? static (request, text) => request with { Emergency = RequestHeaders.Decode(Text(text)) }
        : null;

    private static bool Is(string name, string header) => name.Equals(header, StringComparison.OrdinalIgnoreCase);

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
