namespace Exchange.Demo.Generation;

/// <summary>What housing knows of a building.</summary>
/// <param name="AddressCode">Its address.</param>
/// <param name="YearBuilt">The year it was built in.</param>
/// <param name="Structure">How it is built, in words.</param>
/// <param name="Floors">Floors.</param>
/// <param name="Units">Flats.</param>
/// <param name="SafetyGrade">A to D.</param>
/// <param name="GasPipeAge">Years since the gas pipe was laid.</param>
/// <param name="LastFireInspection">The day of the last fire inspection.</param>
/// <param name="OpenFindings">What that inspection found and is open.</param>
/// <param name="ManagerUscc">The property manager; null for none.</param>
public sealed record BuildingRecord(
    string AddressCode,
    int YearBuilt,
    string Structure,
    int Floors,
    int Units,
    string SafetyGrade,
    int GasPipeAge,
    DateOnly LastFireInspection,
    int OpenFindings,
    string? ManagerUscc);

/// <summary>What market regulation knows of an organization.</summary>
/// <param name="Uscc">Its credit code.</param>
/// <param name="Scope">What it does, in words.</param>
/// <param name="Representative">The name of its legal representative.</param>
/// <param name="RepresentativeNo">The citizen number of its legal representative.</param>
/// <param name="FoodPermit">The number of its food permit; null for none.</param>
/// <param name="PermitValidTo">The permit's last day; null for none.</param>
/// <param name="InspectedOn">The day of the last inspection.</param>
/// <param name="Findings">What it found.</param>
/// <param name="Lifts">Its lifts.</param>
/// <param name="OpenComplaints">Open complaints.</param>
public sealed record MarketRecord(
    string Uscc,
    string Scope,
    string Representative,
    string RepresentativeNo,
    string? FoodPermit,
    DateOnly? PermitValidTo,
    DateOnly InspectedOn,
    IReadOnlyList<string> Findings,
    IReadOnlyList<LiftRecord> Lifts,
    int OpenComplaints);

/// <summary>A lift.</summary>
/// <param name="No">Its number.</param>
/// <param name="ValidTo">The last day of its inspection.</param>
/// <param name="Faults">Faults in the last year.</param>
public sealed record LiftRecord(string No, DateOnly ValidTo, int Faults);

/// <summary>Something dangerous at a place.</summary>
/// <param name="AddressCode">Where.</param>
/// <param name="Kind">What, in words.</param>
/// <param name="Storage">How it is kept.</param>
/// <param name="LastCheck">When it was last looked at.</param>
public sealed record StoredHazard(string AddressCode, string Kind, string Storage, DateOnly LastCheck);
