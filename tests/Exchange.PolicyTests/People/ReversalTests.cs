using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Policy.Publishing;

namespace Exchange.PolicyTests.People;

/// <summary>A reversal is an act of two persons, and its number is read once, in time.</summary>
public sealed class ReversalTests
{
    private const string Asker = "staff:data-steward";
    private static readonly PolicyActor Approver = new("staff:policy-approver", null, ["policy-approver"]);
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Whoever_asked_does_not_decide()
    {
        var both = Approver with { Name = Asker, Roles = ["data-steward", "policy-approver"] };

        Assert.Null(Asked().Decide(grant: true, both, Noon).Next);
        Assert.Null(Asked().Decide(grant: false, both, Noon).Next);
    }

    [Theory]
    [InlineData(null, "policy-approver", true)]
    [InlineData("exchange", "policy-approver", true)]
    [InlineData("health", "policy-approver", true)]
    [InlineData("civil-affairs", "policy-approver", false)]
    [InlineData("health", "policy-admin", false)]
    [InlineData(null, "data-steward", false)]
    public void An_approver_of_that_department_or_of_the_city_decides_and_nobody_else(string? department, string role, bool may)
    {
        var actor = new PolicyActor("staff:other", department is null ? null : new DepartmentId(department), [role]);

        Assert.Equal(may, Asked().Decide(grant: true, actor, Noon).Next is not null);
        Assert.Equal(may, Asked().Decide(grant: false, actor, Noon).Next is not null);
    }

    [Fact]
    public void What_is_granted_is_read_once_by_whoever_asked()
    {
        var granted = Asked().Decide(grant: true, Approver, Noon).Next!;
        var read = granted.Read(Asker, Noon.AddMinutes(59)).Next!;

        Assert.Null(granted.Read(Approver.Name, Noon).Next);
        Assert.Equal((ReversalState.Read, 3), (read.State, read.Revision));
        Assert.Null(read.Read(Asker, Noon.AddMinutes(59)).Next);
        Assert.Null(read.Decide(grant: true, Approver, Noon).Next);
    }

    [Fact]
    public void Nothing_is_read_before_it_is_granted_after_it_was_refused_or_when_the_time_is_over()
    {
        var granted = Asked().Decide(grant: true, Approver, Noon).Next!;
        var refused = Asked().Decide(grant: false, Approver, Noon).Next!;

        Assert.Null(Asked().Read(Asker, Noon).Next);
        Assert.Null(refused.Read(Asker, Noon).Next);
        Assert.Null(refused.Decide(grant: true, Approver, Noon).Next);
        Assert.Null(granted.Read(Asker, Noon + Reversal.OpenFor).Next);
    }

    [Fact]
    public void A_question_that_nobody_decided_in_time_is_granted_no_more_but_can_be_refused()
    {
        var late = Noon + Reversal.DecideWithin;

        Assert.Null(Asked().Decide(grant: true, Approver, late).Next);
        Assert.NotNull(Asked().Decide(grant: true, Approver, late.AddTicks(-1)).Next);
        Assert.Equal(ReversalState.Refused, Asked().Decide(grant: false, Approver, late).Next!.State);
    }

    [Fact]
    public void What_ended_before_its_store_was_restored_ends_again_however_far_the_store_had_it_and_only_once()
    {
        const string Other = "staff:other";
        var granted = Asked().Decide(grant: true, Approver, Noon).Next!;

        foreach (var stored in new[] { Asked(), granted })
        {
            var refused = stored.End(ReversalState.Refused, Other, Noon).Next!;
            var read = stored.End(ReversalState.Read, Asker, Noon).Next!;

            Assert.Equal((ReversalState.Refused, Other, null), (refused.State, refused.DecidedBy, refused.OpenUntil));
            Assert.Equal((ReversalState.Read, stored.DecidedBy, stored.Revision + 1), (read.State, read.DecidedBy, read.Revision));
            Assert.Null(refused.End(ReversalState.Read, Asker, Noon).Next);
            Assert.Null(read.Read(Asker, Noon).Next);
            Assert.Null(stored.End(ReversalState.Granted, Other, Noon).Next);
        }
    }

    private static Reversal Asked() => new()
    {
        Id = "r-1",
        Subject = "Acuf_iI3OMBr7gOMf-NlTEA",
        Department = new DepartmentId("health"),
        Purpose = "care.heat",
        SealedReason = new byte[] { 1 },
        AskedBy = Asker,
        AskedAt = Noon,
    };
}
