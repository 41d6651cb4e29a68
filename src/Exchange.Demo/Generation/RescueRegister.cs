namespace Exchange.Demo.Generation;

/// <summary>Help that somebody in one flat needs in a rescue.</summary>
/// <param name="CitizenNo">Who needs it.</param>
/// <param name="AddressCode">The building.</param>
/// <param name="Flat">The flat.</param>
/// <param name="NeedsPower">Whether she depends on power.</param>
/// <param name="NeedsTransport">Whether she has to be carried.</param>
/// <param name="Contact">Whom to call.</param>
public sealed record RescueNeed(string CitizenNo, string AddressCode, string Flat, bool NeedsPower, bool NeedsTransport, ContactRecord Contact);

/// <summary>The grid centre's register for rescues, made with what the health commission knows.</summary>
internal static class RescueRegister
{
    /// <summary>Everybody who needs power or transport, household by household; who lives at a protected address is on it like anybody else.</summary>
    public static IReadOnlyList<RescueNeed> Make(
        IReadOnlyList<Household> households, IReadOnlyList<Resident> residents, IReadOnlyList<HealthRecord> records)
    {
        var health = records.ToDictionary(record => record.CitizenNo, StringComparer.Ordinal);
        var phones = residents.ToDictionary(resident => resident.CitizenNo, resident => resident.Phone, StringComparer.Ordinal);
        return
        [
            .. from household in households
               from member in household.Members
               let known = health.GetValueOrDefault(member)
               where known is { NeedsPower: true } or { NeedsTransport: true }
               select new RescueNeed(
                   member, household.AddressCode, household.Flat, known.NeedsPower, known.NeedsTransport,
                   new ContactRecord($"{household.Flat}室联系人", phones[household.Members[0]])),
        ];
    }
}
