using System.Text.Encodings.Web;
using System.Text.Json;
using Exchange.Host.Composition;

namespace Exchange.Host.DemoCity;

/// <summary>A demo client as the credentials file names it.</summary>
internal sealed record DemoClient(
    string ClientId,
    string ClientSecret,
    string Department,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Purposes,
    string? RegionCode,
    string? Officer);

/// <summary>A demo account as the credentials file names it.</summary>
internal sealed record DemoStaff(string UserName, string Password, IReadOnlyList<string> Roles);

/// <summary><c>demo-credentials.json</c>: readable by its owner only, and written whole or not at all.</summary>
internal sealed record DemoCredentials(
    string Url, string Graphql, string Token, IReadOnlyList<DemoClient> Clients, IReadOnlyList<DemoStaff> Staff, string SourceLogKey)
{
    public const string FileName = "demo-credentials.json";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What an earlier start wrote, or null.</summary>
    public static DemoCredentials? Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<DemoCredentials>(File.ReadAllText(file), Form);
        }
        catch (JsonException exception)
        {
            throw new HubException($"{file}: this is not the credentials file of a demo; remove the whole data folder to start anew.", exception);
        }
    }

    public void Write(string folder)
    {
        var draft = Path.Combine(folder, $"{FileName}.draft");
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(file, this, Form);
        }

        File.Move(draft, Path.Combine(folder, FileName), overwrite: true);
    }
}
