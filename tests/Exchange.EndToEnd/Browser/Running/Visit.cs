using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Exchange.EndToEnd.Calls;
using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser.Running;

/// <summary>One person's visit to the console: a window of their own, and everything that went wrong in it.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>How long to wait, in milliseconds: a machine that runs ten other things at once is slow, not broken.</summary>
    public const float Patience = 60_000;

    private const string TellViolations =
        "document.addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`));";

    private readonly ConcurrentQueue<string> _troubles = new();
    private readonly Uri _address;

    private Visit(IBrowserContext context, IPage page, Uri address)
    {
        Context = context;
        Page = page;
        _address = address;
        page.Console += (_, message) => Note(message);
        page.PageError += (_, error) => _troubles.Enqueue($"error: {error}");
        context.Request += (_, request) => Note(request);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Errors of scripts, violations of the content security policy and requests to other hosts.</summary>
    public IReadOnlyList<string> Troubles => [.. _troubles];

    public static async Task<Visit> StartAsync(IBrowserContext context, Uri address)
    {
        context.SetDefaultTimeout(Patience);
        await context.AddInitScriptAsync(TellViolations);
        return new Visit(context, await context.NewPageAsync(), address);
    }

    /// <summary>Goes to a page of the console and waits until it has a heading.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync($"/console{path}");
        await Page.Locator("h1").WaitForAsync();
        await SettleAsync();
    }

    /// <summary>Changes language and theme where one is, as a person does: the page is not loaded again.</summary>
    public async Task SwitchAsync(Display display)
    {
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions
        {
            ColorScheme = display.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var isChinese = (await Page.Locator("html").GetAttributeAsync("lang"))!.StartsWith("zh", StringComparison.Ordinal);
        if (isChinese != (display.Language == "zh"))
        {
            var other = isChinese ? "English" : "中文";
            await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = other, Exact = true }).ClickAsync();
        }

        await Assertions.Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", new Regex($"^{display.Language}"));
        await Assertions.Expect(Page.Locator("html")).ToHaveAttributeAsync("data-theme", display.IsDark ? "dark" : "light");
    }

    /// <summary>Waits until what the page asks for has come.</summary>
    public Task SettleAsync() => Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

    /// <summary>Signs in without the page, for tests of what comes after.</summary>
    public async Task EnterAsync(DemoAccount account)
    {
        var answer = await Context.APIRequest.PostAsync(
            new Uri(_address, "/api/v1/session").ToString(),
            new APIRequestContextOptions
            {
                DataObject = new { userName = account.UserName, password = account.Password },
                Headers = new Dictionary<string, string> { ["X-CSRF"] = "1" },
            });
        Assert.Equal(200, answer.Status);
    }

    /// <summary>Signs in by the page's form.</summary>
    public async Task SignInAsync(string userName, string password)
    {
        await Page.GetByLabel("Account name").FillAsync(userName);
        await Page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in", Exact = true }).ClickAsync();
    }

    /// <summary>Presses Tab until the element has the focus; fails where it cannot be reached.</summary>
    public async Task TabToAsync(ILocator element)
    {
        const int most = 60;
        await element.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        for (var presses = 0; presses < most; presses++)
        {
            if (await HasFocusAsync(element))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{element} cannot be reached by the Tab key.");
    }

    public static Task<bool> HasFocusAsync(ILocator element) =>
        element.EvaluateAsync<bool>("element => element === document.activeElement");

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    // Who is not signed in is told so by the status; the browser writes every such status to its console.
    private void Note(IConsoleMessage message)
    {
        var isRefusal = message.Location.Contains("/api/v1/", StringComparison.Ordinal)
            && message.Text.Contains("the server responded with a status of 40", StringComparison.Ordinal);
        if (message.Type == "error" && !isRefusal)
        {
            _troubles.Enqueue($"console: {message.Text}");
        }
    }

    private void Note(IRequest request)
    {
        var target = new Uri(request.Url);
        if (target.Scheme is not ("data" or "blob") && target.Authority != _address.Authority)
        {
            _troubles.Enqueue($"another host: {request.Url}");
        }
    }
}
