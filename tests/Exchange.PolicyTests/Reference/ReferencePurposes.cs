using Exchange.Policy.Vocabularies;

namespace Exchange.PolicyTests.Reference;

/// <summary>The tree of purposes, walked anew for every question.</summary>
internal sealed class ReferencePurposes(IReadOnlyList<Purpose> purposes)
{
    private static readonly string[] Refused = ["population.control", "behaviour.scoring", "movement.tracking", "watch.list"];

    public bool IsKnown(string code) => purposes.Any(purpose => purpose.Code == code);

    /// <summary>Whether something for the wider purpose is for the narrower one too; every purpose is within itself.</summary>
    public bool IsWithin(string narrower, string wider) => Line(narrower).Contains(wider);

    /// <summary>Whether the purpose is in the vocabulary and none of the refused ones, nor below one by parent or by name.</summary>
    public bool IsUsable(string? code) => code is not null && IsKnown(code) && !Line(code).Exists(IsRefused);

    private static bool IsRefused(string code)
    {
        var plain = code.Trim().ToLowerInvariant().Replace('-', '.').Replace('_', '.') + ".";
        return Refused.Any(refused => plain.StartsWith(refused + ".", StringComparison.Ordinal));
    }

    private List<string> Line(string code)
    {
        var line = new List<string>();
        while (purposes.FirstOrDefault(purpose => purpose.Code == code) is { } purpose && !line.Contains(code))
        {
            line.Add(code);
            code = purpose.Parent ?? "";
        }

        return line;
    }
}
