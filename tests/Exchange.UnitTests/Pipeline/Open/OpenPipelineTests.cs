using Exchange.Pipeline;
using Exchange.Pipeline.Open;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Open;

public sealed class OpenPipelineTests
{
    private readonly CannedSubgraph _library = new(
        "library",
        ("rename", """{"data":{"rename":{"title":"New"}}}"""),
        ("found", """{"data":{"found":{"title":"Found"}}}"""),
        ("counted", """{"data":{"counted":"many"}}"""),
        ("shelf", """{"data":{"shelf":{"width":"wide"}}}"""),
        ("_entities", """{"data":{"_0":[{"title":"One"}]}}"""),
        ("id", """{"data":{"book":{"__typename":"Book","id":"1","title":"One"}}}"""),
        ("title", """{"data":{"book":{"title":"One"}}}"""));

    private readonly CannedSubgraph _reviews = new("reviews", ("_entities", """{"data":{"_0":[{"reviews":[{"text":"Good"}]}]}}"""))
    {
        Events = ["""{"data":{"reviewed":{"text":"Fine","book":{"__typename":"Book","id":"1"}}}}""", """{"data":{"reviewed":null}}"""],
    };

    private OpenGraph Graph => field ??= new OpenGraph(_library, _reviews);

    [Fact]
    public async Task An_answer_joins_two_subgraphs_and_tells_its_access_id_and_who_was_asked()
    {
        var response = await Graph.AskAsync("""{ book(id: "1") { title reviews { text } } }""");
        Assert.Equal(AnswerKind.Executed, response.Kind);
        Assert.Equal(
            """{"data":{"book":{"title":"One","reviews":[{"text":"Good"}]}},"extensions":{"exchange":{"accessId":"access-1","sources":[{"department":"library","state":"answered"},{"department":"reviews","state":"answered"}]}}}""",
            OpenGraph.Json(response).GetRawText());
    }

    [Fact]
    public async Task What_does_not_fit_its_type_is_a_note_and_no_error()
    {
        var answer = OpenGraph.Json(await Graph.AskAsync("{ shelf { width } }"));
        Assert.False(answer.TryGetProperty("errors", out _));
        Assert.Equal("""{"shelf":null}""", answer.GetProperty("data").GetRawText());
        var note = answer.GetProperty("extensions").GetProperty("valueCompletion")[0];
        Assert.Equal("""["shelf","width"]""", note.GetProperty("path").GetRawText());
    }

    [Fact]
    public async Task A_subgraph_that_fails_costs_its_own_fields_and_its_words_go_nowhere()
    {
        var graph = new OpenGraph(_library, new CannedSubgraph("reviews"));
        var response = await graph.AskAsync("""{ book(id: "1") { title reviews { text } } }""");
        var answer = OpenGraph.Json(response);
        Assert.Equal("""{"book":{"title":"One","reviews":null}}""", answer.GetProperty("data").GetRawText());
        Assert.Equal("SOURCE_UNAVAILABLE", response.ErrorCode);
        Assert.DoesNotContain("secret", answer.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(graph.Faults);
    }

    [Theory]
    [InlineData("{ book(id: ", "GRAPHQL_PARSE_FAILED")]
    [InlineData("{ nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("query($id: ID!) { book(id: $id) { title } }", "BAD_USER_INPUT")]
    [InlineData("query A { counted } query B { counted }", "OPERATION_RESOLUTION_FAILURE")]
    [InlineData("subscription { reviewed { text } }", "GRAPHQL_VALIDATION_FAILED")]
    public async Task A_wrong_request_is_refused_by_its_code_and_asks_nobody(string document, string code)
    {
        var response = await Graph.AskAsync(document);
        Assert.Equal(AnswerKind.RequestError, response.Kind);
        Assert.Equal(code, response.ErrorCode);
        Assert.False(OpenGraph.Json(response).TryGetProperty("data", out _));
        Assert.Empty(_library.Asked);
    }

    [Fact]
    public async Task A_mutation_runs_only_where_the_method_allows_it()
    {
        const string mutation = """mutation { rename(id: "1", title: "New") { title } }""";
        var refused = await Graph.Pipeline.AnswerAsync(OpenGraph.Request(mutation) with { QueriesOnly = true }, CancellationToken.None);
        Assert.Equal(AnswerKind.MethodNotAllowed, refused.Kind);
        Assert.Empty(_library.Asked);
        var answer = OpenGraph.Json(await Graph.AskAsync(mutation));
        Assert.Equal("""{"rename":{"title":"New"}}""", answer.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task A_custom_scalar_takes_whatever_the_subgraph_may_take()
    {
        _ = await Graph.AskAsync("query($by: Filter) { found(filter: $by) { title } }", """{"by":{"tags":["a",1,null],"deep":{"x":1.5}}}""");
        Assert.Contains("""{"tags":["a",1,null],"deep":{"x":1.5}}""", Assert.Single(_library.Asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_plan_serves_both_values_of_a_condition()
    {
        const string document = """query($all: Boolean!) { book(id: "1") { title reviews @include(if: $all) { text } } }""";
        _ = await Graph.AskAsync(document, """{"all":false}""");
        Assert.Empty(_reviews.Asked);
        var answer = OpenGraph.Json(await Graph.AskAsync(document, """{"all":true}"""));
        Assert.Equal("""{"book":{"title":"One","reviews":[{"text":"Good"}]}}""", answer.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task A_condition_that_is_null_is_the_callers_mistake()
    {
        var response = await Graph.AskAsync(
            """query($all: Boolean = true) { book(id: "1") { title @include(if: $all) } }""", """{"all":null}""");
        Assert.Equal("BAD_USER_INPUT", response.ErrorCode);
    }

    [Fact]
    public async Task The_record_names_what_was_selected_what_only_joined_and_who_was_asked()
    {
        _ = await Graph.AskAsync("""query Named { book(id: "1") { title reviews { text } } }""");
        var record = Assert.Single(Graph.Pipeline.Records.Latest());
        Assert.Equal(("access-1", "Named"), (record.AccessId, record.Operation));
        Assert.Equal(["Query.book", "Book.title", "Book.reviews", "Review.text"], record.Coordinates);
        Assert.Equal(["Book.id"], record.Joined);
        Assert.Equal(["library", "reviews"], record.Sources.Select(source => source.Subgraph));
    }

    [Fact]
    public async Task A_refused_request_is_on_record_too_and_only_the_last_thousand_are_kept()
    {
        for (var i = 0; i < OpenRecords.Capacity + 5; i++)
        {
            _ = await Graph.AskAsync("{");
        }

        var records = Graph.Pipeline.Records.Latest();
        Assert.Equal(OpenRecords.Capacity, records.Count);
        Assert.Equal(($"access-{OpenRecords.Capacity + 5}", "GRAPHQL_PARSE_FAILED"), (records[0].AccessId, records[0].ErrorCode));
        Assert.Equal("access-6", records[^1].AccessId);
    }

    [Fact]
    public async Task Each_event_of_a_subscription_is_joined_and_recorded_under_an_id_of_its_own()
    {
        var answers = new List<HubResponse>();
        await foreach (var answer in Graph.Pipeline.StreamAsync(
            OpenGraph.Request("subscription { reviewed { text book { title } } }"), CancellationToken.None))
        {
            answers.Add(answer);
        }

        Assert.Equal(
            ["""{"reviewed":{"text":"Fine","book":{"title":"One"}}}""", """{"reviewed":null}"""],
            answers.Select(answer => OpenGraph.Json(answer).GetProperty("data").GetRawText()));
        Assert.Equal(2, answers.Select(answer => answer.AccessId).Distinct().Count());
        Assert.Equal(answers.Select(answer => answer.AccessId!).Reverse(), Graph.Pipeline.Records.Latest().Select(record => record.AccessId));
    }

    [Fact]
    public async Task A_subgraph_without_a_stream_is_one_answer_that_says_so()
    {
        var graph = new OpenGraph(_library, new CannedSubgraph("reviews"));
        var answers = new List<HubResponse>();
        await foreach (var answer in graph.Pipeline.StreamAsync(OpenGraph.Request("subscription { reviewed { text } }"), CancellationToken.None))
        {
            answers.Add(answer);
        }

        Assert.Equal("SOURCE_UNAVAILABLE", Assert.Single(answers).ErrorCode);
        Assert.DoesNotContain("secret", OpenGraph.Json(answers[0]).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_over_a_transport_of_streams_is_one_answer()
    {
        var answers = new List<HubResponse>();
        await foreach (var answer in Graph.Pipeline.StreamAsync(OpenGraph.Request("""{ book(id: "1") { title } }"""), CancellationToken.None))
        {
            answers.Add(answer);
        }

        Assert.Equal("""{"book":{"title":"One"}}""", OpenGraph.Json(Assert.Single(answers)).GetProperty("data").GetRawText());
    }
}
