using System.Globalization;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;
using Exchange.Policy.People;
using Exchange.Policy.Standard;

namespace Exchange.Host.Composition;

/// <summary>The coercion of the graph's own scalars; identifiers are checked by their standards before anything is asked with them.</summary>
internal static class GraphScalars
{
    private const NumberStyles Amount = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static ScalarSet Create() => ScalarSet.BuiltIn
        .With("Date", Text(text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
        .With("DateTime", Text(IsDateTime))
        .With("CitizenNo", Text(text => PersonKey.TryFromCitizenNo(text, out _)))
        .With("CreditCode", Text(CreditCode.IsValid))
        .With("RegionCode", Text(text => text.Length is >= 2 and <= 12 && text.All(char.IsAsciiDigit)))
        .With("Money", Text(text => decimal.TryParse(text, Amount, CultureInfo.InvariantCulture, out _)));

    private static bool IsDateTime(string text) =>
        text.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    // Output is judged by the data standard, cell by cell; here only its kind matters.
    private static ScalarCoercion Text(Func<string, bool> accepts) => new(
        value => value.Kind == DatumKind.String && accepts(value.AsString()) ? value : null,
        value => value.Kind == DatumKind.String ? value : null);
}
