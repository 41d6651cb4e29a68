namespace Exchange.Adapters.Http;

/// <summary>Makes the HTTP clients that departments are asked with.</summary>
public static class DepartmentHttpClient
{
    /// <summary>
    /// A client that follows no redirect, keeps no cookie, uses no proxy and has no timeout of its own (sources bound each request).
    /// One client can serve all departments; it lives as long as the hub.
    /// </summary>
    public static HttpClient Create()
    {
        // WHY: a redirect would carry keys and the token to a place nobody configured.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(5),

            // WHY: no trace id goes to departments; those who share one could join what each was asked.
            ActivityHeadersPropagator = null,
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
