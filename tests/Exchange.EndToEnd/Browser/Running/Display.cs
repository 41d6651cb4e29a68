using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser.Running;

/// <summary>What a visitor's machine asks for: language, light or dark, and how wide the window is.</summary>
internal sealed record Display(string Language = "en", bool IsDark = false, int Width = 1280)
{
    private const int Height = 900;

    public static Display English { get; } = new();

    public override string ToString() => $"{Language}-{(IsDark ? "dark" : "light")}";

    public BrowserNewContextOptions ToContext(Uri address) => new()
    {
        BaseURL = address.ToString(),
        Locale = Language == "zh" ? "zh-CN" : "en-GB",
        ColorScheme = IsDark ? ColorScheme.Dark : ColorScheme.Light,
        ReducedMotion = ReducedMotion.Reduce,
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
    };
}
