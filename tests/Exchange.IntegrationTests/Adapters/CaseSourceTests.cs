using Exchange.Adapters.Cases;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;
using Microsoft.AspNetCore.Http;

namespace Exchange.IntegrationTests.Adapters;

public sealed class CaseSourceTests
{
    private const string Number = "SA-2026-000123";
    private const string Person = "990102195803120429";

    [Fact]
    public async Task A_case_is_asked_for_in_the_body_and_read_with_its_persons()
    {
        await using var server = await LoopbackAnswer.TextAsync($$"""{"open":true,"persons":["{{Person}}"]}""");

        var found = await FindAsync(server.Address);

        Assert.True(found!.IsOpen);
        Assert.Equal([Person], found.Persons!);
        var asked = Assert.Single(server.Requests).Split('\n');
        Assert.StartsWith("POST /", asked[0], StringComparison.Ordinal);
        Assert.DoesNotContain(Number, asked[0], StringComparison.Ordinal);
        Assert.Equal($$"""{"caseNumber":"{{Number}}","purpose":"assistance.eligibility","department":"civil-affairs"}""", asked[1]);
    }

    [Fact]
    public async Task A_case_that_is_not_known_or_names_nobody_is_no_fault()
    {
        await using var unknown = await LoopbackAnswer.TextAsync("null");
        await using var closed = await LoopbackAnswer.TextAsync("""{"open":false}""");

        Assert.Null(await FindAsync(unknown.Address));
        Assert.Equal((false, null), (await FindAsync(closed.Address)) is { } found ? (found.IsOpen, found.Persons) : default);
    }

    [Theory]
    [InlineData("""{"open":"yes"}""")]
    [InlineData("""{"persons":[]}""")]
    [InlineData("""{"open":true,"persons":[1]}""")]
    [InlineData("""[]""")]
    [InlineData("""{"open":""")]
    public async Task Another_answer_is_a_fault_that_repeats_nothing_of_it(string answer)
    {
        await using var server = await LoopbackAnswer.TextAsync(answer);

        var fault = await Assert.ThrowsAsync<SourceException>(() => FindAsync(server.Address));

        Assert.Equal(SourceFault.Invalid, fault.Fault);
        Assert.DoesNotContain(Number, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_away_is_unavailable()
    {
        await using var failing = await LoopbackAnswer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return context.Response.WriteAsync(Person);
        });

        foreach (var address in new[] { LoopbackAnswer.Nothing, failing.Address })
        {
            var fault = await Assert.ThrowsAsync<SourceException>(() => FindAsync(address));
            Assert.Equal(SourceFault.Unavailable, fault.Fault);
            Assert.DoesNotContain(Person, fault.ToString(), StringComparison.Ordinal);
        }
    }

    private static async Task<CaseFile?> FindAsync(Uri address)
    {
        using var client = DepartmentHttpClient.Create();
        using var source = new HttpCaseSource(new SourceEndpoint { Url = address }, client, TimeProvider.System);
        return await source.FindAsync(
            "access-1", new CaseQuestion(Number, "assistance.eligibility", "civil-affairs"), TestContext.Current.CancellationToken);
    }
}
