using System.Globalization;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>The size of a run: <c>EXCHANGE_SEED</c> and <c>EXCHANGE_REQUESTS</c>, with fixed values where they are not set.</summary>
internal static class Settings
{
    /// <summary>The seed of a run that names none.</summary>
    public const int StandardSeed = 20_261_121;

    public static int Seed { get; } = Number("EXCHANGE_SEED", StandardSeed);

    public static int Requests { get; } = Number("EXCHANGE_REQUESTS", 2_000);

    private static int Number(string variable, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : standard;
}
