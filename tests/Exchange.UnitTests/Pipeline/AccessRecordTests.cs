using System.Buffers;
using System.Text;
using Exchange.Audit.Records;
using Exchange.GraphQL;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.UnitTests.Fixtures;
using ExecutorLimits = Exchange.Federation.Governed.Execution.ExecutorLimits;

namespace Exchange.UnitTests.Pipeline;

public sealed class AccessRecordTests
{
    [Fact]
    public async Task A_request_that_ends_at_a_limit_is_on_record_with_whom_it_asked_about_whom()
    {
        var city = new PipelineCity(limits: new ExecutorLimits { MaxRecords = 1 });
        await city.GiveAsync(PipelineCity.Xiufang, "civil-affairs", PipelineCity.Assistance, "assistance.means", "assistance.household");

        var answer = await city.AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { household { members { pid } } } }""");

        Assert.Equal((AnswerKind.RequestError, false), (answer.Kind, answer.HasData));
        Assert.Equal(["LIMIT_EXCEEDED"], answer.Codes);
        Assert.Equal("records", answer.Error.GetProperty("extensions").GetProperty("limit").GetString());
        var record = Assert.Single(city.Log.Records);
        Assert.Equal((AccessOutcome.Failed, "LIMIT_EXCEEDED"), (record.Outcome, record.ErrorCode));
        Assert.Equal("public-security", Assert.Single(record.Sources).Department);
        Assert.Contains(record.Disclosures.SelectMany(group => group.Cells), cell => cell.Outcome == CellOutcome.FetchedToDecide);
        Assert.DoesNotContain(PipelineCity.Xiufang, answer.Text, StringComparison.Ordinal);
        Assert.Empty(city.Faults);
    }

    private const string Alive = $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { pid alive pension { receives amount } } }""";

    [Fact]
    public async Task The_record_is_durable_before_there_is_an_answer()
    {
        var city = await PipelineCity.WithConsentsAsync();
        var departmentsAskedBefore = -1;
        city.Log.Before = () => departmentsAskedBefore = city.Asked.Count();

        var answer = await city.AskAsync(Alive);

        var record = Assert.Single(city.Log.Records);
        Assert.True(departmentsAskedBefore > 0, "The record was written before departments were asked, so it cannot tell of them.");
        Assert.Equal(AnswerKind.Executed, answer.Kind);
        Assert.Equal(answer.AccessId, record.AccessId);
        Assert.Equal(AccessOutcome.Answered, record.Outcome);
        Assert.Equal(city.Clock.GetUtcNow(), record.Time);
        Assert.Equal((PipelineCity.Officer, "ca-1027", PipelineCity.Assistance, PipelineCity.Case), (
            record.Caller.ClientId, record.Caller.Officer, record.Caller.Purpose, record.Caller.CaseNumber));
    }

    [Theory]
    [InlineData(Alive)]
    [InlineData("{ person(")]
    [InlineData("{ nothing }")]
    public async Task Without_a_record_there_is_no_answer(string query)
    {
        var city = await PipelineCity.WithConsentsAsync();
        city.Log.IsDown = true;

        var answer = await city.AskAsync(query);

        Assert.Equal(AnswerKind.AuditUnavailable, answer.Kind);
        Assert.Equal(["AUDIT_UNAVAILABLE"], answer.Codes);
        Assert.False(answer.HasData);
        Assert.Null(answer.AccessId);
        Assert.DoesNotContain("true", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_log_knows_that_it_is_down_no_department_is_asked()
    {
        var city = await PipelineCity.WithConsentsAsync();
        city.Log.KnowsThatItIsDown = true;

        var answer = await city.AskAsync(Alive);

        Assert.Equal((AnswerKind.AuditUnavailable, false), (answer.Kind, answer.HasData));
        Assert.Empty(city.Asked);
        Assert.Empty(city.Facts.Batches);
    }

    [Theory]
    [InlineData("{ person(", "GRAPHQL_PARSE_FAILED", false)]
    [InlineData("{ nothing }", "GRAPHQL_VALIDATION_FAILED", false)]
    [InlineData("query($n: CitizenNo) { person(citizenNo: $n) { alive } }", "BAD_USER_INPUT", true)]
    public async Task A_refused_request_is_on_record_with_its_code(string query, string code, bool hasHash)
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(query, variables: new { n = "990102195803120420" });

        Assert.Equal(AnswerKind.RequestError, answer.Kind);
        Assert.Equal([code], answer.Codes);
        Assert.DoesNotContain("990102195803120420", answer.Text, StringComparison.Ordinal);
        var record = Assert.Single(city.Log.Records);
        Assert.Equal((answer.AccessId, AccessOutcome.Refused, code), (record.AccessId, record.Outcome, record.ErrorCode));
        Assert.Equal(hasHash, record.OperationHash is not null);
        Assert.Empty(city.Asked);
    }

    [Fact]
    public async Task What_a_transport_could_not_read_is_on_record_too()
    {
        var city = await PipelineCity.WithConsentsAsync();
        var malformed = new GraphQLError(ErrorCodes.BadUserInput, "The request body is not JSON.");

        var answer = await city.AskAsync(Alive, request => request with { Malformed = malformed });

        Assert.Equal((AnswerKind.RequestError, false), (answer.Kind, answer.HasData));
        var record = Assert.Single(city.Log.Records);
        Assert.Equal((AccessOutcome.Refused, "BAD_USER_INPUT", null), (record.Outcome, record.ErrorCode, record.OperationHash));
        Assert.Empty(city.Asked);
    }

    [Fact]
    public async Task A_fault_of_the_hub_is_on_record_and_tells_the_caller_nothing_of_it()
    {
        var city = await PipelineCity.WithConsentsAsync();
        var isFirst = true;
        city.Log.Before = () =>
        {
            if (isFirst)
            {
                isFirst = false;
                throw new InvalidOperationException("secret of the hub");
            }
        };

        var answer = await city.AskAsync(Alive);

        Assert.Equal(AnswerKind.Failed, answer.Kind);
        Assert.Equal(["INTERNAL_SERVER_ERROR"], answer.Codes);
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        Assert.Equal(AccessOutcome.Failed, Assert.Single(city.Log.Records).Outcome);
        Assert.Equal("secret of the hub", Assert.Single(city.Faults).Message);
    }

    [Theory]
    [InlineData(null, TokenFault.Missing)]
    [InlineData("expired", TokenFault.Expired)]
    [InlineData("forged", TokenFault.Invalid)]
    [InlineData(PipelineTokens.OfAnotherCity, TokenFault.Invalid)]
    public async Task Refused_strangers_are_summed(string? token, TokenFault fault)
    {
        var city = await PipelineCity.WithConsentsAsync();
        for (var i = 0; i < 3; i++)
        {
            var answer = await city.AskAsync(Alive, request => request with { Token = token });
            Assert.Equal((AnswerKind.Unauthenticated, null), (answer.Kind, answer.AccessId));
            Assert.Equal(["UNAUTHENTICATED"], answer.Codes);
        }

        Assert.Empty(city.Log.Records);
        await city.Refusals.FlushAsync(TestContext.Current.CancellationToken);

        var summary = Assert.Single(city.Log.Entries.OfType<RefusalSummary>());
        Assert.Equal([new RefusalCount($"UNAUTHENTICATED_{fault.ToString().ToUpperInvariant()}", 3)], summary.Counts);
        Assert.DoesNotContain("192.0.2.1", Encoded(summary), StringComparison.Ordinal);
        Assert.Empty(city.Asked);
    }

    [Fact]
    public async Task A_summary_that_the_log_did_not_take_is_written_with_the_next()
    {
        var city = new PipelineCity();
        await city.AskAsync(Alive, request => request with { Token = null });
        city.Log.IsDown = true;
        await Assert.ThrowsAnyAsync<Exception>(async () => await city.Refusals.FlushAsync(TestContext.Current.CancellationToken));
        await city.AskAsync(Alive, request => request with { Token = null });
        city.Log.IsDown = false;

        await city.Refusals.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, Assert.Single(Assert.Single(city.Log.Entries.OfType<RefusalSummary>()).Counts).Requests);
    }

    [Fact]
    public async Task Persons_whose_cells_came_out_alike_share_a_group()
    {
        var city = await PipelineCity.WithConsentsAsync();
        await city.GiveAsync(PipelineCity.Li, "civil-affairs", PipelineCity.Assistance, "assistance.means");

        await city.AskAsync(
            "query($n: [CitizenNo!]) { people(citizenNos: $n) { alive } }",
            variables: new { n = new[] { PipelineCity.Xiufang, PipelineCity.Lei, PipelineCity.Li } });

        var groups = Assert.Single(city.Log.Records).Disclosures
            .Where(group => group.Cells.Any(IsAlive)).ToDictionary(group => group.Cells.Single(IsAlive).Outcome);
        Assert.Equal(
            Subjects(city, PipelineCity.Xiufang, PipelineCity.Li),
            groups[CellOutcome.Disclosed].Subjects.Order(StringComparer.Ordinal));
        Assert.Equal(Subjects(city, PipelineCity.Lei), groups[CellOutcome.Withheld].Subjects);
        var withheld = groups[CellOutcome.Withheld].Cells.Single(IsAlive);
        Assert.Equal(("none", "CONSENT_MISSING", 1), (withheld.Level, withheld.Reason, withheld.Records));
    }

    [Fact]
    public async Task Facts_that_were_fetched_to_decide_are_on_record_and_not_in_the_answer()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(Alive);

        var facts = Assert.Single(
            city.Log.Records[0].Disclosures, group => group.Cells.Any(cell => cell.Outcome == CellOutcome.FetchedToDecide));
        Assert.Equal(Subjects(city, PipelineCity.Xiufang), facts.Subjects);
        Assert.All(facts.Cells, cell => Assert.StartsWith("SubjectFacts.", cell.Coordinate, StringComparison.Ordinal));
        Assert.DoesNotContain("SubjectFacts", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_personal_value_stands_in_the_encoded_record()
    {
        var city = await PipelineCity.WithConsentsAsync();
        await city.AskAsync(
            "query Read($n: CitizenNo) { person(citizenNo: $n) { citizenNo name birthDate household { memberCount members { alive } } } }",
            variables: new { n = PipelineCity.Xiufang });
        await city.AskAsync($$"""query X{{PipelineCity.Xiufang}} { person(citizenNo: "{{PipelineCity.Zhao}}") { alive deathDate } }""");
        await city.AskAsync(
            $$"""{ person(citizenNo: "{{PipelineCity.Li}}") { visitContact { name phone } registeredAddress { fullText } } }""",
            request => request with
            {
                Token = PipelineCity.Doctor, Purpose = "care.heat", Emergency = $"王秀芳 {PipelineCity.Xiufang} 12912345678",
            });
        await city.AskAsync(Alive, request => request with { Purpose = PipelineCity.Xiufang, CaseNumber = PipelineCity.Xiufang });
        await city.AskAsync(Alive, request => request with { Purpose = $"movement.tracking.{PipelineCity.Xiufang}" });

        Assert.Equal(5, city.Log.Records.Count);
        Assert.Empty(city.Faults);
        foreach (var text in city.Log.Entries.Select(Encoded))
        {
            Assert.DoesNotContain(PipelineCity.PersonalValues, value => text.Contains(value, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_operation_hash_is_the_same_whatever_literals_stand_in_the_document()
    {
        var city = await PipelineCity.WithConsentsAsync();
        await city.AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { alive } }""");
        await city.AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Lei}}") { alive } }""");
        await city.AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Lei}}") { pid } }""");

        var hashes = city.Log.Records.Select(record => record.OperationHash).ToList();
        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);
    }

    [Fact]
    public async Task Departments_that_were_asked_stand_on_the_record_with_the_number_of_keys()
    {
        var city = await PipelineCity.WithConsentsAsync();

        await city.AskAsync(Alive);

        var sources = city.Log.Records[0].Sources.ToDictionary(source => source.Department);
        Assert.Equal(new SourceAccess("social-security", "answered", 1, 1), sources["social-security"]);
        Assert.Equal(["public-security", "social-security"], sources.Keys.Order(StringComparer.Ordinal));
    }

    private static bool IsAlive(DisclosedCell cell) => cell.Coordinate == "Person.alive";

    private static string Encoded(AuditEntry entry)
    {
        var bytes = new ArrayBufferWriter<byte>();
        EntryEncoder.Encode(entry, bytes);

        // WHY: escaped, a Chinese name would hide from the search.
        return System.Text.RegularExpressions.Regex.Unescape(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    private static IEnumerable<string> Subjects(PipelineCity city, params string[] citizenNos) =>
        citizenNos.Select(number => city.Pseudonyms.ForStore(PipelineCity.Key(number))).Order(StringComparer.Ordinal);
}
