using System.Security.Cryptography;
using System.Text.Json;

namespace Exchange.Demo.Sources;

/// <summary>The secrets of the stub sources: made at first start, the same at every later one.</summary>
/// <param name="CivilAffairsToken">The bearer token of the civil affairs service.</param>
/// <param name="HealthToken">The bearer token of the health service.</param>
/// <param name="GridCentreToken">The bearer token of the grid centre's service.</param>
/// <param name="MarketToken">The bearer token of the market regulation service.</param>
/// <param name="HotlineToken">The bearer token of the hotline's service.</param>
/// <param name="SourceLogKey">The HMAC key of the source logs, hex.</param>
internal sealed record StubSecrets(
    string CivilAffairsToken, string HealthToken, string GridCentreToken, string MarketToken, string HotlineToken, string SourceLogKey)
{
    private const int Bytes = 32;

    /// <summary>Reads the file, or makes it with mode 0600.</summary>
    public static StubSecrets LoadOrMake(string path, RandomNumberGenerator random)
    {
        if (File.Exists(path))
        {
            return Load(path);
        }

        var secrets = new StubSecrets(Text(random), Text(random), Text(random), Text(random), Text(random), Text(random));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, secrets);
        return secrets;
    }

    /// <summary>A fixed text: secrets end up in messages.</summary>
    public override string ToString() => "<secrets>";

    private static StubSecrets Load(string path)
    {
        try
        {
            if (JsonSerializer.Deserialize<StubSecrets>(File.ReadAllBytes(path)) is
                {
                    SourceLogKey.Length: 2 * Bytes, CivilAffairsToken: not null, HealthToken: not null, GridCentreToken: not null,
                    MarketToken: not null, HotlineToken: not null,
                } secrets)
            {
                return secrets;
            }
        }
        catch (JsonException)
        {
            // WHY: told below in the same words, without the parser's quotation of a secret.
        }

        throw new InvalidDataException(
            $"{path} does not hold the secrets of the demo sources: remove the folder it is in, and it is made anew.");
    }

    private static string Text(RandomNumberGenerator random)
    {
        var bytes = new byte[Bytes];
        random.GetBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
