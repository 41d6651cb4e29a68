using Exchange.EndToEnd.Browser.Running;

namespace Exchange.EndToEnd.Browser;

/// <summary>Every screen in both languages, light and dark: accessible, in order, without a script error or another host.</summary>
[Collection(OneBrowser.Name)]
public sealed class ScreenTests(ConsoleCity city)
{
    private static readonly (string? UserName, string Path)[] All =
    [
        (null, "/sign-in"),
        (null, "/welcome"),
        ("officer", "/today"),
        ("officer", "/data/explorer"),
        ("officer", "/account"),
        ("officer", "/no-such-page"),
        ("data-steward", "/data/consents"),
        ("auditor", "/rules"),
        ("auditor", "/oversight/records"),
        ("account-admin", "/operations/accounts"),
        ("account-admin", "/operations/clients"),
        ("wang", "/today"),
    ];

    private static readonly Display[] Displays = [new("en"), new("en", IsDark: true), new("zh", IsDark: true), new("zh")];

    public static TheoryData<string?, string> Screens => new(All);

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_screen_is_accessible_in_every_display_and_keeps_to_this_hub(string? userName, string path)
    {
        await using var visit = userName is null
            ? await city.VisitAsync(Display.English) : await city.VisitAsync(userName, Display.English);
        await visit.GoAsync(path);
        if (path == "/data/explorer")
        {
            await visit.Page.Locator(".graphiql-query-editor .view-lines").WaitForAsync();
            await visit.SettleAsync();
        }

        foreach (var display in Displays)
        {
            await visit.SwitchAsync(display);
            await visit.Page.TakeAsync($"{path[1..].Replace('/', '-')}{(userName == "wang" ? "-resident" : "")}-{display}");
            await visit.Page.AssertOutlineAsync(display.Language);
            await visit.Page.AssertNoViolationAsync();
        }

        Assert.Empty(await visit.Page.Locator("script:not([src])").AllAsync());
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task The_pages_come_under_a_policy_that_runs_no_script_but_the_hubs_own()
    {
        await using var visit = await city.VisitAsync(Display.English);
        var response = await visit.Page.GotoAsync("/console/sign-in");
        var policy = await response!.HeaderValueAsync("content-security-policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);

        await visit.SettleAsync();
        await visit.Page.EvaluateAsync(
            "() => { const s = document.createElement('script'); s.text = 'window.ran = true'; document.head.append(s); }");
        Assert.False(await visit.Page.EvaluateAsync<bool>("() => window.ran === true"));
        Assert.Contains(visit.Troubles, trouble => trouble.Contains("script-src", StringComparison.Ordinal));
    }
}
