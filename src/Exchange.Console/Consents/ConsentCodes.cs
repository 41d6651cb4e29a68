using System.Text.Json;
using Exchange.Consent.Records;

namespace Exchange.Console.Consents;

/// <summary>How what a consent says is spelt, in views and receipts alike.</summary>
internal static class ConsentCodes
{
    private static readonly SeparateAct[] Acts = Enum.GetValues<SeparateAct>();

    /// <summary>The agreements that are given each on its own, as they are sent.</summary>
    public static string SeparateActs { get; } = string.Join(", ", Acts.Select(Of));

    /// <summary>A state, an event, a channel and whatever else has a name: <c>askResume</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>An agreement of its own: <c>cross-border</c>.</summary>
    public static string Of(SeparateAct act) => JsonNamingPolicy.KebabCaseLower.ConvertName(act.ToString());

    /// <summary>The agreement that a code names; null for none.</summary>
    public static SeparateAct? FindAct(string? code) =>
        Acts.Cast<SeparateAct?>().FirstOrDefault(act => Of(act!.Value).Equals(code, StringComparison.OrdinalIgnoreCase));
}
