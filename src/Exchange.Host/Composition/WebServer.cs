using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Exchange.Host.Composition;

/// <summary>The web server as every command that listens has it.</summary>
internal static class WebServer
{
    /// <summary>A server on these addresses that reads no settings by itself, takes bodies of that size and logs nothing of a request.</summary>
    public static WebApplicationBuilder CreateBuilder(string urls, int maxBodyBytes)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);

        // WHY: request logs of the framework carry query strings, and a citizen number can stand in one.
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft", LogLevel.Critical);
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = maxBodyBytes + 4096L;
        });
        return builder;
    }
}
