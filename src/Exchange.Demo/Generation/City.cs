namespace Exchange.Demo.Generation;

/// <summary>The whole synthetic city as plain records, in a fixed order. Immutable.</summary>
public sealed record City
{
    /// <summary>What it was made from.</summary>
    public required CityParameters Parameters { get; init; }

    /// <summary>City, counties, streets and communities.</summary>
    public required IReadOnlyList<Region> Regions { get; init; }

    /// <summary>The standard address base.</summary>
    public required IReadOnlyList<Address> Addresses { get; init; }

    /// <summary>Households with their members.</summary>
    public required IReadOnlyList<Household> Households { get; init; }

    /// <summary>The population as public security has it.</summary>
    public required IReadOnlyList<Resident> Residents { get; init; }

    /// <summary>What civil affairs knows.</summary>
    public required IReadOnlyList<CivilRecord> CivilRecords { get; init; }

    /// <summary>What social security knows.</summary>
    public required IReadOnlyList<InsuranceRecord> InsuranceRecords { get; init; }

    /// <summary>What the health commission knows.</summary>
    public required IReadOnlyList<HealthRecord> HealthRecords { get; init; }

    /// <summary>Organizations, with what social security knows of them.</summary>
    public required IReadOnlyList<Organization> Organizations { get; init; }

    /// <summary>Homes and day centres for the elderly.</summary>
    public required IReadOnlyList<CareFacility> CareFacilities { get; init; }

    /// <summary>Hospitals.</summary>
    public required IReadOnlyList<Hospital> Hospitals { get; init; }

    /// <summary>Grids, with their workers.</summary>
    public required IReadOnlyList<Grid> Grids { get; init; }

    /// <summary>The visits that grid workers are to make.</summary>
    public required IReadOnlyList<VisitTask> VisitTasks { get; init; }

    /// <summary>Disputes on record.</summary>
    public required IReadOnlyList<Dispute> Disputes { get; init; }

    /// <summary>What happened in the last two years.</summary>
    public required IReadOnlyList<PastEvent> Events { get; init; }

    /// <summary>What housing knows of buildings.</summary>
    public required IReadOnlyList<BuildingRecord> Buildings { get; init; }

    /// <summary>What housing knows of persons.</summary>
    public required IReadOnlyList<HousingRecord> HousingRecords { get; init; }

    /// <summary>The flats that need help in a rescue.</summary>
    public required IReadOnlyList<RescueNeed> RescueNeeds { get; init; }

    /// <summary>What market regulation knows of organizations.</summary>
    public required IReadOnlyList<MarketRecord> Firms { get; init; }

    /// <summary>What is dangerous, and where.</summary>
    public required IReadOnlyList<StoredHazard> Hazards { get; init; }

    /// <summary>The consents to give when the store is made.</summary>
    public required IReadOnlyList<PlantedConsent> Consents { get; init; }
}

/// <summary>A division: city (4 digits), county (6), street (9) or community (12).</summary>
/// <param name="Code">GB/T 2260 and GB/T 10114 code under the unassigned prefix 9901.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">The division above; null for the city.</param>
public sealed record Region(string Code, string Name, string? Parent);

/// <summary>An entry of the standard address base.</summary>
/// <param name="Code">Community code, hyphen, four digits or more.</param>
/// <param name="CountyText">The address cut to the county.</param>
/// <param name="StreetText">The address cut to the street.</param>
/// <param name="CommunityText">The address cut to the community.</param>
/// <param name="Building">The building or house.</param>
/// <param name="Latitude">Invented position, degrees.</param>
/// <param name="Longitude">Invented position, degrees.</param>
public sealed record Address(
    string Code, string CountyText, string StreetText, string CommunityText, string Building, double Latitude, double Longitude)
{
    /// <summary>The whole address.</summary>
    public string FullText => CommunityText + Building;

    /// <summary>The community, 12 digits.</summary>
    public string CommunityCode => Code[..12];

    /// <summary>The street or township, 9 digits.</summary>
    public string StreetCode => Code[..9];

    /// <summary>The county, 6 digits.</summary>
    public string RegionCode => Code[..6];
}

/// <summary>A registered household.</summary>
/// <param name="No">Its number.</param>
/// <param name="AddressCode">Where it is registered.</param>
/// <param name="Flat">The flat.</param>
/// <param name="Members">The members' citizen numbers, the head first.</param>
public sealed record Household(string No, string AddressCode, string Flat, IReadOnlyList<string> Members);

/// <summary>A consent to give (and perhaps to withdraw) when the store is made.</summary>
/// <param name="CitizenNo">The person whom the consent is about.</param>
/// <param name="Purpose">The purpose's code.</param>
/// <param name="Recipient">The department that may read.</param>
/// <param name="Scopes">The scopes agreed to.</param>
/// <param name="IsWithdrawn">Whether it was withdrawn again.</param>
/// <param name="Guardian">The guardian who gave it; null where the person did.</param>
public sealed record PlantedConsent(
    string CitizenNo, string Purpose, string Recipient, IReadOnlyList<string> Scopes, bool IsWithdrawn = false, string? Guardian = null);
