using Exchange.EndToEnd.Running;
using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser.Running;

/// <summary>
/// What the browser's tests share: one Chromium, and a hub of their own, because they change accounts. The tests of the collection run
/// one after another.
/// </summary>
public sealed class ConsoleCity(DemoCity city) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, Cookie> _sessions = new(StringComparer.Ordinal);
    private HubProcess? _hub;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal HubProcess Hub => _hub!;

    /// <summary>
    /// Where the console is. WHY localhost: browsers allow passkeys and secure cookies without TLS for this name, not for an address.
    /// </summary>
    internal Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubProcess.StartAsync(city.WorkingDirectory, _folder.Take(city.RestedData, "console"));
        Address = new UriBuilder(_hub.Client.Credentials.Url) { Host = "localhost" }.Uri;
        Assertions.SetDefaultExpectTimeout(Visit.Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = ChromiumProgram.Find(),
            ChromiumSandbox = Environment.UserName != "root",
            Args = ["--disable-background-networking"],
        });
    }

    /// <summary>A visit of nobody yet, with nothing kept from others.</summary>
    internal Task<Visit> VisitAsync(Display display) => VisitAsync(Address, display);

    /// <summary>A visit of nobody to another hub.</summary>
    internal async Task<Visit> VisitAsync(Uri address, Display display)
    {
        var context = await _browser!.NewContextAsync(display.ToContext(address));
        return await Visit.StartAsync(context, address);
    }

    /// <summary>A visit of somebody who is signed in already, in a session that all tests share: ask, and do not sign out.</summary>
    internal async Task<Visit> VisitAsync(string userName, Display display)
    {
        if (!_sessions.TryGetValue(userName, out var session))
        {
            await using var first = await VisitAloneAsync(userName, Display.English);
            var cookies = await first.Context.CookiesAsync();

            // WHY not the other one: a browser takes no cookie with the prefix __Host- but from the hub itself.
            var plain = cookies.Single(cookie => !cookie.Secure);
            session = new Cookie { Name = plain.Name, Value = plain.Value, Url = Address.ToString(), HttpOnly = true, SameSite = plain.SameSite };
            _sessions.Add(userName, session);
        }

        var visit = await VisitAsync(display);
        await visit.Context.AddCookiesAsync([session]);
        return visit;
    }

    /// <summary>A visit of somebody in a session of their own, for tests that end it or change the account.</summary>
    internal async Task<Visit> VisitAloneAsync(string userName, Display display)
    {
        var visit = await VisitAsync(display);
        await visit.EnterAsync(_hub!.Client.Credentials.Account(userName));
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        _folder.Dispose();
    }
}

/// <summary>The tests that share <see cref="ConsoleCity"/>.</summary>
[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<ConsoleCity>
{
    public const string Name = "console";
}
