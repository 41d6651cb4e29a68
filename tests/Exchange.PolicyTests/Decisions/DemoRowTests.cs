using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Decisions;

/// <summary>The rows of the demo city that hang on the record: disputes, rescue, one's own data; and what follows from reading.</summary>
public sealed class DemoRowTests
{
    private static readonly CallerClass Resident = new(
        new DepartmentId("residents"), ["resident"], PurposeState.Registered, "subject.access", null, hasCase: false, hasEmergency: false);

    [Fact]
    public void The_lead_of_a_dispute_knows_its_parties_and_who_helps_their_labels()
    {
        var lead = new CallerDepartmentCondition(new("DisputeEvent.lead"));
        var helps = new CallerDepartmentCondition(new("DisputeEvent.coHandlers"));
        foreach (var field in (string[])["DisputeEvent.parties.person", "DisputeEvent.parties.contact.name", "DisputeEvent.parties.contact.phone"])
        {
            Assert.Equal([lead], Assert.Single(DemoCity.Decide(DemoCity.Asking("grid-centre-mediator"), field).Openings).Conditions);
            Assert.Equal(ReasonCode.NotPermitted, DemoCity.Decide(DemoCity.Asking("housing-mediator"), field).Closed);
        }

        const string Label = "DisputeEvent.parties.label";
        Assert.Equal([helps], Assert.Single(DemoCity.Decide(DemoCity.Asking("housing-mediator"), Label).Openings).Conditions);
        Assert.Equal(ReasonCode.CaseRequired, DemoCity.Decide(DemoCity.Asking("housing-mediator", hasCase: false), Label).Closed);
    }

    [Theory]
    [InlineData("Place.rescueNeeds.flat")]
    [InlineData("Place.rescueNeeds.contact.phone")]
    [InlineData("Place.hazards.storage")]
    [InlineData("Place.gasPipeAge")]
    public void A_duty_officer_reads_of_the_one_place_in_an_emergency_and_is_looked_at(string field)
    {
        Assert.Equal(ReasonCode.EmergencyRequired, DemoCity.Decide(DemoCity.Asking("grid-centre-duty-officer"), field).Closed);
        var opening = Assert.Single(DemoCity.Decide(DemoCity.Asking("grid-centre-duty-officer", hasEmergency: true), field).Openings);
        Assert.Equal([new OnePlaceCondition()], opening.Conditions);
        Assert.Equal(("vital-interest", 24), (opening.Basis, opening.Obligations.ReviewWithinHours));
    }

    [Fact]
    public void An_inspector_reads_findings_complaints_and_hazards_and_another_officer_what_is_public()
    {
        string[] everybody = ["Organization.foodPermit.no", "Organization.lastInspection.findings"];
        string[] inspector = ["Organization.openComplaints", "Place.hazards.kind", "Place.fireInspection.openFindings"];
        Assert.All(everybody.Concat(inspector), field => Assert.Single(DemoCity.Decide(DemoCity.Asking("market-regulation-inspector"), field).Openings));
        Assert.All(everybody, field => Assert.Single(DemoCity.Decide(DemoCity.Asking("planning-planner"), field).Openings));
        Assert.All(inspector, field => Assert.Empty(DemoCity.Decide(DemoCity.Asking("planning-planner"), field).Openings));
    }

    [Fact]
    public void A_resident_reads_everything_of_the_own_record_and_of_no_other()
    {
        foreach (var field in DemoCity.Standard.Fields.Where(field => field.Category == SharingCategory.Conditional && !field.OpenWithObject))
        {
            var openings = DemoCity.Table.Decide(Resident, field.Coordinate, DemoCity.Now).Openings;
            var isOwn = field.Coordinate.Value.StartsWith("Person.", StringComparison.Ordinal) || field.Coordinate.Value is "Query.person" or "Query.people";
            Assert.Equal(isOwn ? 1 : 0, openings.Count);
            Assert.All(openings, opening => Assert.Equal([new OwnRecordCondition()], opening.Conditions));
            Assert.All(openings, opening => Assert.Equal((field.Ladder.Full, "own-data"), (opening.Level, opening.Basis)));
        }
    }

    [Fact]
    public void An_emergency_is_told_to_the_person_and_looked_at_by_a_second_one()
    {
        var urgent = DemoCity.Asking("health-community-doctor", hasEmergency: true);
        var openings = DemoCity.Decide(urgent, "Person.elderCare.needsVisit").Openings;
        Assert.Equal([new Obligations(false, null, 30), new Obligations(true, 24, 30)], openings.Select(opening => opening.Obligations));
    }

    [Fact]
    public void Thresholds_budgets_and_a_combination_are_there()
    {
        Assert.Equal(
            ["Person.ageAtLeast years", "Person.vaccinationComplete program", "Place.topicStats since", "Place.topicStats until"],
            DemoCity.Policies.Thresholds.Select(each => $"{each.Field} {each.Argument}").Order(StringComparer.Ordinal));
        Assert.All(DemoCity.Policies.Budgets, budget => Assert.True(budget.Persons >= 500));
        Assert.Equal(CombinationSpan.Day, Assert.Single(DemoCity.Policies.Combinations).Span);
    }
}
