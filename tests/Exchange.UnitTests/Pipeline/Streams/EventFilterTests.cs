using Exchange.Pipeline.Streams;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Streams;

public sealed class EventFilterTests
{
    [Fact]
    public void Every_kind_of_event_is_one_type_and_every_type_one_kind()
    {
        var kinds = DemoCity.Standard.Type("EventKind")!.Values;
        var types = DemoCity.Standard.Types.Where(type => type.Implements == "Event").Select(type => EventKinds.Of(type.Name));

        Assert.Equal(kinds.Order(StringComparer.Ordinal), types.Order(StringComparer.Ordinal));
    }
}
