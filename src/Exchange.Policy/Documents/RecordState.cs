namespace Exchange.Policy.Documents;

/// <summary>The states of a person's record that rules and restrictions can tell apart.</summary>
public enum RecordState : byte
{
    /// <summary>The address is protected (<c>protected</c>).</summary>
    Protected,

    /// <summary>Under 18 (<c>minor</c>).</summary>
    Minor,

    /// <summary>Under 14: personal information of such a child is sensitive (<c>child</c>; PIPL arts. 28 and 31).</summary>
    Child,
}

/// <summary>How documents spell states.</summary>
internal static class RecordStates
{
    /// <summary>The names, in the order of the states.</summary>
    public static string[] Names { get; } = ["protected", "minor", "child"];

    public static RecordState Of(string name) => (RecordState)Array.IndexOf(Names, name);
}
