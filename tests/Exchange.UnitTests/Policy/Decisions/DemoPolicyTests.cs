using Exchange.Policy.Decisions;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Policy.Decisions;

public class DemoPolicyTests
{
    private const string Means = "assistance.means";

    [Theory]
    [InlineData("Person.alive", Means)]
    [InlineData("Person.household.memberCount", "assistance.household")]
    [InlineData("Person.household.members", "assistance.household")]
    [InlineData("Person.socialInsurance.isInsured", Means)]
    [InlineData("Person.pension.receives", Means)]
    [InlineData("Person.property.owns", Means)]
    [InlineData("Person.property.countBand", Means)]
    [InlineData("Person.publicHousing", Means)]
    [InlineData("Person.isLegalRepOf", Means)]
    public void An_assistance_officer_reads_means_with_consent_case_and_region(string coordinate, string scope)
    {
        var officer = DemoCity.Asking("civil-affairs-assistance-officer");
        var opening = Assert.Single(DemoCity.Decide(officer, coordinate).Openings);
        Assert.Equal([new SameRegionCondition(), new ConsentCondition(scope)], opening.Conditions);
        Assert.Equal(("statutory-duty", "社会救助暂行办法 art. 58"), (opening.Basis, opening.Article));

        var without = DemoCity.Asking("civil-affairs-assistance-officer", hasCase: false);
        Assert.Equal(ReasonCode.CaseRequired, DemoCity.Decide(without, coordinate).Closed);
    }

    [Theory]
    [InlineData("Person.pension.amount")]
    [InlineData("Person.socialInsurance.contributionBase")]
    [InlineData("Person.employer")]
    [InlineData("Person.property.titles.place")]
    [InlineData("Person.heatRisk")]
    [InlineData("Person.registeredAddress")]
    [InlineData("Person.protectedAddress")]
    [InlineData("Person.diagnosis")]
    [InlineData("Person.nothingOfThisName")]
    public void What_no_rule_names_stays_closed(string coordinate)
    {
        foreach (var client in DemoCity.Policies.Clients.Where(client => client.ClientId != "health-community-doctor"))
        {
            Assert.Equal(ReasonCode.NotPermitted, DemoCity.Decide(DemoCity.Asking(client.ClientId, true, true), coordinate).Closed);
        }
    }

    [Theory]
    [InlineData("civil-affairs-assistance-officer", true, true)]
    [InlineData("public-security-register-clerk", false, false)]
    [InlineData("social-security-pension-clerk", false, false)]
    [InlineData("housing-housing-clerk", true, false)]
    [InlineData("health-community-doctor", true, false)]
    [InlineData("grid-centre-grid-worker", true, false)]
    public void Those_with_a_task_on_people_may_look_persons_up(string client, bool sameRegion, bool needsCase)
    {
        foreach (var coordinate in (string[])["Query.person", "Query.people", "Person.pid"])
        {
            var opening = Assert.Single(DemoCity.Decide(DemoCity.Asking(client), coordinate).Openings);
            Assert.Equal(sameRegion ? [new SameRegionCondition()] : [], opening.Conditions);
            Assert.Equal("statutory-duty", opening.Basis);
            var expected = needsCase ? ReasonCode.CaseRequired : ReasonCode.None;
            Assert.Equal(expected, DemoCity.Decide(DemoCity.Asking(client, hasCase: false), coordinate).Closed);
        }
    }

    [Theory]
    [InlineData("housing-mediator")]
    [InlineData("market-regulation-inspector")]
    [InlineData("hotline-hotline-agent")]
    [InlineData("planning-planner")]
    public void Nobody_else_learns_that_a_person_exists(string client)
    {
        Assert.Equal(ReasonCode.NotPermitted, DemoCity.Decide(DemoCity.Asking(client, true, true), "Query.person").Closed);
        Assert.Equal(ReasonCode.NotPermitted, DemoCity.Decide(DemoCity.Asking(client, true, true), "Person.pid").Closed);
    }

    [Fact]
    public void A_grid_worker_reads_surname_and_contact_of_a_person_in_the_own_region_and_nothing_else()
    {
        var worker = DemoCity.Asking("grid-centre-grid-worker");
        var open = DemoCity.Standard.Fields.Where(field => field.Coordinate.Value.StartsWith("Person.", StringComparison.Ordinal))
            .Where(field => DemoCity.Decide(worker, field.Coordinate.Value).Openings.Count > 0).ToList();

        Assert.Equal(
            ["Person.name", "Person.pid", "Person.visitContact.name", "Person.visitContact.phone"],
            open.Select(field => field.Coordinate.Value).Order(StringComparer.Ordinal));
        Assert.All(open, field => Assert.Contains(
            new SameRegionCondition(), Assert.Single(DemoCity.Decide(worker, field.Coordinate.Value).Openings).Conditions));
        Assert.Equal("surname", open.Single(field => field.Coordinate.Value == "Person.name").Ladder.Levels[
            DemoCity.Decide(worker, "Person.name").Openings[0].Level]);
    }

    [Theory]
    [InlineData("Grid.visitTasks.place")]
    [InlineData("HotlineCase.caller.phone")]
    [InlineData("HotlineCase.text")]
    [InlineData("PoliceCall.category")]
    [InlineData("Organization.insuredHeadcount")]
    public void What_the_table_gives_to_nobody_is_closed_to_everybody(string coordinate)
    {
        foreach (var client in DemoCity.Policies.Clients)
        {
            Assert.Equal(ReasonCode.NotPermitted, DemoCity.Decide(DemoCity.Asking(client.ClientId, true, true), coordinate).Closed);
        }
    }

    [Fact]
    public void A_pension_clerk_gets_the_last_four_characters_of_the_citizen_number_city_wide()
    {
        var opening = Assert.Single(DemoCity.Decide(DemoCity.Asking("social-security-pension-clerk"), "Person.citizenNo").Openings);
        Assert.Empty(opening.Conditions);
        Assert.True(DemoCity.Standard.TryField(new("Person.citizenNo"), out var field));
        Assert.Equal("last4", field.Ladder.Levels[opening.Level]);
    }

    [Fact]
    public void A_register_clerk_reads_the_date_of_death_and_nothing_else_of_a_person()
    {
        var clerk = DemoCity.Asking("public-security-register-clerk");
        var open = DemoCity.Standard.Fields.Select(field => field.Coordinate.Value)
            .Where(coordinate => coordinate.StartsWith("Person.", StringComparison.Ordinal))
            .Where(coordinate => DemoCity.Decide(clerk, coordinate).Openings.Count > 0);
        Assert.Equal(["Person.pid", "Person.deathDate"], open);
    }

    [Fact]
    public void Marital_status_needs_its_own_consent()
    {
        var opening = Assert.Single(DemoCity.Decide(DemoCity.Asking("housing-housing-clerk"), "Person.maritalStatus").Openings);
        Assert.Contains(new ConsentCondition("housing.marital-status"), opening.Conditions);
    }

    [Fact]
    public void A_doctor_sees_no_finer_than_the_street()
    {
        var doctor = DemoCity.Asking("health-community-doctor");
        foreach (var coordinate in (string[])["Person.registeredAddress", "Person.visitTasks.place"])
        {
            Assert.True(DemoCity.Standard.TryField(new(coordinate), out var field));
            Assert.Equal("street", field.Ladder.Levels[Assert.Single(DemoCity.Decide(doctor, coordinate).Openings).Level]);
        }
    }

    [Fact]
    public void A_declared_emergency_opens_the_need_of_a_visit_without_consent_and_nothing_more()
    {
        var calm = DemoCity.Asking("health-community-doctor");
        var urgent = DemoCity.Asking("health-community-doctor", hasEmergency: true);
        foreach (var field in DemoCity.Standard.Fields)
        {
            var coordinate = field.Coordinate.Value;
            var extra = DemoCity.Decide(urgent, coordinate).Openings.Count - DemoCity.Decide(calm, coordinate).Openings.Count;
            Assert.Equal(coordinate == "Person.elderCare.needsVisit" ? 1 : 0, extra);
        }

        var openings = DemoCity.Decide(urgent, "Person.elderCare.needsVisit").Openings;
        Assert.Equal(["consent", "vital-interest"], openings.Select(opening => opening.Basis));
        Assert.DoesNotContain(openings[1].Conditions, condition => condition is ConsentCondition);
    }

    [Fact]
    public void Unconditional_fields_are_open_to_everybody_without_a_purpose()
    {
        var nobody = new CallerClass(new("nobody"), [], PurposeState.Missing, null, null, false, false);
        var opening = Assert.Single(DemoCity.Decide(nobody, "Place.fullText").Openings);
        Assert.Equal(("unconditional", "unconditional", 0), (opening.Rule, opening.Basis, opening.Conditions.Count));
    }

    [Theory]
    [InlineData(PurposeState.Missing, ReasonCode.PurposeRequired)]
    [InlineData(PurposeState.NotRegistered, ReasonCode.PurposeNotRegistered)]
    [InlineData(PurposeState.Refused, ReasonCode.PurposeRefused)]
    public void Without_a_usable_purpose_everything_else_is_closed_for_that_reason(PurposeState state, ReasonCode reason)
    {
        var caller = new CallerClass(new("civil-affairs"), ["assistance-officer"], state, "assistance.eligibility", "990102", true, false);
        foreach (var field in DemoCity.Standard.Fields.Where(field => field is { Category: not SharingCategory.Unconditional, OpenWithObject: false }))
        {
            Assert.Equal(reason, DemoCity.Table.Decide(caller, field.Coordinate, DemoCity.Now).Closed);
        }
    }

    [Fact]
    public void The_clients_of_the_demo_city_are_all_there()
    {
        Assert.Equal(13, DemoCity.Policies.Clients.Count);
        Assert.All(DemoCity.Policies.Clients, client => Assert.StartsWith("9901", client.RegionCode, StringComparison.Ordinal));
        Assert.Equal(
            ["civil-affairs-assistance-officer", "civil-affairs-assistance-officer-990121", "grid-centre-grid-worker"],
            DemoCity.Policies.Clients.Where(client => client.RegionCode != "9901")
                .Select(client => client.ClientId).Order(StringComparer.Ordinal));
    }
}
