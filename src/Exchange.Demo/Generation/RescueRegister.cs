namespace Exchange.Demo.Generation;

/// <summary>Help that the people of one flat need in a rescue.</summary>
/// <param name="AddressCode">The building.</param>
/// <param name="Flat">The flat.</param>
/// <param name="NeedsPower">Whether somebody there depends on power.</param>
/// <param name="NeedsTransport">Whether somebody there has to be carried.</param>
/// <param name="Contact">Whom to call.</param>
public sealed record RescueNeed(string AddressCode, string Flat, bool NeedsPower, bool NeedsTransport, ContactRecord Contact);

/// <summary>The grid centre's register for rescues, made with what the health commission knows. It names nobody.</summary>
internal static class RescueRegister
{
    /// <summary>The flats that need help. One that a person with a protected address lives in is in no register.</summary>
    public static IReadOnlyList<RescueNeed> Make(
        IReadOnlyList<Household> households, IReadOnlyList<Resident> residents, IReadOnlyList<HealthRecord> records)
    {
        var health = records.ToDictionary(record => record.CitizenNo, StringComparer.Ordinal);
        var people = residents.ToDictionary(resident => resident.CitizenNo, StringComparer.Ordinal);
        return [.. households.Select(household => Of(household, people, health)).OfType<RescueNeed>()];
    }

    private static RescueNeed? Of(Household household, Dictionary<string, Resident> people, Dictionary<string, HealthRecord> health)
    {
        var needs = household.Members.Select(health.GetValueOrDefault).OfType<HealthRecord>().Where(record => record.NeedsPower || record.NeedsTransport).ToList();
        return needs.Count == 0 || household.Members.Any(member => people[member].IsProtected)
            ? null
            : new RescueNeed(
                household.AddressCode,
                household.Flat,
                needs.Exists(record => record.NeedsPower),
                needs.Exists(record => record.NeedsTransport),
                new ContactRecord($"{household.Flat}室联系人", people[household.Members[0]].Phone));
    }
}
