namespace Exchange.Host.Composition;

/// <summary>The release that runs.</summary>
internal static class HubVersion
{
    public static string Text { get; } = typeof(HubVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
