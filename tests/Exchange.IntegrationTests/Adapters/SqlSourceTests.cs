using Exchange.Adapters.Configuration;
using Exchange.Demo.Generation;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.IntegrationTests.Adapters;

public sealed class SqlSourceTests(DemoSourcesFixture demo) : SourceCompliance(demo)
{
    protected override string Department => "public-security";

    protected override (RequestedField Field, Datum OfWang, Datum OfLi) First =>
        (Ask.Leaf("Person", "name"), Datum.From("王秀芳"), Datum.From("李建国"));

    protected override RequestedField Second => Ask.Leaf("Person", "alive");

    protected override ISource Down() =>
        Demo.Bare(Department, new SourceEndpoint { Connection = "Data Source=/nowhere/none.db;Mode=ReadOnly" });

    protected override async Task<ISource> GarbageAsync()
    {
        var path = Path.Combine(Demo.Folder, "garbage.db");
        await File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat("not a database ", 100)), Cancellation);
        return Demo.Bare(Department, new SourceEndpoint { Connection = $"Data Source={path};Mode=ReadOnly" });
    }

    [Fact]
    public async Task Vendor_codes_and_dates_become_what_the_standard_says()
    {
        var answer = await FetchAsync(Ask.Persons(
            [PlantedPeople.WangXiufang],
            Ask.Leaf("Person", "citizenNo"), Ask.Leaf("Person", "sex"), Ask.Leaf("Person", "birthDate"), Ask.Leaf("Person", "alive")));

        Assert.Equal(Datum.From(PlantedPeople.WangXiufang), answer[0]!["citizenNo"]);
        Assert.Equal(Datum.FromEnum("FEMALE"), answer[0]!["sex"]);
        Assert.Equal(Datum.From("1958-03-12"), answer[0]!["birthDate"]);
        Assert.Equal(Datum.True, answer[0]!["alive"]);
    }

    [Fact]
    public async Task A_household_is_counted_and_linked_by_key()
    {
        var household = new RequestedField(
            "Person.household", "household", "household", Ask.NoArguments, "full",
            [
                Ask.Leaf("Person.household", "memberCount"),
                Ask.Link("Person.household", "head", "Person.citizenNo"),
                Ask.Link("Person.household", "members", "Person.citizenNo"),
            ]);

        var answer = (await FetchAsync(Ask.Persons([PlantedPeople.WangXiufang], household)))[0]!["household"].AsObject();

        Assert.Equal(Datum.From(3), answer["memberCount"]);
        Assert.Equal(Datum.From(PlantedPeople.WangZhiqiang), answer["head"].AsObject()["citizenNo"]);
        Assert.Equal(
            new[] { PlantedPeople.WangZhiqiang, PlantedPeople.WangXiufang, PlantedPeople.WangLei }.Order(),
            answer["members"].AsList().Select(member => member.AsObject()["citizenNo"].AsString()).Order());
    }

    [Fact]
    public async Task A_reference_at_street_level_never_carries_the_key_or_the_whole_address()
    {
        var street = Ask.Link("Person", "registeredAddress", "Place.addressCode", "street", "regionCode", "streetCode", "fullText");

        var answer = (await FetchAsync(Ask.Persons([PlantedPeople.LiJianguo], street)))[0]!["registeredAddress"].AsObject();

        Assert.Equal(["regionCode", "streetCode", "fullText"], answer.Names.ToArray());
        Assert.Equal(Datum.From("990102"), answer["regionCode"]);
        Assert.Equal(Datum.From("990102001"), answer["streetCode"]);
        Assert.Equal(Datum.From("安禾市禾东区云桥街道"), answer["fullText"]);
    }

    [Fact]
    public async Task A_key_asked_for_at_a_reduced_level_is_not_delivered()
    {
        var disguised = Ask.Link("Person", "registeredAddress", "Place.addressCode", "street", "addressCode");
        var unknownLevel = Ask.Link("Person", "registeredAddress", "Place.addressCode", "quarter", "addressCode");

        Assert.Equal(Datum.Null, (await FetchAsync(Ask.Persons([PlantedPeople.LiJianguo], disguised)))[0]!["registeredAddress"]);
        Assert.Equal(Datum.Null, (await FetchAsync(Ask.Persons([PlantedPeople.LiJianguo], unknownLevel)))[0]!["registeredAddress"]);
    }

    [Fact]
    public async Task A_stale_address_is_null_at_every_level()
    {
        var stale = Demo.City.Residents.First(resident => resident.HasStaleAddress).CitizenNo;
        var whole = Ask.Link("Person", "registeredAddress", "Place.addressCode");
        var street = Ask.Link("Person", "registeredAddress", "Place.addressCode", "street", "streetCode") with { ResponseName = "street" };

        var answer = (await FetchAsync(Ask.Persons([stale], whole, street)))[0]!;

        Assert.Equal(Datum.Null, answer["registeredAddress"]);
        Assert.Equal(Datum.Null, answer["street"]);
    }

    [Theory]
    [InlineData("2026-03-11T15:59:59Z", false)]
    [InlineData("2026-03-11T16:00:00Z", true)]
    public async Task An_age_is_reached_when_the_birthday_begins_in_the_city(string now, bool reached)
    {
        var source = Demo.Bare(Department, Demo.Sources.Endpoints[Department], new StoppedClock(DateTimeOffset.Parse(now, null)));
        var years = Ask.Leaf("Person", "ageAtLeast", Ask.Arguments("years", Datum.From(68)));

        var response = await source.FetchAsync(Ask.Request(Ask.Persons([PlantedPeople.WangXiufang], years)), Cancellation);

        Assert.Equal(Datum.From(reached), response.Selections[0][0]!["ageAtLeast"]);
    }

    [Fact]
    public async Task Two_thresholds_under_two_names_do_not_mix()
    {
        var answer = await FetchAsync(Ask.Persons(
            [PlantedPeople.LiuZihan],
            Ask.Leaf("Person", "ageAtLeast", Ask.Arguments("years", Datum.From(3)), "three"),
            Ask.Leaf("Person", "ageAtLeast", Ask.Arguments("years", Datum.From(65)), "old")));

        Assert.Equal(Datum.True, answer[0]!["three"]);
        Assert.Equal(Datum.False, answer[0]!["old"]);
    }

    [Fact]
    public async Task A_place_is_read_from_the_address_base()
    {
        var selection = Ask.Places(
            [PlantedPeople.Yunqiao3], Ask.Leaf("Place", "fullText"), Ask.Leaf("Place", "status"), Ask.Object("Place", "location", "latitude", "longitude"));

        var answer = (await FetchAsync(selection))[0]!;

        Assert.Equal(Datum.From("安禾市禾东区云桥街道云桥社区云桥里3栋"), answer["fullText"]);
        Assert.Equal(Datum.From("在用"), answer["status"]);
        Assert.Equal(DatumKind.Float, answer["location"].AsObject()["latitude"].Kind);
    }

    [Fact]
    public async Task Facts_are_the_ones_named_and_the_region_is_the_residence()
    {
        var facts = await Demo.Facts().FetchAsync(
            "facts-1", "Person",
            [PlantedPeople.ZhouRan, "990102190001010006", PlantedPeople.ChenAilian], ["exists", "region", "protected"], Cancellation);

        Assert.Equal(["exists", "region", "protected"], facts[0]!.Names.ToArray());
        Assert.Equal(Datum.From("990103"), facts[0]!["region"]);
        Assert.Equal(Datum.False, facts[0]!["protected"]);
        Assert.Null(facts[1]);
        Assert.Equal(Datum.True, facts[2]!["protected"]);
        var line = Assert.Single(Demo.LogOf(Department, "facts-1"));
        Assert.Equal(
            ["SubjectFacts.exists", "SubjectFacts.region", "SubjectFacts.protected"],
            line.GetProperty("fields").EnumerateArray().Select(field => field.GetString()));
    }

    [Fact]
    public async Task A_fact_that_nobody_mapped_is_refused()
    {
        var failure = await Assert.ThrowsAsync<SourceException>(async () =>
            await Demo.Facts().FetchAsync("facts-2", "Person", [PlantedPeople.WangXiufang], ["religion"], Cancellation));

        Assert.Equal(SourceFault.Invalid, failure.Fault);
    }
}
