using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Answers;

/// <summary>What the standard error of a withheld coordinate says, for clients that ask for errors beside <c>extensions</c>.</summary>
internal static class WithheldError
{
    /// <summary>One sentence without a value.</summary>
    public static string Message(WithheldCells cells)
    {
        var place = cells.Department is { } department ? $" of {department}" : "";
        return $"\"{cells.Coordinate}\"{place} was withheld: {cells.Reason.Code()}.";
    }
}
