namespace Exchange.Demo.Generation;

/// <summary>The sex on a register.</summary>
public enum Sex : byte
{
    /// <summary>Female: an even sequence digit in the citizen number.</summary>
    Female,

    /// <summary>Male: an odd sequence digit.</summary>
    Male,
}

/// <summary>A residence permit.</summary>
/// <param name="Status">Its state in words.</param>
/// <param name="ValidTo">The last day on which it is valid.</param>
public sealed record Permit(string Status, DateOnly ValidTo);

/// <summary>A person as public security has her on its register.</summary>
public sealed record Resident
{
    /// <summary>Citizen number, GB 11643, prefix 9901.</summary>
    public required string CitizenNo { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Sex.</summary>
    public required Sex Sex { get; init; }

    /// <summary>Date of birth.</summary>
    public required DateOnly BirthDate { get; init; }

    /// <summary>Where she is registered.</summary>
    public required string AddressCode { get; init; }

    /// <summary>Her household's number.</summary>
    public required string HouseholdNo { get; init; }

    /// <summary>Telephone, starting with 129.</summary>
    public required string Phone { get; init; }

    /// <summary>Residence permit; null for people from here.</summary>
    public Permit? Permit { get; init; }

    /// <summary>Whether the register has her alive.</summary>
    public bool IsAlive { get; init; } = true;

    /// <summary>Whether her address is protected.</summary>
    public bool IsProtected { get; init; }

    /// <summary>Whether the register knows that the address is out of date.</summary>
    public bool HasStaleAddress { get; init; }

    /// <summary>Whether nobody has a reason to ask for her, so that any access raises an alert.</summary>
    public bool IsHoney { get; init; }

    /// <summary>The officer's id where she works for the city; null otherwise.</summary>
    public string? OfficerId { get; init; }

    /// <summary>County of residence: never the number's prefix.</summary>
    public string RegionCode => AddressCode[..6];

    /// <summary>Age in whole years on a day.</summary>
    public int AgeOn(DateOnly day)
    {
        var years = day.Year - BirthDate.Year;
        return day < BirthDate.AddYears(years) ? years - 1 : years;
    }
}
