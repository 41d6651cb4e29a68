using Exchange.Federation.Sources;
using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Conditions;

public sealed class CaseSourceTests
{
    private const string Query = $$"""
        { people(citizenNos: ["{{PipelineCity.Xiufang}}", "{{PipelineCity.Lei}}"]) { alive birthDate } }
        """;

    private readonly Cases _cases = new();

    [Fact]
    public async Task An_open_case_counts_and_binds_its_persons()
    {
        _cases.File = new CaseFile(true, [PipelineCity.Xiufang]);
        var city = City();

        var answer = await city.AskAsync(Query);

        Assert.Equal(["Person.alive NOT_PERMITTED 1"], answer.Withheld);
        Assert.Equal([PipelineCity.Xiufang], city.Police.KeysFor("Person.alive"));
        Assert.Equal([new CaseQuestion(PipelineCity.Case, PipelineCity.Assistance, "civil-affairs")], _cases.Asked);
        Assert.Equal(PipelineCity.Case, Assert.Single(city.Log.Records).Caller.CaseNumber);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_closed_case_or_an_unknown_one_does_not_count_and_is_not_the_cases_record(bool isKnown, bool isClosed)
    {
        _cases.File = isKnown || isClosed ? new CaseFile(!isClosed && !isKnown, [PipelineCity.Xiufang]) : null;
        var city = City();

        var answer = await city.AskAsync(Query);

        Assert.Equal(["Person.alive CASE_REQUIRED 2", "Person.birthDate CASE_REQUIRED 2"], answer.Withheld);
        Assert.Null(Assert.Single(city.Log.Records).Caller.CaseNumber);
    }

    [Fact]
    public async Task While_the_source_is_down_what_needs_a_case_is_closed_and_nothing_else_breaks()
    {
        _cases.IsDown = true;
        var city = City();

        var answer = await city.AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { alive name } }""");

        Assert.Equal(["Person.alive CASE_REQUIRED 1"], answer.Withheld);
        Assert.Contains("王秀芳", answer.Data, StringComparison.Ordinal);
        Assert.DoesNotContain(PipelineCity.Case, Assert.Single(city.Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_without_named_persons_opens_what_asks_for_a_case_alone()
    {
        _cases.File = new CaseFile(true, null);
        var city = City();

        var answer = await city.AskAsync(Query);

        Assert.Equal(["Person.alive NOT_PERMITTED 2"], answer.Withheld);
        Assert.Contains("1958-03-12", answer.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_case_source_the_form_counts_and_no_case_has_persons()
    {
        var city = new PipelineCity(Policies);

        var answer = await city.AskAsync(Query);

        Assert.Equal(["Person.alive NOT_PERMITTED 2"], answer.Withheld);
    }

    [Fact]
    public async Task A_number_of_another_form_is_not_asked_about()
    {
        _ = await City().AskAsync(Query, request => request with { CaseNumber = "王秀芳" });

        Assert.Empty(_cases.Asked);
    }

    private static PolicySet Policies => ConditionRules.Only(
        ConditionRules.ToOfficer("entry", RuleConditions.None, "Query.person", "Query.people", "Person.pid", "Person.name"),
        ConditionRules.ToOfficer("case", new RuleConditions { Case = true }, "Person.birthDate"),
        ConditionRules.ToOfficer("subject", new RuleConditions { Case = true, CaseSubject = true }, "Person.alive"));

    private PipelineCity City() => new(Policies, change: parts => parts with { Cases = _cases });

    private sealed class Cases : ICaseSource
    {
        public CaseFile? File { get; set; }

        public bool IsDown { get; set; }

        public List<CaseQuestion> Asked { get; } = [];

        public ValueTask<CaseFile?> FindAsync(string accessId, CaseQuestion question, CancellationToken cancellation)
        {
            Asked.Add(question);
            return IsDown ? throw new SourceException("cases", SourceFault.Unavailable, "The case source cannot be reached.") : new(File);
        }
    }
}
