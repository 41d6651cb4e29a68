namespace Exchange.Demo.Generation;

/// <summary>How large the city is. The same parameters give the same city, byte for byte.</summary>
public sealed record CityParameters
{
    private const int CityPersons = 60_000;

    /// <summary>2,000 persons: up in seconds. The default.</summary>
    public static CityParameters Small { get; } = new() { Persons = 2_000, Households = 800, Addresses = 1_033, Organizations = 300 };

    /// <summary>60,000 persons.</summary>
    public static CityParameters City { get; } =
        new() { Persons = CityPersons, Households = 24_000, Addresses = 31_000, Organizations = 9_000 };

    /// <summary>1,200,000 persons, for load.</summary>
    public static CityParameters Metropolis { get; } =
        new() { Persons = 20 * CityPersons, Households = 480_000, Addresses = 620_000, Organizations = 180_000 };

    /// <summary>The seed of everything invented.</summary>
    public ulong Seed { get; init; } = 990_100;

    /// <summary>The number of persons, planted ones included.</summary>
    public required int Persons { get; init; }

    /// <summary>The number of households, planted ones included.</summary>
    public required int Households { get; init; }

    /// <summary>The number of addresses (buildings and houses).</summary>
    public required int Addresses { get; init; }

    /// <summary>The number of organizations, planted ones included.</summary>
    public required int Organizations { get; init; }

    /// <summary>The day on which the city is described: ages count to it.</summary>
    public DateOnly ReferenceDate { get; init; } = new(2026, 11, 1);

    /// <summary>The parameters of a size named on the command line (<c>small</c>, <c>city</c>, <c>metropolis</c>), or null.</summary>
    public static CityParameters? OfSize(string size) => size switch
    {
        "small" => Small,
        "city" => City,
        "metropolis" => Metropolis,
        _ => null,
    };

    /// <summary>How many of an oddity there are here, given how many a city of 60,000 has; at least one.</summary>
    internal int InProportion(int inCity) => Math.Max(1, (int)Math.Round(inCity * (double)Persons / CityPersons));
}
