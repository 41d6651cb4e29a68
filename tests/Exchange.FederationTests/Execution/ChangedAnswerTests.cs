using System.Text;
using System.Text.Json;
using Exchange.Federation.Execution;
using Exchange.Federation.Planning;
using Exchange.GraphQL.Execution;

namespace Exchange.FederationTests.Execution;

/// <summary>Answers in which something was changed at random: whatever comes of it, the caller gets an answer of the right shape.</summary>
public sealed class ChangedAnswerTests
{
    private const int Seed = 20_261_122;
    private const int Rounds = 4000;
    private const string Secret = "Mallory";

    private static readonly string[] Answers =
    [
        """
        {"data":{"topProducts":[{"upc":"1","name":"A","kind":"TOY","size":{"width":1}},null,{"upc":"2","name":"B","size":null}],
        "me":null}}
        """,
        """
        {"data":{"_0":[{"price":1,"tags":["x"],"reviews":[{"body":"b","author":{"id":"7"}}]},{"price":null,"reviews":[]}],"_1":[]},
        "errors":[{"message":"Mallory","path":["_0",1,"price"],"extensions":{"code":"FORBIDDEN"}}]}
        """,
        """{"data":{"_entities":[{"name":"Ann"}]},"extensions":{"who":"Mallory"}}""",
    ];

    private static readonly byte[] Alphabet = "{}[]\",:0123456789.eE-\\untrfalse _x\u00ff"u8.ToArray();

    private readonly CountingPool<byte> _bytes = new();
    private readonly CountingPool<Cell> _cells = new();
    private readonly CountingPool<int> _numbers = new();

    private static FetchPlan Plan() => new PlanSketch(
            Executions.Sdl, "{ topProducts { upc name kind size { width } price tags reviews { body author { id name } } } me { id } }")
        .Root(0, "{topProducts{upc name kind size{width}} me{name}}")
        .Entities(
            1,
            "query($a:[_Any!]!,$b:[_Any!]!){_0:_entities(representations:$a){... on Product{price tags reviews{body author{id}}}}"
                + "_1:_entities(representations:$b){... on User{id}}}",
            [0],
            new EntitySketch("topProducts", ["Product"], "upc"),
            new EntitySketch("me", ["User"], "name"))
        .Entities(
            2,
            "query($r:[_Any!]!){_entities(representations:$r){... on User{name}}}",
            [1],
            new EntitySketch("topProducts.reviews.author", ["User"], "id"))
        .Build();

    [Fact]
    public async Task Whatever_is_changed_the_answer_has_its_shape_and_all_memory_comes_back()
    {
        var random = new Random(Seed);
        var plan = Plan();
        var (whole, failed) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var sources = Answers.Select(answer => new ScriptedSubgraph("s", Change(random, answer)) { Pool = _bytes }).ToArray();
            var executor = new FetchPlanExecutor(sources, new FetchLimits(), new FetchPools(_bytes, _cells, _numbers));
            using (var answer = await executor.ExecuteAsync(plan, new FetchCall(VariableValues.Empty, "id"), CancellationToken.None))
            {
                var text = Encoding.UTF8.GetString(answer.Data.Span);
                using var data = JsonDocument.Parse(text);
                Assert.True(HasShape(data.RootElement), $"Seed {Seed}, round {round}: {text}");
                Assert.All(answer.Errors, error => Assert.DoesNotContain(Secret, error.Message, StringComparison.Ordinal));
                _ = answer.Errors.Any(error => error.Code == "INVALID_SOURCE_DATA") ? failed++ : whole++;
            }

            Assert.True((_bytes.Out, _cells.Out, _numbers.Out) == (0, 0, 0), $"Seed {Seed}, round {round}: memory is out.");
        }

        Assert.True(whole > Rounds / 10 && failed > Rounds / 10, $"{whole} answers were taken, {failed} were not.");
    }

    private static string Change(Random random, string answer)
    {
        var bytes = Encoding.Latin1.GetBytes(answer).ToList();
        for (var change = random.Next(-1, 3); change > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = Alphabet[random.Next(Alphabet.Length)];
                    break;
                case 1:
                    bytes.Insert(at, Alphabet[random.Next(Alphabet.Length)]);
                    break;
                case 2:
                    bytes.RemoveRange(at, random.Next(1, Math.Min(6, bytes.Count - at + 1)));
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(8) == 0 ? bytes.Count - at : 0);
                    break;
            }
        }

        return Encoding.Latin1.GetString([.. bytes]);
    }

    private static bool HasShape(JsonElement data) =>
        Has(data, "topProducts me")
        && IsList(data.GetProperty("topProducts"), Product)
        && (IsNull(data.GetProperty("me")) || Has(data.GetProperty("me"), "id"));

    private static bool Product(JsonElement product) =>
        Has(product, "upc name kind size price tags reviews")
        && product.GetProperty("upc").ValueKind == JsonValueKind.String
        && (IsNull(product.GetProperty("size")) || product.GetProperty("size").GetProperty("width").TryGetInt32(out _))
        && (IsNull(product.GetProperty("price")) || product.GetProperty("price").TryGetInt32(out _))
        && IsList(product.GetProperty("tags"), tag => tag.ValueKind == JsonValueKind.String)
        && IsList(product.GetProperty("reviews"), Review);

    private static bool Review(JsonElement review) =>
        Has(review, "body author") && review.GetProperty("body").ValueKind == JsonValueKind.String
        && (IsNull(review.GetProperty("author")) || Has(review.GetProperty("author"), "id name"));

    private static bool Has(JsonElement value, string names) =>
        string.Join(' ', value.EnumerateObject().Select(member => member.Name)) == names;

    private static bool IsList(JsonElement value, Func<JsonElement, bool> isItem) =>
        IsNull(value) || value.EnumerateArray().All(item => IsNull(item) || isItem(item));

    private static bool IsNull(JsonElement value) => value.ValueKind == JsonValueKind.Null;
}
