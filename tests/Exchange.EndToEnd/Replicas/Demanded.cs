using System.Globalization;

namespace Exchange.EndToEnd.Replicas;

/// <summary>What the environment demands of the tests by chance: <c>EXCHANGE_SEED</c> and <c>EXCHANGE_WITHDRAWALS</c>.</summary>
internal static class Demanded
{
    /// <summary>What chance starts from.</summary>
    public static int Seed { get; } = Number("EXCHANGE_SEED", 20_261_121);

    /// <summary>How many consents to withdraw.</summary>
    /// <param name="standard">How many where nothing is demanded.</param>
    public static int Withdrawals(int standard) => Number("EXCHANGE_WITHDRAWALS", standard);

    private static int Number(string variable, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : standard;
}
