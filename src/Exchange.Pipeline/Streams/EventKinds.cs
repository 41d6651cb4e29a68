using System.Text;

namespace Exchange.Pipeline.Streams;

/// <summary>The kinds of event, as arguments name them.</summary>
public static class EventKinds
{
    private const string TypeSuffix = "Event";

    /// <summary>The kind of event that a type stands for: <c>CITY_MANAGEMENT</c> for <c>CityManagementEvent</c>.</summary>
    public static string Of(string type)
    {
        var name = type.EndsWith(TypeSuffix, StringComparison.Ordinal) ? type[..^TypeSuffix.Length] : type;
        var kind = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            kind.Append(char.IsUpper(letter) && kind.Length > 0 ? "_" : "").Append(char.ToUpperInvariant(letter));
        }

        return kind.ToString();
    }
}
