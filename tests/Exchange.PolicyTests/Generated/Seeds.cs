using System.Globalization;

namespace Exchange.PolicyTests.Generated;

/// <summary>Where chance begins, and how much of it: <c>EXCHANGE_SEED</c> and <c>EXCHANGE_POLICY_SETS</c>.</summary>
internal static class Seeds
{
    /// <summary>The seed of the first set; a failure names the seed of its own set, with which it is the first.</summary>
    public static int First => Setting("EXCHANGE_SEED", 20261122);

    /// <summary>How many sets are generated.</summary>
    public static int Sets => Setting("EXCHANGE_POLICY_SETS", 30);

    /// <summary>The seeds of a run.</summary>
    public static IEnumerable<int> All => Enumerable.Range(0, Sets).Select(i => unchecked(First + i));

    private static int Setting(string name, int otherwise) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
        ? int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
        : otherwise;
}
