using Exchange.Demo.Generation;
using Exchange.Demo.GridCentre;

namespace Exchange.UnitTests.Demo.GridCentre;

public sealed class EventSequenceTests
{
    private static readonly City Small = CityGenerator.Generate(CityParameters.Small);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void The_same_city_has_the_same_events_in_the_same_order()
    {
        Assert.Equal(Take(new EventSequence(Small), 40), Take(new EventSequence(CityGenerator.Generate(CityParameters.Small)), 40));
    }

    [Fact]
    public void Kinds_and_counties_take_turns_and_places_are_the_citys()
    {
        var addresses = Small.Addresses.Select(address => address.Code).ToHashSet();
        var sequence = new EventSequence(Small);
        var events = Enumerable.Range(0, 24).Select(_ => sequence.Next(Now)).ToList();

        Assert.All(events.Chunk(3), turn => Assert.Equal(["CITY_MANAGEMENT", "HAZARD", "DISPUTE"], turn.Select(told => told.Kind)));
        Assert.Equal(4, events.Select(told => told.AddressCode[..6]).Distinct().Count());
        Assert.All(events, told => Assert.Contains(told.AddressCode, addresses));
        Assert.Equal(events.Count, events.Select(told => told.EventId).Distinct().Count());
        Assert.All(events, told => Assert.StartsWith("grid-centre:", told.EventId, StringComparison.Ordinal));
    }

    private static List<string> Take(EventSequence sequence, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => sequence.Next(Now)).Select(told => $"{told.EventId} {told.AddressCode} {told.About}")];
}
