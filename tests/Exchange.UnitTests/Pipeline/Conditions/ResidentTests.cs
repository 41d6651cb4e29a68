using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Conditions;

public sealed class ResidentTests
{
    private static readonly string[] Own =
    [
        "Query.person", "Person.pid", "Person.citizenNo", "Person.name", "Person.alive", "Person.household", "Person.pension.receives",
    ];

    private readonly PipelineCity _city = new(ConditionRules.Only(ConditionRules.ToResident("own", Own)));

    [Fact]
    public async Task A_resident_reads_her_own_record_in_full()
    {
        var answer = await AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { name alive pension { receives } pid } me { department { code } } }""");

        Assert.Equal(AnswerKind.Executed, answer.Kind);
        Assert.Empty(answer.Withheld);
        Assert.Contains("王秀芳", answer.Data, StringComparison.Ordinal);
        Assert.Contains(ConditionRules.Residents, answer.Data, StringComparison.Ordinal);
        var record = Assert.Single(_city.Log.Records);
        Assert.Equal((ConditionRules.Residents, "a-1", ConditionRules.OwnData), (record.Caller.Department, record.Caller.Officer, record.Caller.Purpose));
    }

    [Fact]
    public async Task Her_own_pid_leads_to_her_own_record()
    {
        var pid = _city.Pseudonyms.ForDepartment(PipelineCity.Key(PipelineCity.Xiufang), new(ConditionRules.Residents));

        var answer = await AskAsync($$"""{ person(pid: "{{pid}}") { name } }""");

        Assert.Contains("王秀芳", answer.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_another_person_nothing_is_told_and_nobody_is_asked()
    {
        var known = await AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Lei}}") { name } }""");
        var unknown = await AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Unknown}}") { name } }""");

        Assert.Equal(known.Data, unknown.Data);
        Assert.Equal(["Query.person NOT_PERMITTED 1"], known.Withheld);
        Assert.Equal(known.Withheld, unknown.Withheld);
        Assert.Empty(_city.Asked);
        Assert.Empty(_city.Facts.Batches);
    }

    [Fact]
    public async Task Others_in_her_record_stay_closed()
    {
        var answer = await AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { household { memberCount members { name } } } }""");

        Assert.Contains("王秀芳", answer.Data, StringComparison.Ordinal);
        Assert.DoesNotContain("王磊", answer.Data, StringComparison.Ordinal);
        Assert.Equal(["Person.pid NOT_PERMITTED 1"], answer.Withheld);
        Assert.Equal([PipelineCity.Xiufang], _city.Police.KeysFor("Person.name"));
    }

    [Fact]
    public async Task Another_purpose_opens_nothing()
    {
        var answer = await AskAsync(
            $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { name } }""", request => request with { Purpose = PipelineCity.Assistance });

        Assert.Equal(["Query.person PURPOSE_NOT_REGISTERED 1"], answer.Withheld);
    }

    [Fact]
    public async Task An_account_that_is_nobodys_is_barred_as_before()
    {
        var answer = await AskAsync("{ me { client } }", request => request with { Session = Session(null) });

        Assert.Equal(AnswerKind.Forbidden, answer.Kind);
    }

    [Fact]
    public async Task Two_residents_share_a_plan_and_not_a_record()
    {
        const string Query = $$"""{ person(citizenNo: "{{PipelineCity.Lei}}") { name } }""";
        var other = await AskAsync(Query);
        var own = await AskAsync(Query, request => request with { Session = Session(PipelineCity.Lei) });

        Assert.DoesNotContain("王磊", other.Text, StringComparison.Ordinal);
        Assert.Contains("王磊", own.Data, StringComparison.Ordinal);
    }

    private Task<PipelineAnswer> AskAsync(string query, Func<HubRequest, HubRequest>? change = null) => _city.AskAsync(query, request =>
    {
        var ofResident = request with { Token = null, CaseNumber = null, Purpose = ConditionRules.OwnData, Session = Session(PipelineCity.Xiufang) };
        return change?.Invoke(ofResident) ?? ofResident;
    });

    private SessionCredential Session(string? citizenNo) => new()
    {
        Account = new SignedInAccount("a-1", null, ["resident"], [], null)
        {
            Person = citizenNo is null ? null : _city.Pseudonyms.ForStore(PipelineCity.Key(citizenNo)),
        },
        IsIntended = true,
        IsCrossSite = false,
    };
}
