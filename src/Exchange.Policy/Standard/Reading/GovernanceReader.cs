namespace Exchange.Policy.Standard.Reading;

/// <summary>Reads what <c>x-exchange</c> says about ownership, classification and disclosure.</summary>
internal sealed class GovernanceReader(FindingLog log)
{
    private const int LowestLevel = 1;
    private const int HighestLevel = 4;

    private static readonly Dictionary<string, SharingCategory> Categories = new(StringComparer.Ordinal)
    {
        ["U"] = SharingCategory.Unconditional,
        ["C"] = SharingCategory.Conditional,
        ["N"] = SharingCategory.Withheld,
    };

    private static readonly Dictionary<string, Revelation> Revelations = new(StringComparer.Ordinal)
    {
        ["residence"] = Revelation.Residence,
    };

    private static readonly Dictionary<string, ResolutionKind> Resolutions = new(StringComparer.Ordinal)
    {
        ["hub"] = ResolutionKind.Hub,
        ["lookup"] = ResolutionKind.Lookup,
        ["merged"] = ResolutionKind.Merged,
    };

    public Governance Read(ObjectReader extension)
    {
        var governance = new Governance
        {
            Title = extension.Title("title"),
            Owner = extension.Text("owner") is { } owner ? new DepartmentId(owner) : null,
            Owners = [.. extension.Texts("owners").Select(code => new DepartmentId(code))],
            Level = extension.Integer("level", LowestLevel, HighestLevel),
            Category = extension.Choice("category", Categories),
            Basis = extension.Text("basis"),
            Ladder = extension.Text("ladder"),
            Reveals = extension.Choice("reveals", Revelations),
            ImpliedFrom = extension.Text("impliedFrom"),
            WithObject = extension.Flag("withObject"),
            Resolve = extension.Choice("resolve", Resolutions),
        };
        if (governance.Owner is not null && governance.Owners.Count > 0)
        {
            log.Add(
                "two-owners", extension.PlaceOf("owners"),
                "A field has one 'owner', or 'owners' where it is a list over several: keep one of the keys.");
        }

        if (governance.Category == SharingCategory.Withheld && governance.Basis is null)
        {
            log.Add(
                "missing-basis", extension.PlaceOf("category"),
                "A withheld field (N) names the article of law that withholds it: add 'basis'.");
        }

        return governance;
    }
}
