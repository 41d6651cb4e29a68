using System.Buffers;
using System.Text;
using Exchange.Federation.Execution;
using Exchange.Federation.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Values;

namespace Exchange.FederationTests.Execution;

/// <summary>The graph of the tests and short ways to run a plan on it.</summary>
internal static class Executions
{
    public const string Sdl = """
        type Query {
          me: User
          users: [User!]
          topProducts(first: Int): [Product]
          search: [Result]
          grid: [[Product!]]
          strict: Product!
        }
        type Mutation { first: Int second: Int }
        type Subscription { reviewed: Review }
        type User { id: ID! name: String reviews: [Review!] address: Address }
        type Address { city: String street: String zip: String! }
        type Review { id: ID! body: String! product: Product author: User }
        type Product {
          upc: String! name: String! price: Int weight: Float inStock: Boolean shipping: Int kind: Kind tags: [String!] matrix: [[Int]]
          json: JSON size: Size reviews: [Review!] note: String maker: ID
        }
        type Size { height: Int width: Int! }
        enum Kind { TOY TOOL }
        scalar JSON
        union Result = User | Product
        """;

    /// <summary>Runs a plan and gives data, errors and notes as one text.</summary>
    public static async Task<string> Run(this FetchPlan plan, params ISubgraphSource[] sources) =>
        await plan.Run(new FetchCall(VariableValues.Empty, "access"), sources);

    /// <summary>Runs a plan and gives data, errors and notes as one text.</summary>
    public static async Task<string> Run(this FetchPlan plan, FetchCall call, params ISubgraphSource[] sources)
    {
        using var answer = await new FetchPlanExecutor(sources).ExecuteAsync(plan, call, TestContext.Current.CancellationToken);
        return Text(answer);
    }

    /// <summary>Data, then a line for each error and note.</summary>
    public static string Text(FetchedAnswer answer)
    {
        var output = new ArrayBufferWriter<byte>();
        answer.WriteDataTo(output);
        var lines = new List<string> { Encoding.UTF8.GetString(output.WrittenSpan) };
        lines.AddRange(answer.Errors
            .Select(error => $"{error.Code} {string.Join('/', error.Path ?? ["-"])}: {error.Message}").Order(StringComparer.Ordinal));
        lines.AddRange(answer.Notes.Select(note => $"note {string.Join('/', note.Path)}: {note.Message}"));
        return string.Join('\n', lines);
    }

    /// <summary>Variables, given as the JSON of an object.</summary>
    public static FetchCall Call(FetchPlan plan, string variables)
    {
        var given = DatumReader.Read(Encoding.UTF8.GetBytes(variables)).AsObject();
        return new FetchCall(
            InputCoercion.CoerceVariables(plan.Operation.Schema, plan.Operation.Definition, given, ScalarSet.BuiltIn), "access");
    }
}
