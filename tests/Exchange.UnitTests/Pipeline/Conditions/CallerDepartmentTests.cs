using Exchange.Audit.Records;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Conditions;

public sealed class CallerDepartmentTests
{
    private const string Query = $$"""{ event(eventId: "{{PipelineCity.Dispute}}") { ... on DisputeEvent { subject status } } }""";
    private const string Lead = "DisputeEvent.lead";
    private const string OfCivilAffairs = """{"code":"civil-affairs"}""";
    private const string OfHousing = """{"code":"housing"}""";
    private const string CoHandlers = "DisputeEvent.coHandlers";

    [Theory]
    [InlineData(Lead, OfCivilAffairs, "[]")]
    [InlineData(CoHandlers, OfHousing, """[{"code":"health"},{"code":"civil-affairs"}]""")]
    public async Task The_department_that_a_record_names_reads_it(string field, string lead, string coHandlers)
    {
        var city = City(field, lead, coHandlers);

        var answer = await city.AskAsync(Query);

        Assert.Empty(answer.Withheld);
        Assert.Contains("noise", answer.Data, StringComparison.Ordinal);
        var asked = city.Grids.Log().Split('\n').Where(line => line.StartsWith("DisputeEvent", StringComparison.Ordinal)).ToList();
        Assert.Equal($"DisputeEvent({PipelineCity.Dispute}) {{ {field.Split('.')[1]}@full {{ code@full }} }}", asked[0]);
    }

    [Theory]
    [InlineData(OfHousing)]
    [InlineData("null")]
    [InlineData("\"civil-affairs\"")]
    [InlineData("""{"code":{"code":"civil-affairs"}}""")]
    public async Task For_any_other_the_field_is_never_asked_for(string lead)
    {
        var city = City(Lead, lead, "[]");

        var answer = await city.AskAsync(Query);

        Assert.Equal(["DisputeEvent.subject NOT_PERMITTED 1"], answer.Withheld);
        Assert.DoesNotContain("DisputeEvent.subject", city.Grids.Coordinates);
    }

    [Fact]
    public async Task What_was_read_to_decide_is_on_record_and_in_no_answer()
    {
        var city = City(Lead, OfHousing, "[]");

        var answer = await city.AskAsync(Query);

        var record = Assert.Single(city.Log.Records);
        var decided = Assert.Single(record.Disclosures.SelectMany(group => group.Cells), cell => cell.Outcome == CellOutcome.FetchedToDecide);
        Assert.Equal((Lead, 1), (decided.Coordinate, decided.Records));
        Assert.Contains(record.Disclosures, group => group.NotHeld.Contains($"callerDepartment:{Lead}"));
        Assert.DoesNotContain("lead", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("RecordFacts", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_its_owner_cannot_say_the_field_is_closed_for_that_and_the_rest_is_answered()
    {
        var city = City(Lead, OfCivilAffairs, "[]", fails: true);

        var answer = await city.AskAsync(Query);

        Assert.Equal(["DisputeEvent.subject SOURCE_UNAVAILABLE 1"], answer.Withheld);
        Assert.Contains("open", answer.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_read_to_decide_where_nothing_hangs_on_it()
    {
        var city = City(Lead, OfCivilAffairs, "[]");

        var answer = await city.AskAsync($$"""{ event(eventId: "{{PipelineCity.Dispute}}") { status } }""");

        Assert.Contains("open", answer.Data, StringComparison.Ordinal);
        Assert.DoesNotContain(Lead, city.Grids.Coordinates);
    }

    private static PolicySet Policies(string field) => ConditionRules.Only(
        ConditionRules.ToOfficer("entry", RuleConditions.None, "Query.event", "DisputeEvent.status"),
        ConditionRules.ToOfficer("lead", new RuleConditions { CallerDepartment = new Coordinate(field) }, "DisputeEvent.subject"));

    private static PipelineCity City(string field, string lead, string coHandlers, bool fails = false)
    {
        var city = new PipelineCity(Policies(field));
        city.Grids.Replace(
            PipelineCity.Dispute,
            $$"""{"eventId":"{{PipelineCity.Dispute}}","kind":"DISPUTE","status":"open","subject":"noise","lead":{{lead}},"coHandlers":{{coHandlers}}}""");
        city.Sources["grid-centre"] = new Disputes(city.Grids, fails ? field : null);
        return city;
    }

    /// <summary>The grid centre with disputes alone; it fails where it is asked for one field.</summary>
    private sealed class Disputes(RecordingSource records, string? failing) : ISource
    {
        public string Department => records.Department;

        public async ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation)
        {
            if (request.Selections.Any(selection => selection.Fields.Any(read => read.Coordinate == failing)))
            {
                throw new IOException("down");
            }

            var answer = await records.FetchAsync(request, cancellation);
            return new SourceResponse(
                [.. request.Selections.Zip(answer.Selections, (asked, told) => asked.Type == "DisputeEvent" ? told : new DatumObject?[told.Length])], null);
        }
    }
}
