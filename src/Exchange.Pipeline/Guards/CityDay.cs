namespace Exchange.Pipeline.Guards;

/// <summary>The day by the city's clock: what is counted by the day begins anew at its midnight.</summary>
internal static class CityDay
{
    /// <summary>The city's clock, from UTC.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The day of the city at an instant.</summary>
    public static DateOnly Of(HubSnapshot snapshot, DateTimeOffset now) => DateOnly.FromDateTime(now.ToOffset(Offset).DateTime);
}
