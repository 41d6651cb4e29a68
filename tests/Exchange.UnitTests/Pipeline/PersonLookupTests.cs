using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>Naming people: by number, by pseudonym, several at once.</summary>
public sealed class PersonLookupTests
{
    private const string ByPid = "query($pid: ID) { person(pid: $pid) { pid alive } }";
    private const string ByNumber = "query($n: CitizenNo) { person(citizenNo: $n) { pid alive } }";
    private const string People = "query($n: [CitizenNo!]) { people(citizenNos: $n) { pid } }";

    [Fact]
    public async Task A_pseudonym_of_the_callers_own_department_names_the_person()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(ByPid, variables: new { pid = Pid(city, PipelineCity.Xiufang, "civil-affairs") });

        Assert.Equal($$$"""{"person":{"pid":"{{{Pid(city, PipelineCity.Xiufang, "civil-affairs")}}}","alive":true}}""", answer.Data);
    }

    [Fact]
    public async Task A_pseudonym_of_another_department_names_nobody()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(ByPid, variables: new { pid = Pid(city, PipelineCity.Xiufang, "health") });

        Assert.Equal("""{"person":null}""", answer.Data);
        Assert.Empty(city.Asked);
        Assert.DoesNotContain(city.Facts.Batches, batch => batch.Contains(PipelineCity.Xiufang));
    }

    [Fact]
    public async Task Nobody_a_foreign_region_and_a_foreign_pseudonym_are_answered_alike()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var unknown = await city.AskAsync(ByNumber, variables: new { n = PipelineCity.Unknown });
        var outside = await city.AskAsync(ByNumber, variables: new { n = PipelineCity.Zhao });
        var foreign = await city.AskAsync(ByPid, variables: new { pid = Pid(city, PipelineCity.Xiufang, "health") });
        var nonsense = await city.AskAsync(ByPid, variables: new { pid = "nonsense" });

        var first = Without(unknown);
        Assert.Equal(first, Without(outside));
        Assert.Equal(first, Without(foreign));
        Assert.Equal(first, Without(nonsense));
        Assert.Contains("Query.person OUTSIDE_JURISDICTION 1", unknown.Withheld);
        Assert.Empty(city.Asked);
    }

    [Fact]
    public async Task Where_no_region_limits_a_look_up_an_unknown_number_still_answers_like_a_foreign_one()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(
            ByNumber,
            request => request with { Token = PipelineCity.PensionClerk, Purpose = "pension.verification" },
            new { n = PipelineCity.Unknown });

        Assert.Equal("""{"person":null}""", answer.Data);
        Assert.Contains("Query.person OUTSIDE_JURISDICTION 1", answer.Withheld);
    }

    [Fact]
    public async Task People_come_back_in_the_order_given_with_null_where_nobody_is()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(
            People,
            variables: new
            {
                n = new[] { PipelineCity.Li, PipelineCity.Unknown, PipelineCity.Xiufang, PipelineCity.Zhao, PipelineCity.Li },
            });

        string Of(string number) => $$"""{"pid":"{{Pid(city, number, "civil-affairs")}}"}""";
        var (li, xiufang) = (Of(PipelineCity.Li), Of(PipelineCity.Xiufang));
        Assert.Equal($$"""{"people":[{{li}},null,{{xiufang}},null,{{li}}]}""", answer.Data);
        Assert.Single(city.Facts.Batches);
    }

    [Fact]
    public async Task A_hundred_people_at_a_time_and_not_one_more()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var full = await city.AskAsync(People, variables: new { n = Enumerable.Repeat(PipelineCity.Li, 100) });
        var over = await city.AskAsync(People, variables: new { n = Enumerable.Repeat(PipelineCity.Li, 101) });

        Assert.Empty(full.Codes);
        Assert.Equal(["LIMIT_EXCEEDED"], over.Codes);
        Assert.Equal("people", over.Error.GetProperty("extensions").GetProperty("limit").GetString());
        Assert.DoesNotContain(PipelineCity.Li, over.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ person { pid } }")]
    [InlineData($$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}", pid: "x") { pid } }""")]
    [InlineData($$"""{ people(citizenNos: ["{{PipelineCity.Xiufang}}"], pids: ["x"]) { pid } }""")]
    public async Task Exactly_one_way_of_naming_is_asked_for(string query)
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(query);

        Assert.Equal(["BAD_USER_INPUT"], answer.Codes);
        Assert.Empty(city.Asked);
        Assert.Empty(city.Facts.Batches);
    }

    private static string Pid(PipelineCity city, string citizenNo, string department) =>
        city.Pseudonyms.ForDepartment(PipelineCity.Key(citizenNo), new DepartmentId(department));

    [Theory]
    [InlineData("990102", true)]
    [InlineData("9901", true)]
    [InlineData("99010", false)]
    [InlineData("9", false)]
    [InlineData("990121", false)]
    [InlineData("", false)]
    public async Task A_region_that_is_no_code_is_no_region(string region, bool isOpen)
    {
        var city = await PipelineCity.WithConsentsAsync();
        var query = $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { alive } }""";

        var answer = await city.AskAsync(query, request => request with { Token = request.Token + PipelineTokens.OfRegion + region });

        Assert.Equal(isOpen ? """{"person":{"alive":true}}""" : """{"person":null}""", answer.Data);
        Assert.Equal(isOpen ? [] : ["Query.person OUTSIDE_JURISDICTION 1"], answer.Withheld);
    }

    [Fact]
    public async Task A_look_up_that_a_restriction_caps_off_its_ladder_reads_nothing()
    {
        var policies = DemoCity.Policies with
        {
            Restrictions =
            [
                new Restriction
                {
                    Id = "places-by-community",
                    Owner = new DepartmentId("public-security"),
                    Title = new Title("地点", "Places"),
                    Caps = [new FieldLevel(new Coordinate("Query.place"), 3)],
                    Departments = [],
                    Purposes = [],
                },
            ],
        };
        var city = new PipelineCity(policies);

        var answer = await city.AskAsync($$"""{ place(addressCode: "{{PipelineCity.Yunqiao}}") { fullText __typename } }""");

        Assert.Equal("""{"place":null}""", answer.Data);
        Assert.Equal(["Query.place NOT_PERMITTED 1"], answer.Withheld);
        Assert.Empty(city.Asked);
    }

    private static string Without(PipelineAnswer answer) => answer.Text.Replace(answer.AccessId!, "", StringComparison.Ordinal);
}
