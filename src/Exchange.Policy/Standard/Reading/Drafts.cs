namespace Exchange.Policy.Standard.Reading;

/// <summary>A ladder of <c>ladders.json</c> with its reduction.</summary>
internal sealed record LadderEntry(Ladder Ladder, string ReductionName, Reductions.Reduction Reduction);

/// <summary>What <c>x-exchange</c> says about one property; what it leaves out comes from the field or type that holds it.</summary>
internal sealed record Governance
{
    public Title? Title { get; init; }

    public DepartmentId? Owner { get; init; }

    public IReadOnlyList<DepartmentId> Owners { get; init; } = [];

    public int? Level { get; init; }

    public SharingCategory? Category { get; init; }

    public string? Basis { get; init; }

    public string? Ladder { get; init; }

    public Revelation? Reveals { get; init; }

    public string? ImpliedFrom { get; init; }

    public bool? WithObject { get; init; }

    public ResolutionKind? Resolve { get; init; }

    public IReadOnlyList<GovernedArgument> Arguments { get; init; } = [];

    /// <summary>The governance of a property inside what this governs.</summary>
    public Governance Of(Governance inner) => inner with
    {
        Owner = inner.Owner ?? Owner,
        Owners = inner.Owners.Count > 0 ? inner.Owners : Owners,
        Level = inner.Level ?? Level,
        Category = inner.Category ?? Category,
        Basis = inner.Basis ?? Basis,
        Reveals = inner.Reveals ?? Reveals,
        ImpliedFrom = inner.ImpliedFrom ?? ImpliedFrom,
        WithObject = inner.WithObject ?? WithObject,
        Arguments = [.. Arguments, .. inner.Arguments],
    };
}

/// <summary>A property as its document writes it.</summary>
internal sealed record PropertyDraft(StandardProperty Property, SourcePlace Place, Governance Governance)
{
    /// <summary>The entity or interface it links to; null for leaves and value objects.</summary>
    public string? Link { get; init; }

    /// <summary>Whether a link gives a page of a list.</summary>
    public bool IsConnection { get; init; }

    /// <summary>Whether the graph shows it.</summary>
    public bool InGraph { get; init; } = true;

    /// <summary>The inline shape of a leaf of a built-in type; null where the type is defined elsewhere.</summary>
    public CellShape? Shape { get; init; }
}

/// <summary>A type as its document writes it.</summary>
internal sealed record TypeDraft(StandardType Type, SourcePlace Place, IReadOnlyList<PropertyDraft> Properties, Governance Governance)
{
    /// <summary>The shape of a scalar or enum.</summary>
    public CellShape? Shape { get; init; }
}
