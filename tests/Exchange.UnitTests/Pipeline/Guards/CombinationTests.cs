using Exchange.Pipeline.Guards;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Guards;

public sealed class CombinationTests
{
    private const string Pension = "Person.pension.receives";
    private const string Insured = "Person.socialInsurance.isInsured";
    private const string Alive = "Person.alive";

    [Fact]
    public async Task Over_one_answer_the_last_group_is_closed_and_is_in_no_request()
    {
        var city = await CityAsync(CombinationSpan.Answer);

        var answer = await AskAsync(city, "pension { receives } socialInsurance { isInsured }");

        Assert.Equal("""{"person":{"pension":{"receives":true},"socialInsurance":{"isInsured":null}}}""", answer.Data);
        Assert.Equal([$"{Insured} NOT_PERMITTED 1"], answer.Withheld);
        Assert.DoesNotContain(Insured, city.Social.Coordinates);
    }

    [Fact]
    public async Task Over_one_answer_aliases_do_not_split_a_combination_and_one_group_alone_is_open()
    {
        var city = await CityAsync(CombinationSpan.Answer);

        var split = await city.AskAsync($$"""
            {
              one: person(citizenNo: "{{PipelineCity.Xiufang}}") { socialInsurance { isInsured } }
              other: person(citizenNo: "{{PipelineCity.Xiufang}}") { pension { receives } }
            }
            """);
        var alone = await AskAsync(city, "socialInsurance { isInsured }");

        Assert.Equal("""{"one":{"socialInsurance":{"isInsured":null}},"other":{"pension":{"receives":true}}}""", split.Data);
        Assert.Equal("""{"person":{"socialInsurance":{"isInsured":true}}}""", alone.Data);
    }

    [Fact]
    public async Task Over_a_day_whoever_read_one_group_gets_the_other_in_no_later_answer()
    {
        var city = await CityAsync(CombinationSpan.Day);

        Assert.Equal("""{"person":{"socialInsurance":{"isInsured":true}}}""", (await AskAsync(city, "socialInsurance { isInsured }")).Data);
        var later = await AskAsync(city, "pension { receives }");

        Assert.Equal("""{"person":{"pension":{"receives":null}}}""", later.Data);
        Assert.Equal([$"{Pension} NOT_PERMITTED 1"], later.Withheld);
        Assert.DoesNotContain(Pension, city.Social.Coordinates);
        Assert.Equal("""{"person":{"socialInsurance":{"isInsured":true}}}""", (await AskAsync(city, "socialInsurance { isInsured }")).Data);
    }

    [Fact]
    public async Task Over_a_day_both_in_one_answer_leave_the_first_group_and_the_next_day_begins_anew()
    {
        var city = await CityAsync(CombinationSpan.Day);

        Assert.Equal(
            """{"person":{"pension":{"receives":true},"socialInsurance":{"isInsured":null}}}""",
            (await AskAsync(city, "pension { receives } socialInsurance { isInsured }")).Data);
        city.Clock.Advance(TimeSpan.FromHours(10));

        Assert.Equal("""{"person":{"socialInsurance":{"isInsured":true}}}""", (await AskAsync(city, "socialInsurance { isInsured }")).Data);
    }

    [Fact]
    public async Task What_was_read_with_what_it_needs_opens_nothing_to_a_later_request_without()
    {
        var city = await CityAsync(CombinationSpan.Day, whole => whole with { Emergency = true });
        const string Both = "pension { receives } socialInsurance { isInsured }";

        Assert.Empty((await AskAsync(city, Both, "flood")).Withheld);
        var asked = city.Social.Requests.Count;
        var later = await AskAsync(city, Both);

        Assert.Equal("""{"person":{"pension":{"receives":null},"socialInsurance":{"isInsured":null}}}""", later.Data);
        Assert.Equal(asked, city.Social.Requests.Count);
    }

    [Fact]
    public async Task What_one_hub_remembers_of_the_day_is_not_taken_for_all_that_was_read()
    {
        var readings = new MemoryReadings();
        var (one, other) = (await EmergencyAsync(), await EmergencyAsync());
        Task<PipelineCity> EmergencyAsync() => CityAsync(CombinationSpan.Day, whole => whole with { Emergency = true }, readings);

        Assert.Empty((await AskAsync(one, "pension { receives }")).Withheld);
        Assert.Empty((await AskAsync(other, "pension { receives } socialInsurance { isInsured }", "flood")).Withheld);

        Assert.Equal([$"{Pension} NOT_PERMITTED 1"], (await AskAsync(one, "pension { receives }")).Withheld);
    }

    [Fact]
    public async Task A_version_that_groups_otherwise_forgets_nothing_of_the_day()
    {
        var readings = new MemoryReadings();
        var before = await CityAsync(CombinationSpan.Day, whole => whole with { Emergency = true }, readings);
        var after = await CityAsync(
            CombinationSpan.Day, whole => whole with { Id = "renamed", Emergency = true, Groups = [.. whole.Groups.Reverse()] }, readings);

        Assert.Empty((await AskAsync(before, "pension { receives }")).Withheld);

        Assert.Equal([$"{Insured} NOT_PERMITTED 1"], (await AskAsync(after, "socialInsurance { isInsured }")).Withheld);
    }

    [Fact]
    public async Task What_one_combination_refuses_is_not_read_for_another_that_shares_the_field()
    {
        var city = await CityAsync(CombinationSpan.Day, also: Of("test-other", Insured, Alive));

        var first = await AskAsync(city, "pension { receives } socialInsurance { isInsured }");
        var later = await AskAsync(city, "alive");

        Assert.Equal("""{"person":{"pension":{"receives":true},"socialInsurance":{"isInsured":null}}}""", first.Data);
        Assert.Equal("""{"person":{"alive":true}}""", later.Data);
    }

    [Fact]
    public async Task What_one_combination_lets_through_is_not_what_another_closes_while_there_is_something_else()
    {
        var city = await CityAsync(CombinationSpan.Day, also: Of("test-other", Alive, Pension));

        var answer = await AskAsync(city, "pension { receives } socialInsurance { isInsured } alive");

        Assert.Equal("""{"person":{"pension":{"receives":true},"socialInsurance":{"isInsured":null},"alive":null}}""", answer.Data);
        Assert.Empty((await AskAsync(city, "pension { receives }")).Withheld);
    }

    [Theory]
    [InlineData(CombinationSpan.Answer)]
    [InlineData(CombinationSpan.Day)]
    public async Task Who_has_what_it_needs_reads_all(CombinationSpan span)
    {
        var city = await CityAsync(span, whole => whole with { Roles = ["assistance-officer"], Case = true });

        Assert.Equal(
            """{"person":{"pension":{"receives":true},"socialInsurance":{"isInsured":true}}}""",
            (await AskAsync(city, "pension { receives } socialInsurance { isInsured }")).Data);
    }

    [Fact]
    public async Task Where_the_day_cannot_be_counted_nobody_is_read()
    {
        var city = await CityAsync(CombinationSpan.Day, readings: new ClosedReadings());

        Assert.Equal(["Query.person SOURCE_UNAVAILABLE 1"], (await AskAsync(city, "pension { receives }")).Withheld);
        Assert.Empty(city.Asked);
    }

    private static Task<PipelineAnswer> AskAsync(PipelineCity city, string fields, string? emergency = null) => city.AskAsync(
        $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { {{fields}} } }""", request => request with { Emergency = emergency });

    private static async Task<PipelineCity> CityAsync(
        CombinationSpan span, Func<Combination, Combination>? change = null, IPersonReadings? readings = null, Combination? also = null)
    {
        var whole = Of("test-combination", Pension, Insured) with { Span = span, Emergency = change is null };
        Combination[] combinations = [change?.Invoke(whole) ?? whole, .. also is null ? (Combination[])[] : [also]];
        var policies = DemoCity.Policies with { Budgets = [], Combinations = combinations };
        var city = new PipelineCity(policies, change: parts => parts with { Readings = readings ?? new MemoryReadings() });
        await city.GiveAsync(PipelineCity.Xiufang, "civil-affairs", PipelineCity.Assistance, "assistance.means", "assistance.household");
        return city;
    }

    private static Combination Of(string id, string one, string other) => new()
    {
        Id = id,
        Title = new Title("组合", "Combination"),
        Groups = [[new Coordinate(one)], [new Coordinate(other)]],
        Span = CombinationSpan.Day,
        Emergency = true,
    };

    private sealed class ClosedReadings : IPersonReadings
    {
        public ValueTask NoteAsync(
            ReadingQuestion question, Func<ReadingsOfDay, IReadOnlyCollection<PersonReading>> decide, CancellationToken cancellation) =>
            throw new TimeoutException("The store is away.");
    }
}
