using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.Host.Composition;

/// <summary>
/// Answers what no endpoint foresaw. WHY not the framework: it would log the message and the stack of whatever went wrong; both can quote a
/// request.
/// </summary>
internal static class FaultGuard
{
    public static async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested)
        {
            // WHY: what a stranger sends amiss is no fault of the hub, and must not fill its log.
            if (fault is not BadHttpRequestException)
            {
                FaultLog.Write(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Exchange"), http.TraceIdentifier, fault);
            }

            if (!http.Response.HasStarted)
            {
                http.Response.Clear();
                await FaultAnswer.For(fault).ExecuteAsync(http);
            }
        }
    }
}
