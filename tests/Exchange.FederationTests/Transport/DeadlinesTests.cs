using Exchange.Adapters.Http;

namespace Exchange.FederationTests.Transport;

public sealed class DeadlinesTests
{
    [Fact]
    public void A_caller_who_leaves_after_the_end_of_its_call_ends_no_other()
    {
        var deadlines = new Deadlines(TimeSpan.FromHours(1), TimeProvider.System);
        using var early = new CancellationTokenSource();
        deadlines.Start(early.Token).Dispose();

        using var later = deadlines.Start(CancellationToken.None);
        early.Cancel();

        Assert.False(later.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_caller_who_leaves_ends_its_own_call_and_what_ended_is_not_used_again()
    {
        var deadlines = new Deadlines(TimeSpan.FromHours(1), TimeProvider.System);
        using var caller = new CancellationTokenSource();
        using (var call = deadlines.Start(caller.Token))
        {
            caller.Cancel();
            Assert.True(call.Token.IsCancellationRequested);
        }

        using var next = deadlines.Start(CancellationToken.None);
        Assert.False(next.Token.IsCancellationRequested);
    }
}
