namespace Exchange.Demo.Generation;

/// <summary>A four-step band as the vendors code it: 0 none, 1 low, 2 middle, 3 high.</summary>
public enum BandCode : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>Low.</summary>
    Low,

    /// <summary>Middle.</summary>
    Middle,

    /// <summary>High.</summary>
    High,
}

/// <summary>Assistance that a person receives.</summary>
/// <param name="IsRecipient">Whether she receives it now.</param>
/// <param name="IsBelowLine">Whether her income lies below the line.</param>
/// <param name="Kind">Its kind in words.</param>
/// <param name="IncomePerHead">Monthly income per head, CNY.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day; null while it runs.</param>
public sealed record Assistance(bool IsRecipient, bool IsBelowLine, string Kind, decimal IncomePerHead, DateOnly From, DateOnly? To);

/// <summary>Elder care.</summary>
/// <param name="NeedsVisit">Whether she needs to be visited.</param>
/// <param name="LivesAlone">Whether she lives alone.</param>
/// <param name="CareLevel">Care level 0 to 5.</param>
/// <param name="VisitFrequency">How often she is visited.</param>
public sealed record ElderCareRecord(bool NeedsVisit, bool LivesAlone, int CareLevel, BandCode VisitFrequency);

/// <summary>Whom to call about a visit.</summary>
/// <param name="Name">Name.</param>
/// <param name="Phone">Telephone, starting with 129.</param>
public sealed record ContactRecord(string Name, string Phone);

/// <summary>What civil affairs knows of a person.</summary>
public sealed record CivilRecord
{
    /// <summary>Citizen number.</summary>
    public required string CitizenNo { get; init; }

    /// <summary>Assistance; null for none.</summary>
    public Assistance? Assistance { get; init; }

    /// <summary>Whether she needs support.</summary>
    public bool NeedsSupport { get; init; }

    /// <summary>Disability grade band; null for none.</summary>
    public BandCode? DisabilityGrade { get; init; }

    /// <summary>Kind of disability in words; null for none.</summary>
    public string? DisabilityKind { get; init; }

    /// <summary>Marital status: the vendor's code (10 single, 20 married, 40 divorced, 30 widowed).</summary>
    public required string MaritalCode { get; init; }

    /// <summary>Elder care; null for the young.</summary>
    public ElderCareRecord? ElderCare { get; init; }

    /// <summary>Contact for visits; null for none.</summary>
    public ContactRecord? VisitContact { get; init; }

    /// <summary>Date of death; null for the living.</summary>
    public DateOnly? DeathDate { get; init; }
}

/// <summary>What social security knows of a person.</summary>
public sealed record InsuranceRecord
{
    /// <summary>Citizen number.</summary>
    public required string CitizenNo { get; init; }

    /// <summary>Name as the drop has it.</summary>
    public required string Name { get; init; }

    /// <summary>Date of birth as social security has it: it can differ from public security's.</summary>
    public required DateOnly BirthDate { get; init; }

    /// <summary>Whether she is insured.</summary>
    public bool IsInsured { get; init; }

    /// <summary>Months paid.</summary>
    public int Months { get; init; }

    /// <summary>Last payment; null for none.</summary>
    public DateOnly? LastPaid { get; init; }

    /// <summary>Contribution base, CNY a month; null for none.</summary>
    public decimal? ContributionBase { get; init; }

    /// <summary>Pension, CNY a month; null for none.</summary>
    public decimal? Pension { get; init; }

    /// <summary>Last pension payment; null for none.</summary>
    public DateOnly? PensionLastPaid { get; init; }

    /// <summary>Whether she is registered as unemployed.</summary>
    public bool IsUnemployed { get; init; }

    /// <summary>Employer's credit code; null for none.</summary>
    public string? Employer { get; init; }

    /// <summary>The band of the months paid.</summary>
    public BandCode MonthsBand => Months switch { 0 => BandCode.None, < 60 => BandCode.Low, < 180 => BandCode.Middle, _ => BandCode.High };

    /// <summary>The band of the contribution base.</summary>
    public BandCode BaseBand =>
        ContributionBase switch { null => BandCode.None, < 5000 => BandCode.Low, < 10000 => BandCode.Middle, _ => BandCode.High };
}

/// <summary>What the health commission knows of a person.</summary>
public sealed record HealthRecord
{
    /// <summary>Citizen number.</summary>
    public required string CitizenNo { get; init; }

    /// <summary>Needs power for a device.</summary>
    public bool NeedsPower { get; init; }

    /// <summary>Needs transport in an evacuation.</summary>
    public bool NeedsTransport { get; init; }

    /// <summary>Breathes oxygen at home.</summary>
    public bool Oxygen { get; init; }

    /// <summary>Is on dialysis.</summary>
    public bool Dialysis { get; init; }

    /// <summary>Uses a mobility aid.</summary>
    public bool MobilityAid { get; init; }

    /// <summary>Risk in heat: LOW, MEDIUM or HIGH.</summary>
    public required string HeatRisk { get; init; }

    /// <summary>Blood type.</summary>
    public required string BloodType { get; init; }

    /// <summary>Allergies in words.</summary>
    public IReadOnlyList<string> Allergies { get; init; } = [];

    /// <summary>Vaccination programmes completed.</summary>
    public IReadOnlyList<string> CompletedPrograms { get; init; } = [];

    /// <summary>The team of the family doctor; null for none.</summary>
    public ContactRecord? FamilyDoctor { get; init; }
}

/// <summary>An organization.</summary>
/// <param name="Uscc">Unified social credit code, GB 32100.</param>
/// <param name="Name">Name.</param>
/// <param name="AddressCode">Where it is.</param>
/// <param name="InsuredHeadcount">Insured employees.</param>
/// <param name="OpenWageCases">Open wage cases.</param>
public sealed record Organization(string Uscc, string Name, string AddressCode, int InsuredHeadcount, int OpenWageCases);

/// <summary>A home or day centre.</summary>
/// <param name="AddressCode">Where it is.</param>
/// <param name="Kind">Its kind in words.</param>
/// <param name="Beds">Beds.</param>
/// <param name="FreeBeds">Free beds.</param>
public sealed record CareFacility(string AddressCode, string Kind, int Beds, int FreeBeds);

/// <summary>A hospital.</summary>
/// <param name="AddressCode">Where it is.</param>
/// <param name="Level">Its level in words.</param>
/// <param name="Beds">Beds.</param>
/// <param name="EmergencyLoad">Load of its emergency ward.</param>
public sealed record Hospital(string AddressCode, string Level, int Beds, BandCode EmergencyLoad);
