using System.Diagnostics;
using System.Net;
using System.Text;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Refusals;

/// <summary>Requests that are wrong or meant to hurt: a specific error, at once, nothing disclosed and no department asked.</summary>
public sealed class HostileQueryTests(DemoCity city)
{
    private const string Person = $"person(citizenNo: \"{People.LiJianguo}\")";

    // Generous for a machine under load; without the limits these documents take minutes.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task An_unknown_field_is_named()
    {
        var error = await RefusedAsync($"{{ {Person} {{ pid salary }} }}", "GRAPHQL_VALIDATION_FAILED");
        Assert.Contains("salary", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, error.GetProperty("locations")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task A_syntax_error_has_its_place()
    {
        var error = await RefusedAsync("{ person( }", "GRAPHQL_PARSE_FAILED");
        Assert.Equal(11, error.GetProperty("locations")[0].GetProperty("column").GetInt32());
    }

    [Fact]
    public async Task Ten_thousand_aliases_meet_a_named_limit()
    {
        var aliases = string.Join(' ', Enumerable.Range(0, 10_000).Select(index => $"a{index}: {Person} {{ heatRisk }}"));
        await RefusedByLimitAsync($"{{ {aliases} }}", "tokens");
    }

    [Fact]
    public async Task Fewer_aliases_of_one_field_meet_the_limit_of_aliases()
    {
        var aliases = string.Join(' ', Enumerable.Range(0, 500).Select(index => $"a{index}: {Person} {{ heatRisk }}"));
        await RefusedByLimitAsync($"{{ {aliases} }}", "aliases");
    }

    [Fact]
    public async Task Five_hundred_levels_of_nesting_meet_a_named_limit()
    {
        var document = new StringBuilder($"{{ {Person} ");
        document.Insert(document.Length, "{ household { head ", 250).Append("{ pid }").Insert(document.Length, "} }", 250).Append('}');
        await RefusedByLimitAsync(document.ToString(), "nesting");
    }

    [Fact]
    public async Task Nesting_that_the_parser_takes_meets_the_limit_of_depth()
    {
        var document = new StringBuilder($"{{ {Person} ");
        document.Insert(document.Length, "{ household { head ", 80).Append("{ pid }").Insert(document.Length, "} }", 80).Append('}');
        await RefusedByLimitAsync(document.ToString(), "depth");
    }

    [Fact]
    public async Task A_cycle_of_fragments_is_refused()
    {
        var error = await RefusedAsync(
            $$"""
            { {{Person}} { ...a } }
            fragment a on Person { household { head { ...b } } }
            fragment b on Person { household { head { ...a } } }
            """,
            "GRAPHQL_VALIDATION_FAILED");
        Assert.Equal("NoFragmentCycles", error.GetProperty("extensions").GetProperty("rule").GetString());
    }

    [Fact]
    public async Task A_document_of_one_megabyte_meets_a_named_limit()
    {
        var client = city.Hub.Client;
        var document = $"{{ {Person} {{ heatRisk }} }} #{new string('x', 1 << 20)}";
        var clock = Stopwatch.StartNew();
        var answer = await client.AskAsync(Clients.CommunityDoctor, document, Clients.Heat);
        Assert.True(clock.Elapsed < AtOnce, $"{clock.Elapsed}");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Equal("body", answer.AssertRefused("LIMIT_EXCEEDED").GetProperty("extensions").GetProperty("limit").GetString());

        var log = await ExchangeProgram.RunAsync(city.WorkingDirectory, "audit", "export", "--data", city.Hub.Data);
        Assert.Contains(Assert.IsType<string>(answer.AccessId), log.Output, StringComparison.Ordinal);
        Assert.Empty(client.Sources.Of(answer.AccessId!));
    }

    [Fact]
    public async Task A_value_of_the_wrong_form_is_not_echoed_and_not_asked_for()
    {
        const string Mistyped = "990102194701050999";
        var answer =
            await city.Hub.Client.AskAsync(Clients.CommunityDoctor, $$"""{ person(citizenNo: "{{Mistyped}}") { pid } }""", Clients.Heat);
        var error = Assert.Single(answer.Root.GetProperty("errors").EnumerateArray());
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.DoesNotContain(Mistyped, answer.Text, StringComparison.Ordinal);
        Assert.Empty(city.Hub.Client.Sources.Of(answer.AccessId!));
    }

    private async Task RefusedByLimitAsync(string document, string limit)
    {
        var error = await RefusedAsync(document, "LIMIT_EXCEEDED");
        Assert.Equal(limit, error.GetProperty("extensions").GetProperty("limit").GetString());
    }

    private async Task<System.Text.Json.JsonElement> RefusedAsync(string document, string code)
    {
        var client = city.Hub.Client;
        _ = await client.TokenAsync(Clients.CommunityDoctor);
        var clock = Stopwatch.StartNew();
        var answer = await client.AskAsync(Clients.CommunityDoctor, document, Clients.Heat);
        Assert.True(clock.Elapsed < AtOnce, $"{clock.Elapsed}");
        Assert.Empty(client.Sources.Of(answer.AccessId!));
        Assert.DoesNotContain("HIGH", answer.Text, StringComparison.Ordinal);
        return answer.AssertRefused(code);
    }
}
