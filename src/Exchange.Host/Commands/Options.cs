using System.CommandLine;

namespace Exchange.Host.Commands;

/// <summary>The options that several commands take.</summary>
internal static class Options
{
    public static Option<string> Urls() => Urls("Where the hub listens.", ListenAddress.Mistake);

    public static Option<string> LoopbackUrls() => Urls("Where the gateway listens; on this machine only.", ListenAddress.MistakeOnLoopback);

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

    public static Option<FileInfo> Subgraphs() => new("--subgraphs")
    {
        Description = "JSON file that lists the subgraphs: [{\"name\", \"url\", \"sdl\" or \"sdlFile\"}]; an SDL that is not given is asked of the subgraph.",
    };

    public static Option<FileInfo> Supergraph() => new("--supergraph") { Description = "A composed supergraph document in place of subgraphs." };

    /// <summary>Refuses a command that is given both of two options, or neither.</summary>
    public static void RequireOneOf(Command command, Option<FileInfo> first, Option<FileInfo> second) => command.Validators.Add(result =>
    {
        if (result.GetResult(first) is null == result.GetResult(second) is null)
        {
            result.AddError($"{command.Name}: give exactly one of {first.Name} and {second.Name}.");
        }
    });

    public static Option<string> Language() => Language("The language of the report: en or zh.");

    /// <summary>For a report that quotes findings, which are written in English alone.</summary>
    public static Option<string> LanguageBesideFindings() => Language("The language of the report: en or zh. The texts of findings are English.");

    private static Option<string> Language(string description)
    {
        var option = new Option<string>("--lang")
        {
            Description = description,
            DefaultValueFactory = _ => "en",
        };
        option.AcceptOnlyFromAmong("en", "zh");
        return option;
    }

    private static Option<string> Urls(string description, Func<string?, string?> mistakeOf)
    {
        var option = new Option<string>("--urls")
        {
            Description = description,
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        option.Validators.Add(result =>
        {
            if (mistakeOf(result.GetValueOrDefault<string>()) is { } mistake)
            {
                result.AddError($"--urls {mistake}");
            }
        });
        return option;
    }
}
