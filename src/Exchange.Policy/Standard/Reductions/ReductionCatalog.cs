namespace Exchange.Policy.Standard.Reductions;

/// <summary>The reductions by the names that <c>ladders.json</c> uses.</summary>
internal static class ReductionCatalog
{
    /// <summary>The name of the reduction that needs bands.</summary>
    public const string Amount = "amount";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["none", "citizenNo", "name", "date", "address", "regionCode", Amount, "phone"];

    /// <summary>The reduction of that name, or null.</summary>
    public static Reduction? Find(string name, IReadOnlyList<long> bands) => name switch
    {
        "none" => new WholeReduction(),
        "citizenNo" => new CitizenNoReduction(),
        "name" => new NameReduction(),
        "date" => new DateReduction(),
        "address" => new AddressReduction(),
        "regionCode" => new RegionCodeReduction(),
        Amount => new AmountReduction(bands),
        "phone" => new PhoneReduction(),
        _ => null,
    };
}
