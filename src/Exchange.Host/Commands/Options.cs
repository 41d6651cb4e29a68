using System.CommandLine;

namespace Exchange.Host.Commands;

/// <summary>The options that several commands take.</summary>
internal static class Options
{
    public static Option<string> Urls() => new("--urls")
    {
        Description = "Where the hub listens.",
        DefaultValueFactory = _ => "http://127.0.0.1:5080",
    };

    public static Option<string> Folder() => new("--data")
    {
        Description = "The folder of the embedded store.",
        DefaultValueFactory = _ => "./data",
    };

    public static Option<bool> Json() => new("--json") { Description = "Report as JSON." };

    public static Option<string> Language()
    {
        var option = new Option<string>("--lang") { Description = "The language of the report: en or zh.", DefaultValueFactory = _ => "en" };
        option.AcceptOnlyFromAmong("en", "zh");
        return option;
    }
}
