using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Exchange.Identity.Accounts;

/// <summary>Reads a body of JSON, bounded, once it is known that somebody who may send it did.</summary>
internal static class AccountBody
{
    /// <summary>The largest body of names and passwords, in bytes.</summary>
    public const int Small = 4096;

    /// <summary>The largest body that carries a browser's credential, in bytes.</summary>
    public const int Credential = 64 * 1024;

    // WHY nothing unknown: a member that is spelt wrong would be passed over, and whoever meant to take a right away told that all is well.
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 8, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The body, or null where it is no JSON of that form or too large.</summary>
    public static async Task<T?> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken, int largest = Small)
        where T : class
    {
        // WHY: only JSON; a form of another site can be sent without asking, JSON cannot.
        if (!request.HasJsonContentType())
        {
            return null;
        }

        var buffer = new byte[largest + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        try
        {
            return length <= largest ? JsonSerializer.Deserialize<T>(buffer.AsSpan(0, length), Form) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
