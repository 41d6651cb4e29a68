using Exchange.Policy.Documents;

namespace Exchange.Pipeline.Guards;

/// <summary>The day by the city's clock: what is counted by the day begins anew at its midnight.</summary>
internal static class CityDay
{
    public static DateOnly Of(HubSnapshot snapshot, DateTimeOffset now) => Of(snapshot.Policies, now);

    public static DateOnly Of(PolicySet policies, DateTimeOffset now) => DateOnly.FromDateTime(now.ToOffset(policies.Vocabulary.UtcOffset).DateTime);
}
