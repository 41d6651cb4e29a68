using Exchange.Consent.Replicas;
using Exchange.Console.Reversals;
using Exchange.Pipeline;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.People;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace Exchange.UnitTests.Console.Reversals;

public sealed class NumberClosingsTests
{
    private readonly PipelineCity _city = new(isShared: true);

    [Fact]
    public void Without_the_lease_no_number_is_given_and_with_it_again()
    {
        Assert.Equal(503, StatusOf(_city.Snapshot));

        _city.Lease.Renew(_city.Lease.Begin());
        Assert.Null(StatusOf(_city.Snapshot));

        _city.Clock.Advance(ReplicaLease.Term);
        Assert.Equal(503, StatusOf(_city.Snapshot));
    }

    [Theory]
    [InlineData("civil-affairs", PipelineCity.Assistance, 409)]
    [InlineData("civil-affairs", "care.heat", null)]
    [InlineData("health", PipelineCity.Assistance, null)]
    public void A_restriction_closes_the_number_for_the_department_and_purpose_that_it_names(string department, string purpose, int? status)
    {
        _city.Lease.Renew(_city.Lease.Begin());
        var restriction = new Restriction
        {
            Id = "test-number",
            Owner = new DepartmentId("public-security"),
            Title = new Title("身份证号", "Number"),
            Caps = [new FieldLevel(new Coordinate("Person.citizenNo"), 1)],
            Departments = [new DepartmentId(department)],
            Purposes = [purpose],
        };

        Assert.Equal(status, StatusOf(_city.Compile(DemoCity.Policies with { Restrictions = [restriction] })));
    }

    // The status of the answer to a reversal of a pseudonym of civil-affairs; null where nothing is closed.
    private int? StatusOf(HubSnapshot snapshot)
    {
        var reversal = new Reversal
        {
            Id = "1",
            Subject = "subject",
            Department = new DepartmentId("civil-affairs"),
            Purpose = PipelineCity.Assistance,
            SealedReason = [],
            AskedBy = "staff:data-steward",
            AskedAt = _city.Clock.GetUtcNow(),
        };
        var closed = new NumberClosings(new CurrentSnapshot(snapshot), _city.Lease).Of(reversal, _city.Clock.GetUtcNow());
        return (closed as IStatusCodeHttpResult)?.StatusCode;
    }
}
