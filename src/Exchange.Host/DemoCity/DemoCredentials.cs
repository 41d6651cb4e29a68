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

/// <summary>A demo account as the credentials file names it; without its password where somebody has changed it since.</summary>
internal sealed record DemoStaff(string UserName, string? Password, IReadOnlyList<string> Roles);

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

    private const string DraftName = FileName + ".draft";

    /// <summary>What an earlier start wrote, or null; also where that start was stopped before the hub listened.</summary>
    public static DemoCredentials? Read(string folder) =>
        ReadFile(Path.Combine(folder, DraftName)) ?? ReadFile(Path.Combine(folder, FileName));

    private static DemoCredentials? ReadFile(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            var read = JsonSerializer.Deserialize<DemoCredentials>(File.ReadAllText(file), Form);
            return read is { Clients: not null, Staff: not null } && !read.Clients.Contains(null!) && !read.Staff.Contains(null!)
                ? read
                : throw NotCredentials(file, null);
        }
        catch (JsonException exception)
        {
            throw NotCredentials(file, exception);
        }
    }

    private static HubException NotCredentials(string file, Exception? cause) =>
        new($"{file}: this is not the credentials file of a demo; remove the whole data folder to start anew.", cause);

    /// <summary>Writes the file.</summary>
    public void Write(string folder)
    {
        Keep(folder);
        File.Move(Path.Combine(folder, DraftName), Path.Combine(folder, FileName), overwrite: true);
    }

    /// <summary>
    /// Keeps the secrets before the addresses are known: the store has only their hashes, and the start can still fail.
    /// </summary>
    public void Keep(string folder)
    {
        var draft = Path.Combine(folder, DraftName);
        var unfinished = draft + ".new";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(unfinished, options))
        {
            JsonSerializer.Serialize(file, this, Form);
        }

        File.Move(unfinished, draft, overwrite: true);
    }
}
