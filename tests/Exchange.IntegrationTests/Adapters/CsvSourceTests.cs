using System.Security.Cryptography;
using System.Text;
using Exchange.Adapters.Configuration;
using Exchange.Demo.Generation;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.IntegrationTests.Adapters;

public sealed class CsvSourceTests(DemoSourcesFixture demo) : SourceCompliance(demo)
{
    private const string Header = "XYDM,DWMC,CBRS,QXAJ\r\n";
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(demo.Folder, Path.GetRandomFileName())).FullName;

    protected override string Department => "social-security";

    protected override (RequestedField Field, Datum OfWang, Datum OfLi) First =>
        (Ask.Object("Person", "pension", "amount"), Amount("2380.50"), Amount("2875.20"));

    protected override RequestedField Second => Ask.Object("Person", "socialInsurance", "isInsured");

    protected override ISource Down() => Demo.Bare(Department, new SourceEndpoint { Folder = "/nowhere" });

    protected override async Task<ISource> GarbageAsync()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "SB_RYXX.csv"), [0xFF, 0xFE, 0x00], Cancellation);
        await File.WriteAllTextAsync(Path.Combine(_folder, "SB_RYXX.csv.sha256"), "00  SB_RYXX.csv\n", Cancellation);
        return Demo.Bare(Department, new SourceEndpoint { Folder = _folder });
    }

    [Fact]
    public async Task Chinese_codes_in_gb_18030_become_what_the_standard_says()
    {
        var answer = (await FetchAsync(Ask.Persons(
            [PlantedPeople.WangLei],
            Ask.Object("Person", "socialInsurance", "isInsured", "months", "monthsBand", "lastPaid"),
            Ask.Object("Person", "pension", "receives", "amount"),
            Ask.Leaf("Person", "unemployed"),
            Ask.Link("Person", "employer", "Organization.uscc"))))[0]!;

        var insurance = answer["socialInsurance"].AsObject();
        Assert.Equal(Datum.True, insurance["isInsured"]);
        Assert.Equal(Datum.From(96), insurance["months"]);
        Assert.Equal(Datum.FromEnum("MIDDLE"), insurance["monthsBand"]);
        Assert.Equal(Datum.From("2026-10-20"), insurance["lastPaid"]);
        Assert.Equal(Datum.False, answer["pension"].AsObject()["receives"]);
        Assert.Equal(Datum.Null, answer["pension"].AsObject()["amount"]);
        Assert.Equal(Datum.False, answer["unemployed"]);
        Assert.Equal(Datum.From(PlantedOrganizations.NoodleHouse), answer["employer"].AsObject()["uscc"]);
    }

    [Fact]
    public async Task The_answer_says_of_which_day_it_is()
    {
        Drop(Row("K1", 5), rows: 1);

        var response = await FetchAsync(Source(new StoppedClock(Now)), "K1");

        Assert.Equal(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.FromHours(8)), response.AsOf);
        Assert.Equal(Datum.From(5), response.Selections[0][0]!["insuredHeadcount"]);
    }

    [Fact]
    public async Task A_new_drop_is_taken_up_without_a_restart()
    {
        var source = Source(new StoppedClock(Now));
        Drop(Row("K1", 5), rows: 1);
        await FetchAsync(source, "K1");

        Drop(Row("K1", 60) + Row("K2", 7), rows: 2);

        Assert.Equal(Datum.From(60), (await FetchAsync(source, "K1")).Selections[0][0]!["insuredHeadcount"]);
        Assert.Equal(Datum.From(7), (await FetchAsync(source, "K2")).Selections[0][0]!["insuredHeadcount"]);
    }

    [Fact]
    public async Task A_drop_with_a_wrong_checksum_is_refused_and_the_last_good_one_serves_until_it_is_too_old()
    {
        var clock = new StoppedClock(Now);
        var source = Source(clock);
        Drop(Row("K1", 5), rows: 1);
        await FetchAsync(source, "K1");

        Drop(Row("K1", 666), rows: 1, checksum: new string('0', 64));

        Assert.Equal(Datum.From(5), (await FetchAsync(source, "K1")).Selections[0][0]!["insuredHeadcount"]);
        clock.Now = Now.AddDays(3);
        await AssertFaultAsync(source, SourceFault.Unavailable);
    }

    [Fact]
    public async Task A_drop_that_is_too_old_is_unavailable_from_the_start()
    {
        Drop(Row("K1", 5), rows: 1);

        await AssertFaultAsync(Source(new StoppedClock(Now.AddDays(30))), SourceFault.Unavailable);
    }

    [Fact]
    public async Task A_drop_of_a_day_far_ahead_is_refused()
    {
        Drop(Row("K1", 5), rows: 1);

        await AssertFaultAsync(Source(new StoppedClock(Now.AddDays(-30))), SourceFault.Invalid);
    }

    [Theory]
    [InlineData("K1,甲,5,0\r\n", 2, "fewer rows than the trailer says")]
    [InlineData("K1,甲,5,0\r\nK1,乙,6,0\r\n", 2, "a key twice")]
    [InlineData("K1,甲,5\r\n", 1, "a short row")]
    [InlineData(",甲,5,0\r\n", 1, "no key")]
    public async Task A_drop_with_rows_that_cannot_be_right_is_refused(string rows, int count, string because)
    {
        Drop(rows, count);

        var failure = await AssertFaultAsync(Source(new StoppedClock(Now)), SourceFault.Invalid);

        Assert.False(failure.Message.Contains('甲', StringComparison.Ordinal), because);
    }

    [Fact]
    public async Task A_drop_that_was_cut_off_before_its_trailer_is_refused()
    {
        Write(Header + Row("K1", 5), checksum: null);

        await AssertFaultAsync(Source(new StoppedClock(Now)), SourceFault.Invalid);
    }

    [Fact]
    public async Task A_drop_with_other_columns_is_refused()
    {
        Write("XYDM,CBRS,DWMC,QXAJ\r\n" + Row("K1", 5) + "#,1,20261120\r\n", checksum: null);

        await AssertFaultAsync(Source(new StoppedClock(Now)), SourceFault.Invalid);
    }

    private static Datum Amount(string text) => Datum.From(new DatumObject(["amount"], [Datum.From(text)]));

    private static string Row(string key, int headcount) => $"{key},甲,{headcount},0\r\n";

    private static async Task<SourceResponse> FetchAsync(ISource source, string key) => await source.FetchAsync(
        Ask.Request(new EntitySelection("Organization", "uscc", [key], [Ask.Leaf("Organization", "insuredHeadcount")])), Cancellation);

    private static async Task<SourceException> AssertFaultAsync(ISource source, SourceFault fault)
    {
        var failure = await Assert.ThrowsAsync<SourceException>(() => FetchAsync(source, "K1"));
        Assert.Equal(fault, failure.Fault);
        return failure;
    }

    private ISource Source(TimeProvider clock) => Demo.Bare(Department, new SourceEndpoint { Folder = _folder }, clock);

    private void Drop(string content, int rows, string? checksum = null) => Write($"{Header}{content}#,{rows},20261120\r\n", checksum);

    private void Write(string text, string? checksum)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text);
        File.WriteAllBytes(Path.Combine(_folder, "SB_DWXX.csv"), bytes);
        File.WriteAllText(
            Path.Combine(_folder, "SB_DWXX.csv.sha256"), (checksum ?? Convert.ToHexStringLower(SHA256.HashData(bytes))) + "  SB_DWXX.csv\n");
    }
}
