using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser.Running;

/// <summary>Pictures of every screen, to be looked at by people: beside the tests' program, in <c>screenshots</c>.</summary>
internal static class Screenshots
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "screenshots");

    public static Task TakeAsync(this IPage page, string name) => page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Folder, $"{name}.png"),
        FullPage = true,
    });
}
