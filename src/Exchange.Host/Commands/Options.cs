using System.CommandLine;

namespace Exchange.Host.Commands;

/// <summary>The options that several commands take.</summary>
internal static class Options
{
    public static Option<string> Urls()
    {
        var option = new Option<string>("--urls")
        {
            Description = "Where the hub listens.",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        option.Validators.Add(result =>
        {
            if (ListenAddress.Mistake(result.GetValueOrDefault<string>()) is { } mistake)
            {
                result.AddError($"--urls {mistake}");
            }
        });
        return option;
    }

    public static Option<string> Folder()
    {
        var option = new Option<string>("--data")
        {
            Description = "The folder of the access log, and of keys and store where nothing else is set.",
            DefaultValueFactory = _ => "./data",
        };
        option.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
            {
                result.AddError("--data needs the name of a folder.");
            }
        });
        return option;
    }

    public static Option<bool> Json() => new("--json") { Description = "Report as JSON." };

    public static Option<string> Language()
    {
        var option = new Option<string>("--lang")
        {
            Description = "The language of the report: en or zh.",
            DefaultValueFactory = _ => "en",
        };
        option.AcceptOnlyFromAmong("en", "zh");
        return option;
    }
}
