namespace Exchange.Adapters.Http;

/// <summary>Makes the connections that departments are asked over.</summary>
public static class DepartmentHttpClient
{
    private const int MaxHeadersKilobytes = 64;
    private const int MaxDrainBytes = 64 * 1024;

    /// <summary>
    /// A client that follows no redirect, keeps no cookie, uses no proxy, unpacks nothing and has no timeout of its own (sources bound each
    /// request). One client can serve all departments; it lives as long as the hub.
    /// </summary>
    public static HttpMessageInvoker Create() => new(Handler());

    /// <summary>The same for a department that has TLS settings of its own.</summary>
    public static HttpMessageInvoker Create(DepartmentTls tls)
    {
        var handler = Handler();
        handler.SslOptions = tls.Options();
        return new HttpMessageInvoker(handler);
    }

    private static SocketsHttpHandler Handler() => new()
    {
        // WHY: a redirect would carry keys and the token to a place nobody configured.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        EnableMultipleHttp2Connections = true,
        MaxResponseHeadersLength = MaxHeadersKilobytes,

        // WHY: what an answer has beyond its bound is not worth reading for the sake of the connection.
        MaxResponseDrainSize = MaxDrainBytes,

        // WHY: no trace id goes to departments; those who share one could join what each was asked.
        ActivityHeadersPropagator = null,
    };
}
