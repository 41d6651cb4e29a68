using System.Text.Json;
using Exchange.Identity.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Verification;

/// <summary>
/// Another OpenID Connect provider: its discovery document and keys are fetched when first needed, again every twelve hours, and when a
/// token names a key not seen yet (at most once a minute). Keys already known stay in use while it cannot be reached. Thread-safe.
/// </summary>
internal sealed class ForeignAuthority : ITokenAuthority, IDisposable
{
    private const int LargestDocument = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Freshness = TimeSpan.FromHours(12);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly string _authority;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _gate = new(1);
    private volatile Fetched? _last;
    private DateTimeOffset _nextAttempt = DateTimeOffset.MinValue;

    public ForeignAuthority(string authority, TimeProvider time, HttpMessageHandler? transport = null)
    {
        DemandSafe(authority);
        _authority = authority.TrimEnd('/');
        _time = time;
        _http = new HttpClient(transport ?? new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = LargestDocument,
        };
    }

    public bool KnowsItsClients => false;

    // The discovered issuer equals the configured one up to a closing slash; a token's must equal the discovered one exactly.
    public bool IsIssuer(string issuer) => issuer == (_last?.Issuer ?? _authority);

    public async ValueTask<SecurityKey?> FindKeyAsync(string keyId, CancellationToken cancellationToken)
    {
        var last = _last;
        if (last?.Find(keyId) is { } known && _time.GetUtcNow() < last.At + Freshness)
        {
            return known;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }

        return _last is { } fetched
            ? fetched.Find(keyId)
            : throw new AuthorityUnavailableException($"The keys of {_authority} could not be fetched yet.");
    }

    public void Dispose()
    {
        _http.Dispose();
        _gate.Dispose();
    }

    /// <summary>Refuses an authority that could be impersonated on the way.</summary>
    public static void DemandSafe(string authority)
    {
        if (!IsSafe(authority))
        {
            throw new ArgumentException("Identity:Authority must be an https URL, or a loopback one.", nameof(authority));
        }
    }

    /// <summary>Whether an address cannot be impersonated on the way.</summary>
    public static bool IsSafe(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || IssuerName.IsLoopback(url));

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (now < _nextAttempt)
        {
            return;
        }

        _nextAttempt = now + Pause;
        try
        {
            _last = await FetchAsync(now, cancellationToken);
        }
        catch (Exception cause) when (IsOutage(cause, cancellationToken) && _last is not null)
        {
            // Keys already known stay in use; a key not known yet is refused as unknown.
        }
        catch (Exception cause) when (IsOutage(cause, cancellationToken))
        {
            throw new AuthorityUnavailableException($"The keys of {_authority} cannot be fetched: {cause.GetType().Name}.", cause);
        }
    }

    private static bool IsOutage(Exception cause, CancellationToken cancellationToken) =>
        cause is HttpRequestException or JsonException or ArgumentException or FormatException
        || (cause is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private async Task<Fetched> FetchAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var discovery = JsonDocument.Parse(
            await _http.GetByteArrayAsync(_authority + "/.well-known/openid-configuration", cancellationToken));
        var issuer = Text(discovery, "issuer");
        var jwksUri = Text(discovery, "jwks_uri");
        if (issuer.TrimEnd('/') != _authority || !IsSafe(jwksUri))
        {
            throw new FormatException("The discovery document names another issuer, or keys at an unsafe address.");
        }

        var set = new JsonWebKeySet(await _http.GetStringAsync(jwksUri, cancellationToken));
        return new Fetched(issuer, now, [.. set.GetSigningKeys().OfType<ECDsaSecurityKey>().Where(k => k.KeySize == 256)]);
    }

    private static string Text(JsonDocument document, string name) =>
        document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"The discovery document has no {name}.");

    private sealed record Fetched(string Issuer, DateTimeOffset At, IReadOnlyList<SecurityKey> Keys)
    {
        public SecurityKey? Find(string keyId) => Keys.FirstOrDefault(k => k.KeyId == keyId);
    }
}
