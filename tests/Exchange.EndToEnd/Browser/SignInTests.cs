using Exchange.EndToEnd.Browser.Running;
using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser;

/// <summary>Coming in and going out: by keyboard, with a second factor, with a passkey.</summary>
[Collection(OneBrowser.Name)]
public sealed class SignInTests(ConsoleCity city)
{
    [Fact]
    public async Task Who_has_no_mouse_signs_in_passes_the_navigation_and_goes_to_another_page()
    {
        var officer = city.Hub.Client.Credentials.Account("officer");
        await using var visit = await city.VisitAsync(Display.English);
        var (page, keyboard) = (visit.Page, visit.Page.Keyboard);
        await visit.GoAsync("/today");
        await visit.TabToAsync(page.GetByLabel("Account name"));
        await keyboard.TypeAsync(officer.UserName);
        await visit.TabToAsync(page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }));
        await keyboard.TypeAsync(officer.Password);
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Today");

        await visit.GoAsync("/account");
        await keyboard.PressAsync("Tab");
        var skip = page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Skip to content" });
        Assert.True(await Visit.HasFocusAsync(skip), "The first stop is not the link past the navigation.");
        await keyboard.PressAsync("Enter");
        Assert.True(await Visit.HasFocusAsync(page.GetByRole(AriaRole.Main)), "The link past the navigation does not reach the content.");

        await visit.GoAsync("/today");
        await visit.TabToAsync(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Access records", Exact = true }));
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Access records");
        Assert.True(await Visit.HasFocusAsync(page.Locator("h1")), "The focus stays behind when the page changes.");

        await page.ReloadAsync();
        await page.Locator("h1").WaitForAsync();
        await visit.SettleAsync();
        await keyboard.PressAsync("Tab");
        Assert.True(await Visit.HasFocusAsync(skip), "A page that is loaded again does not start at its top.");
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_saying_whether_the_account_exists()
    {
        await using var visit = await city.VisitAsync(Display.English);
        await visit.GoAsync("/sign-in");
        await visit.SignInAsync("nobody-at-all", "wrong");
        var alert = visit.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("do not match");
        await visit.Page.AssertNoViolationAsync();
        await visit.Page.TakeAsync("sign-in-refused-en-light");
    }

    [Fact]
    public async Task The_session_is_kept_in_strict_cookies_and_ends_when_one_signs_out()
    {
        await using var visit = await city.VisitAloneAsync("auditor", Display.English);
        await visit.GoAsync("/today");

        // The demo, which has no TLS, gives a second one for clients that keep a secure cookie back from plain http.
        var cookies = await visit.Context.CookiesAsync();
        Assert.Contains(cookies, cookie => cookie.Secure && cookie.Name.StartsWith("__Host-", StringComparison.Ordinal));
        Assert.All(cookies, cookie =>
            Assert.Equal((true, SameSiteAttribute.Strict, "/"), (cookie.HttpOnly, cookie.SameSite, cookie.Path)));
        Assert.Equal("", await visit.Page.EvaluateAsync<string>("() => document.cookie"));

        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        Assert.Empty(await visit.Context.CookiesAsync());
        await visit.GoAsync("/oversight/records");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task An_authenticator_app_is_set_up_and_asked_for_from_then_on()
    {
        var approver = city.Hub.Client.Credentials.Account("policy-approver");
        await using var visit = await city.VisitAloneAsync(approver.UserName, Display.English);
        var page = visit.Page;
        await visit.GoAsync("/account");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Set up" }).ClickAsync();
        await ProveAsync(page, approver.Password);
        var secret = page.Locator("code[translate=no]");
        var app = new AuthenticatorApp(await secret.InnerTextAsync(), TimeProvider.System);
        await page.AssertNoViolationAsync();
        await page.TakeAsync("account-authenticator-en-light");
        await page.GetByLabel("Code that the app now shows").FillAsync(app.Code());
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Turn on" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Recovery codes of policy-approver")).ToBeVisibleAsync();
        var recovery = await page.Locator("ul[translate=no] code").First.InnerTextAsync();
        await page.AssertNoViolationAsync();

        await using var again = await city.VisitAsync(Display.English);
        await again.GoAsync("/sign-in");
        await again.SignInAsync(approver.UserName, approver.Password);
        await Assertions.Expect(again.Page.Locator("h1")).ToHaveTextAsync("Second step");
        await again.Page.AssertNoViolationAsync();
        await again.Page.TakeAsync("second-step-en-light");

        // A code is taken once: the one that turned the app on does not sign in.
        await again.Page.GetByLabel("Code from your authenticator app").FillAsync(app.Code(stepsAhead: 1));
        await again.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Confirm" }).ClickAsync();
        await Assertions.Expect(again.Page.Locator("h1")).ToHaveTextAsync("Today");

        await using var without = await city.VisitAsync(Display.English);
        await without.GoAsync("/sign-in");
        await without.SignInAsync(approver.UserName, approver.Password);
        await without.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Use a recovery code" }).ClickAsync();
        await without.Page.GetByLabel("Recovery code").FillAsync(recovery);
        await without.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Confirm" }).ClickAsync();
        await Assertions.Expect(without.Page.Locator("h1")).ToHaveTextAsync("Today");
    }

    [Fact]
    public async Task A_passkey_is_added_and_signs_in_without_a_password()
    {
        var steward = city.Hub.Client.Credentials.Account("data-steward");
        await using var visit = await city.VisitAloneAsync(steward.UserName, Display.English);
        var page = visit.Page;
        await VirtualAuthenticator.PlugInAsync(visit);
        await visit.GoAsync("/account");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add a passkey" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await page.AssertNoViolationAsync();
        await page.TakeAsync("account-new-passkey-en-light");
        await dialog.GetByLabel("Name").FillAsync("office key");
        await dialog.GetByLabel("Confirm with your password").FillAsync(steward.Password);
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new PageGetByRoleOptions { Name = "office key" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in with a passkey" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Today");
        var account = page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Account: data-steward" });
        await Assertions.Expect(account).ToBeVisibleAsync();
        Assert.Empty(visit.Troubles);
    }

    private static async Task ProveAsync(IPage page, string password)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Confirm with your password").FillAsync(password);
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Continue" }).ClickAsync();
    }
}
