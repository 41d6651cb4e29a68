using Exchange.Demo.Generation;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.IntegrationTests.Adapters;

/// <summary>What every source has to do, whatever its technology. One subclass a kind.</summary>
public abstract class SourceCompliance(DemoSourcesFixture demo) : IClassFixture<DemoSourcesFixture>
{
    private const string Unknown = "990102190001010006";

    protected DemoSourcesFixture Demo { get; } = demo;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The department.</summary>
    protected abstract string Department { get; }

    /// <summary>A field with two values that are known: of 王秀芳 and of 李建国.</summary>
    protected abstract (RequestedField Field, Datum OfWang, Datum OfLi) First { get; }

    /// <summary>Another field.</summary>
    protected abstract RequestedField Second { get; }

    /// <summary>The source where nothing answers.</summary>
    protected abstract ISource Down();

    /// <summary>The source where nonsense answers.</summary>
    protected abstract Task<ISource> GarbageAsync();

    [Fact]
    public async Task Records_come_back_parallel_to_their_keys_and_an_unknown_key_is_null()
    {
        var answer = await FetchAsync(Ask.Persons([Unknown, PlantedPeople.LiJianguo, PlantedPeople.WangXiufang], First.Field));

        Assert.Null(answer[0]);
        Assert.Equal(First.OfLi, answer[1]![First.Field.ResponseName]);
        Assert.Equal(First.OfWang, answer[2]![First.Field.ResponseName]);
    }

    [Fact]
    public async Task Only_the_asked_fields_are_delivered()
    {
        var answer = await FetchAsync(Ask.Persons([PlantedPeople.WangXiufang], Second));

        Assert.Equal([Second.ResponseName], answer[0]!.Names.ToArray());
    }

    [Fact]
    public async Task Each_selection_of_a_request_is_answered_for_its_own_keys_and_fields()
    {
        var response = await Demo.Source(Department).FetchAsync(
            Ask.Request(Ask.Persons([PlantedPeople.WangXiufang], First.Field), Ask.Persons([PlantedPeople.LiJianguo], Second)),
            Cancellation);

        Assert.Equal(2, response.Selections.Count);
        Assert.Equal([First.Field.ResponseName], response.Selections[0][0]!.Names.ToArray());
        Assert.Equal([Second.ResponseName], response.Selections[1][0]!.Names.ToArray());
    }

    [Fact]
    public async Task A_value_is_delivered_under_the_name_it_was_asked_by()
    {
        var renamed = First.Field with { ResponseName = "renamed" };

        var answer = await FetchAsync(Ask.Persons([PlantedPeople.WangXiufang], renamed));

        Assert.Equal(First.OfWang, answer[0]!["renamed"]);
    }

    [Fact]
    public async Task A_key_asked_twice_is_answered_twice()
    {
        var answer = await FetchAsync(Ask.Persons([PlantedPeople.WangXiufang, PlantedPeople.WangXiufang], First.Field));

        Assert.Equal(2, answer.Length);
        Assert.Equal(answer[0], answer[1]);
    }

    [Fact]
    public async Task More_keys_than_one_batch_are_all_answered()
    {
        var known = Demo.City.InsuranceRecords.Select(record => record.CitizenNo)
            .Intersect(Demo.City.HealthRecords.Select(record => record.CitizenNo));
        string[] keys = [.. known.Take(700), PlantedPeople.LiJianguo];

        var answer = await FetchAsync(Ask.Persons(keys, First.Field));

        Assert.All(answer, Assert.NotNull);
        Assert.Equal(First.OfLi, answer[^1]![First.Field.ResponseName]);
    }

    [Fact]
    public async Task Nothing_asked_is_nothing_answered()
    {
        Assert.Empty(await FetchAsync(Ask.Persons([], First.Field)));
        Assert.Empty((await Demo.Source(Department).FetchAsync(Ask.Request(), Cancellation)).Selections);
    }

    [Fact]
    public async Task A_cancelled_request_ends_as_cancelled()
    {
        var request = Ask.Request(Ask.Persons([PlantedPeople.WangXiufang], First.Field));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Demo.Source(Department).FetchAsync(request, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_source_that_is_down_is_unavailable_and_says_nothing_of_the_key()
    {
        await AssertFaultAsync(Down(), SourceFault.Unavailable);
    }

    [Fact]
    public async Task A_source_that_answers_nonsense_is_invalid_and_says_nothing_of_the_key()
    {
        await AssertFaultAsync(await GarbageAsync(), SourceFault.Invalid);
    }

    [Fact]
    public async Task What_reaches_the_source_is_on_its_log_by_selection()
    {
        var accessId = $"log-of-{Department}";
        var request = new SourceRequest(
            accessId,
            [Ask.Persons([PlantedPeople.WangXiufang, PlantedPeople.LiJianguo], First.Field), Ask.Persons([PlantedPeople.LiJianguo], Second)]);

        await Demo.Source(Department).FetchAsync(request, Cancellation);

        var lines = Demo.LogOf(Department, accessId).Select(line =>
            $"{string.Join(",", line.GetProperty("fields").EnumerateArray())} {line.GetProperty("keys")}").Order();
        Assert.Equal(new[] { $"{Coordinate(First.Field)} 2", $"{Coordinate(Second)} 1" }.Order(), lines);
    }

    protected async Task<DatumObject?[]> FetchAsync(EntitySelection selection) =>
        (await Demo.Source(Department).FetchAsync(Ask.Request(selection), Cancellation)).Selections[0];

    private static string Coordinate(RequestedField field) => field.Children.Count > 0 ? Coordinate(field.Children[0]) : field.Coordinate;

    private async Task AssertFaultAsync(ISource source, SourceFault fault)
    {
        var request = Ask.Request(Ask.Persons([PlantedPeople.WangXiufang], First.Field));

        var failure = await Assert.ThrowsAsync<SourceException>(async () => await source.FetchAsync(request, Cancellation));

        Assert.Equal(fault, failure.Fault);
        Assert.Equal(Department, failure.Department);
        Assert.DoesNotContain(PlantedPeople.WangXiufang, failure.ToString());
        (source as IDisposable)?.Dispose();
    }
}
