using System.Security.Cryptography;
using System.Text;
using Exchange.GraphQL.Execution;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Documents;
using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

public sealed class TrustedDocumentTests
{
    private const string Registered = "query Mine { me { client } }";
    private const string Answered = """{"me":{"client":"civil-affairs-assistance-officer"}}""";

    private static readonly string OnlyTrusted = PipelineCity.Officer + PipelineTokens.RunsTrusted;

    [Fact]
    public async Task A_registered_document_is_called_by_its_id()
    {
        var city = City();

        var answer = await city.AskAsync("", request => request with { DocumentId = "mine" });

        Assert.Equal(Answered, answer.Data);
        Assert.Single(city.Log.Records);
    }

    [Theory]
    [InlineData("mine")]
    [InlineData("sha256:")]
    public async Task A_document_of_the_policies_is_called_by_its_name_and_by_its_hash(string id)
    {
        var document = new TrustedDocument(PipelineCity.Officer, "mine", Registered + "\n", "documents/x/mine.graphql");
        var city = new PipelineCity(DemoCity.Policies with { Documents = [document] });

        var answer = await city.AskAsync("", request => request with { DocumentId = id == "mine" ? id : document.Hash });

        Assert.Equal(Answered, answer.Data);
    }

    [Theory]
    [InlineData("mine", PipelineCity.Doctor)]
    [InlineData("Mine", PipelineCity.Officer)]
    [InlineData("", PipelineCity.Officer)]
    public async Task An_id_that_the_client_has_not_registered_is_unknown_and_on_record(string id, string client)
    {
        var city = City();

        var answer = await city.AskAsync("", request => request with { DocumentId = id, Token = client });

        Assert.Equal((AnswerKind.RequestError, false), (answer.Kind, answer.HasData));
        Assert.Equal(["DOCUMENT_UNKNOWN"], answer.Codes);
        Assert.Equal("DOCUMENT_UNKNOWN", Assert.Single(city.Log.Records).ErrorCode);
    }

    [Fact]
    public async Task Where_only_trusted_documents_run_any_other_is_refused_on_record_even_one_of_the_same_text()
    {
        var city = City();

        var refused = await city.AskAsync(Registered, request => request with { Token = OnlyTrusted });
        var answered = await city.AskAsync("", request => request with { Token = OnlyTrusted, DocumentId = "mine" });

        Assert.Equal(["DOCUMENT_NOT_TRUSTED"], refused.Codes);
        Assert.Equal("DOCUMENT_NOT_TRUSTED", city.Log.Records[0].ErrorCode);
        Assert.Equal(Answered, answered.Data);
    }

    [Fact]
    public async Task The_hubs_setting_counts_for_whoever_has_none()
    {
        var enforcing = City(DocumentMode.Enforce);
        var without = City(DocumentMode.Off);

        Assert.Equal(["DOCUMENT_NOT_TRUSTED"], (await enforcing.AskAsync(Registered)).Codes);
        Assert.Equal(["DOCUMENT_UNKNOWN"], (await without.AskAsync("", request => request with { DocumentId = "mine" })).Codes);
        Assert.Equal(Answered, (await without.AskAsync(Registered)).Data);
    }

    [Fact]
    public async Task A_document_and_an_id_at_once_are_refused()
    {
        var answer = await City().AskAsync(Registered, request => request with { DocumentId = "mine" });

        Assert.Equal(["BAD_USER_INPUT"], answer.Codes);
    }

    [Fact]
    public async Task A_trusted_document_skips_no_policy_no_limit_and_no_validation()
    {
        var city = City(texts: new()
        {
            ["person"] = $"{{ person(citizenNo: \"{PipelineCity.Xiufang}\") {{ pid emergencyMedical {{ bloodType }} }} }}",
            ["wrong"] = "{ nothing }",
            ["schema"] = "{ __schema { queryType { name } } }",
            ["deep"] = string.Concat(Enumerable.Repeat("{ person { household { head ", 9)) + "{ pid }" + new string('}', 27),
        });

        Assert.Equal(["Person.emergencyMedical.bloodType NOT_PERMITTED 1"], (await AskAsync("person")).Withheld);
        Assert.Equal(["GRAPHQL_VALIDATION_FAILED"], (await AskAsync("wrong")).Codes);
        Assert.Equal(["GRAPHQL_VALIDATION_FAILED"], (await AskAsync("schema")).Codes);
        Assert.Equal(["LIMIT_EXCEEDED"], (await AskAsync("deep")).Codes);

        Task<PipelineAnswer> AskAsync(string id) => city.AskAsync("", request => request with { DocumentId = id });
    }

    [Fact]
    public async Task Automatic_registration_is_off_unless_the_hub_says_so()
    {
        var answer = await City().AskAsync(Registered, request => request with { PersistedQueryHash = Hash(Registered) });

        Assert.Equal(["PERSISTED_QUERY_NOT_SUPPORTED"], answer.Codes);
    }

    [Fact]
    public async Task Where_it_is_on_a_document_that_was_sent_once_is_called_by_its_hash_by_that_client_alone()
    {
        var city = City(automatic: true);

        var unknown = await AskAsync("", PipelineCity.Officer);
        var sent = await AskAsync(Registered, PipelineCity.Officer);
        var called = await AskAsync("", PipelineCity.Officer);
        var another = await AskAsync("", PipelineCity.Doctor);
        var trustedOnly = await AskAsync("", OnlyTrusted);

        Assert.Equal(["PERSISTED_QUERY_NOT_FOUND"], unknown.Codes);
        Assert.Equal((Answered, Answered), (sent.Data, called.Data));
        Assert.Equal(["PERSISTED_QUERY_NOT_FOUND"], another.Codes);
        Assert.Equal(["PERSISTED_QUERY_NOT_SUPPORTED"], trustedOnly.Codes);

        Task<PipelineAnswer> AskAsync(string text, string client) =>
            city.AskAsync(text, request => request with { Token = client, PersistedQueryHash = Hash(Registered) });
    }

    [Fact]
    public async Task A_hash_of_another_text_is_refused_and_not_kept()
    {
        var city = City(automatic: true);

        var wrong = await city.AskAsync("{ __typename }", request => request with { PersistedQueryHash = Hash(Registered) });
        var called = await city.AskAsync("", request => request with { PersistedQueryHash = Hash(Registered) });

        Assert.Equal(["BAD_USER_INPUT"], wrong.Codes);
        Assert.Equal(["PERSISTED_QUERY_NOT_FOUND"], called.Codes);
    }

    [Fact]
    public void A_client_has_its_own_room_for_automatic_documents_and_the_oldest_gives_way()
    {
        var documents = new AutomaticDocuments();
        documents.Keep("quiet", "a", new byte[10]);
        for (var i = 0; i <= AutomaticDocuments.MaxDocuments; i++)
        {
            documents.Keep("flood", $"{i}", new byte[10]);
        }

        documents.Keep("large", "too large", new byte[AutomaticDocuments.MaxBytes + 1]);
        documents.Keep("large", "first", new byte[AutomaticDocuments.MaxBytes - 1]);
        documents.Keep("large", "second", new byte[2]);

        Assert.NotNull(documents.Find("quiet", "a"));
        Assert.Null(documents.Find("flood", "0"));
        Assert.NotNull(documents.Find("flood", "1"));
        Assert.Null(documents.Find("large", "too large"));
        Assert.Null(documents.Find("large", "first"));
        Assert.NotNull(documents.Find("large", "second"));
    }

    [Fact]
    public void A_document_is_judged_before_it_is_registered_by_the_limits_and_rules_of_requests()
    {
        var schema = new PipelineCity().Snapshot.Graph.Schema;

        Assert.Empty(Mistakes("query A($x: Boolean!) { me { client @include(if: $x) } person(pid: \"1\") @skip(if: $x) { pid } } query B { me { client } }"));
        Assert.Equal((1, 8), Place(Mistakes("{ me { nothing } }")[0]));
        Assert.Equal(2, Mistakes("{ nothing me { client } other }").Count);
        Assert.Equal("GRAPHQL_PARSE_FAILED", Mistakes("{ me {")[0].Code);
        Assert.Equal("aliases", Mistakes($"{{ {string.Join(' ', Enumerable.Range(0, 40).Select(i => $"a{i}: me {{ client }}"))} }}")[0].Limit);

        IReadOnlyList<Exchange.GraphQL.GraphQLError> Mistakes(string text) =>
            DocumentCheck.Mistakes(schema, Encoding.UTF8.GetBytes(text), new PipelineLimits(), ScalarSet.BuiltIn);
        static (int Line, int Column) Place(Exchange.GraphQL.GraphQLError error) => (error.Locations[0].Line, error.Locations[0].Column);
    }

    private static PipelineCity City(DocumentMode mode = DocumentMode.Allow, bool automatic = false, Dictionary<string, string>? texts = null)
    {
        texts ??= new() { ["mine"] = Registered };
        return new PipelineCity(change: parts => parts with
        {
            Documents = mode,
            AutomaticPersistedQueries = automatic,
            RegisteredDocument = (client, id) =>
                client == PipelineCity.Officer && texts.TryGetValue(id, out var text) ? Encoding.UTF8.GetBytes(text) : null,
        });
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
