using System.Collections.Frozen;
using System.Text;

namespace Exchange.Policy.Standard.Reductions;

/// <summary>
/// A Chinese name to its surname, <c>王**</c>; the mask has one length, so that it says nothing about the given name.
/// Names without a Chinese surname cannot be brought down.
/// </summary>
internal sealed class NameReduction : Reduction
{
    private const string Mask = "**";

    private static readonly FrozenSet<string> CompoundSurnames = FrozenSet.ToFrozenSet(
        [
            "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "司空", "宇文", "长孙", "端木", "百里", "东方", "南宫", "独孤", "轩辕",
        ],
        StringComparer.Ordinal);

    public override IReadOnlyList<string> Levels => ["surname"];

    public override string? Apply(string text, string level)
    {
        if (text.EndsWith(Mask, StringComparison.Ordinal))
        {
            var surname = text[..^Mask.Length];
            return CompoundSurnames.Contains(surname) || (Ideographs(surname) == 1) ? text : null;
        }

        var length = Ideographs(text);
        if (length < 2)
        {
            return null;
        }

        if (length > 2 && CompoundSurnames.Contains(text[..2]))
        {
            return text[..2] + Mask;
        }

        _ = Rune.TryGetRuneAt(text, 0, out var first);
        return first + Mask;
    }

    /// <summary>The number of characters, or 0 where one is not a Chinese character.</summary>
    private static int Ideographs(string text)
    {
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsIdeograph(rune.Value))
            {
                return 0;
            }

            count++;
        }

        return count;
    }

    private static bool IsIdeograph(int codePoint) => codePoint
        is (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
