namespace Exchange.Adapters.Http;

/// <summary>The connections that one department is asked over: those of all, or its own where its TLS is its own.</summary>
internal sealed class DepartmentClient(HttpMessageInvoker shared, DepartmentTls? tls) : IDisposable
{
    private readonly HttpMessageInvoker? _own = tls is null ? null : DepartmentHttpClient.Create(tls);

    public HttpMessageInvoker Invoker => _own ?? shared;

    public void Dispose() => _own?.Dispose();
}
