using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Publishing;
using Exchange.UnitTests.Fixtures;
using static Exchange.PolicyTests.Publishing.Staff;

namespace Exchange.PolicyTests.Publishing;

public sealed class PolicyBrakeTests
{
    private static readonly DepartmentId Health = new("health");

    [Fact]
    public void A_brake_on_a_field_closes_it_to_everybody_and_nothing_else()
    {
        var doctor = DemoCity.Asking("health-community-doctor");
        Assert.NotEmpty(DemoCity.Decide(doctor, "Person.heatRisk").Openings);

        var table = Under(Pull(BrakeKind.Field, "Person.heatRisk", HealthSteward));

        var closed = table.Decide(doctor, new Coordinate("Person.heatRisk"), DemoCity.Now);
        Assert.Equal((0, ReasonCode.NotPermitted), (closed.Openings.Count, closed.Closed));
        AssertAlike(table, card => card.Coordinate.Value != "Person.heatRisk");
    }

    [Fact]
    public void A_brake_on_a_receiver_closes_all_of_the_owners_fields_to_that_department_alone()
    {
        var table = Under(Pull(BrakeKind.Receiver, "civil-affairs", new PolicyActor("s", new DepartmentId("social-security"), ["policy-approver"])));

        foreach (var client in DemoCity.Policies.Clients)
        {
            var caller = DemoCity.Asking(client.ClientId);
            foreach (var field in DemoCity.Standard.Fields)
            {
                var (before, after) = (DemoCity.Table.Decide(caller, field.Coordinate, DemoCity.Now), table.Decide(caller, field.Coordinate, DemoCity.Now));
                var isBraked = client.Department.Value == "civil-affairs" && field.Owner.Value == "social-security";
                Assert.Equal(isBraked ? 0 : before.Openings.Count, after.Openings.Count);
            }
        }
    }

    [Fact]
    public void A_brake_on_everything_closes_what_is_unconditional_too()
    {
        var table = Under(Pull(BrakeKind.Everything, null, CityApprover));

        foreach (var client in DemoCity.Policies.Clients)
        {
            var caller = DemoCity.Asking(client.ClientId, hasEmergency: true);
            Assert.All(DemoCity.Standard.Fields, field => Assert.Empty(table.Decide(caller, field.Coordinate, DemoCity.Now).Openings));
        }
    }

    [Fact]
    public void An_owners_brake_on_everything_leaves_the_others_data_as_it_is()
    {
        var table = Under(Pull(BrakeKind.Everything, null, HealthSteward));

        AssertAlike(table, field => field.Owner != Health);
        Assert.All(
            DemoCity.Standard.Fields.Where(field => field.Owner == Health),
            field => Assert.Empty(table.Decide(DemoCity.Asking("health-community-doctor", hasEmergency: true), field.Coordinate, DemoCity.Now).Openings));
    }

    [Fact]
    public void One_person_closes_what_is_their_departments_and_nothing_else()
    {
        Refused(PolicyRefusalKind.Forbidden, BrakeKind.Everything, null, new DepartmentId("housing"), HealthSteward);
        Refused(PolicyRefusalKind.Forbidden, BrakeKind.Everything, null, new DepartmentId("exchange"), HealthSteward);
        Refused(PolicyRefusalKind.Forbidden, BrakeKind.Everything, null, null, Auditor);
        Refused(PolicyRefusalKind.Forbidden, BrakeKind.Everything, null, null, CitySteward);
        Refused(PolicyRefusalKind.Invalid, BrakeKind.Field, "Person.pension.amount", null, HealthSteward);
        Refused(PolicyRefusalKind.Invalid, BrakeKind.Field, "Person.nothing", null, CityAdmin);
        Refused(PolicyRefusalKind.Invalid, BrakeKind.Receiver, "nobody", null, CityAdmin);
        Refused(PolicyRefusalKind.Invalid, BrakeKind.Everything, "Person.heatRisk", null, CityAdmin);
        Assert.Equal(new DepartmentId("social-security"), Pull(BrakeKind.Field, "Person.pension.amount", CityAdmin).Owner);
    }

    [Fact]
    public void Letting_go_takes_two_persons()
    {
        var brake = Pull(BrakeKind.Field, "Person.heatRisk", HealthSteward);
        Assert.Equal(PolicyRefusalKind.Forbidden, brake.Release(HousingApprover, Noon).Refusal!.Kind);

        var asked = brake.Release(HealthSteward, Noon).Next!;
        Assert.True(asked.IsActive);
        Assert.Equal(PolicyRefusalKind.Conflict, asked.Release(HealthSteward, Noon).Refusal!.Kind);
        var released = asked.Release(HealthApprover, Noon).Next!;

        Assert.False(released.IsActive);
        AssertAlike(Under(released), _ => true);
        Assert.Equal(PolicyRefusalKind.Conflict, released.Release(CityAdmin, Noon).Refusal!.Kind);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void What_was_decided_then_stands_under_the_brakes_of_then(int minutes, bool isOpen)
    {
        var pulled = Pull(BrakeKind.Field, "Person.heatRisk", HealthSteward);
        var released = pulled with { ReleasedBy = "s", ReleasedAt = pulled.PulledAt.AddHours(1) };
        var policies = DemoCity.Policies.UnderThoseAt([released], pulled.PulledAt.AddMinutes(minutes), DemoCity.Standard);

        var decision = PolicyCompiler.Compile(DemoCity.Standard, policies)
            .Decide(DemoCity.Asking("health-community-doctor"), new Coordinate("Person.heatRisk"), DemoCity.Now);

        Assert.Equal(isOpen, decision.Openings.Count > 0);
    }

    [Fact]
    public void A_brake_on_a_field_that_the_standard_knows_no_more_closes_all_of_its_owner()
    {
        var table = Under(Pull(BrakeKind.Field, "Person.heatRisk", HealthSteward) with { Target = "Person.coldRisk" });

        Assert.All(
            DemoCity.Standard.Fields.Where(field => field.Owner == Health),
            field => Assert.Empty(table.Decide(DemoCity.Asking("health-community-doctor"), field.Coordinate, DemoCity.Now).Openings));
    }

    [Theory]
    [InlineData(BrakeKind.Field, "HazardEvent.eventId")]
    [InlineData(BrakeKind.Everything, null)]
    public void A_brake_closes_a_key_that_is_open_with_its_object(BrakeKind kind, string? target)
    {
        var key = new Coordinate("HazardEvent.eventId");
        var caller = DemoCity.Asking("market-regulation-inspector");
        Assert.Equal(DecisionTable.WithObject, Assert.Single(DemoCity.Table.Decide(caller, key, DemoCity.Now).Openings).Rule);

        var decision = Under(Pull(kind, target, CityAdmin)).Decide(caller, key, DemoCity.Now);

        Assert.Equal((0, ReasonCode.NotPermitted), (decision.Openings.Count, decision.Closed));
    }

    [Fact]
    public void A_suspended_table_keeps_what_is_unconditional_and_closes_the_rest_for_the_reason_given()
    {
        var caller = DemoCity.Asking("social-security-pension-clerk");
        var table = DemoCity.Table.Suspended(ReasonCode.SourceUnavailable);

        foreach (var field in DemoCity.Standard.Fields)
        {
            var (before, after) = (DemoCity.Table.Decide(caller, field.Coordinate, DemoCity.Now), table.Decide(caller, field.Coordinate, DemoCity.Now));
            var isClosed = before.Openings.Count > 0 && field is { OpenWithObject: false, Category: not Policy.Standard.SharingCategory.Unconditional };
            Assert.Equal(isClosed ? (0, ReasonCode.SourceUnavailable) : (before.Openings.Count, before.Closed), (after.Openings.Count, after.Closed));
        }
    }

    [Fact]
    public void A_receiver_that_owns_no_data_is_closed_like_any_other()
    {
        var resident = new CallerClass(new DepartmentId("residents"), [], PurposeState.Registered, "care.heat", null, false, false);
        Assert.Contains(DemoCity.Standard.Fields, field => DemoCity.Table.Decide(resident, field.Coordinate, DemoCity.Now).Openings.Count > 0);

        var table = Under(Pull(BrakeKind.Receiver, "residents", CityAdmin));

        Assert.All(DemoCity.Standard.Fields, field => Assert.Empty(table.Decide(resident, field.Coordinate, DemoCity.Now).Openings));
    }

    private static DecisionTable Under(PolicyBrake brake) =>
        PolicyCompiler.Compile(DemoCity.Standard, DemoCity.Policies.Under([brake], DemoCity.Standard));

    private static PolicyBrake Pull(BrakeKind kind, string? target, PolicyActor by)
    {
        var outcome = PolicyBrake.Pull("1", null, kind, target, "A leak is suspected.", by, Noon, DemoCity.Standard, DemoCity.Policies.Vocabulary);
        Assert.True(outcome.Refusal is null, outcome.Refusal?.Message);
        return outcome.Next!;
    }

    private static void Refused(PolicyRefusalKind kind, BrakeKind brake, string? target, DepartmentId? owner, PolicyActor by) =>
        Assert.Equal(kind, PolicyBrake.Pull("1", owner, brake, target, "why", by, Noon, DemoCity.Standard, DemoCity.Policies.Vocabulary).Refusal!.Kind);

    private static void AssertAlike(DecisionTable table, Func<Policy.Standard.GovernedField, bool> where)
    {
        foreach (var client in DemoCity.Policies.Clients)
        {
            var caller = DemoCity.Asking(client.ClientId);
            Assert.All(DemoCity.Standard.Fields.Where(where), field => Assert.Equal(
                DemoCity.Table.Decide(caller, field.Coordinate, DemoCity.Now).Openings.Count, table.Decide(caller, field.Coordinate, DemoCity.Now).Openings.Count));
        }
    }
}
