using Exchange.Audit.Reading;
using Exchange.Audit.Records;
using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Conditions;

public sealed class ObligationTests
{
    private const string Query = $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { alive name } }""";

    private readonly PipelineCity _city = new(ConditionRules.Only(
        ConditionRules.ToOfficer("entry", RuleConditions.None, "Query.person", "Person.pid", "Person.name"),
        ConditionRules.ToOfficer("obliging", RuleConditions.None, "Person.alive") with { Obligations = new Obligations(true, 24, 30) }));

    [Fact]
    public async Task What_a_rule_obliges_to_is_told_to_the_caller_and_stands_in_the_record_with_its_due_time()
    {
        var answer = await _city.AskAsync(Query);

        Assert.Contains(
            """
            "obligations":[{"coordinate":"Person.alive","records":1,"notifyPerson":true,"reviewWithinHours":24,"keepDays":30}]
            """,
            answer.Text,
            StringComparison.Ordinal);
        var cells = Assert.Single(_city.Log.Records).Disclosures.SelectMany(group => group.Cells).ToList();
        var due = _city.Clock.GetUtcNow().AddHours(24);
        Assert.Equal(new RecordedObligations(true, due, 30), Assert.Single(cells, cell => cell.Coordinate == "Person.alive").Obligations);
        Assert.Null(Assert.Single(cells, cell => cell.Coordinate == "Person.name").Obligations);
    }

    [Fact]
    public async Task What_was_not_read_obliges_to_nothing()
    {
        var answer = await _city.AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { name } }""");

        Assert.DoesNotContain("obligations", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_access_waits_for_its_review_in_whatever_order_the_log_is_read()
    {
        var answer = await _city.AskAsync(Query);
        var record = Assert.Single(_city.Log.Records);
        var review = new AccessReview { Time = record.Time, AccessId = record.AccessId, Reviewer = "staff:auditor", Outcome = ReviewOutcome.Justified };
        var forward = new ReviewBook();
        var backward = new ReviewBook();

        forward.Note(record);
        var open = Assert.Single(forward.Open);
        forward.Note(review);
        backward.Note(review);
        backward.Note(record);

        Assert.Equal((answer.AccessId, record.Time.AddHours(24)), (open.Access.AccessId, open.Due));
        Assert.Equal(["Person.alive"], open.Coordinates);
        Assert.Empty(forward.Open);
        Assert.Empty(backward.Open);
    }
}
