using Exchange.Federation.Authorization;
using Exchange.Federation.Composition;
using Exchange.Federation.Governed.Composition;
using Exchange.Federation.Governed.Departments;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.UnitTests.Fixtures;

/// <summary>A small city of which two departments serve schemas of their own: health has to be told things, and tax knows firms by number.</summary>
internal static class JoinedCity
{
    public const string HealthSchema = """
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])
        type Person @key(fields: "citizenNo") {
          citizenNo: ID!
          pension: Pension @external
          visitContact: Contact @external
          registeredAddress: Place @external
          ageAtLeast(years: Int!): Boolean @external
          heatRisk: String @requires(fields: "pension { months } ageAtLeast(years: 80)")
          careNeed: CareNeed @requires(fields: "visitContact { name phone }")
          route: String @requires(fields: "registeredAddress { addressCode }")
          doctor: String
        }
        type Pension { months: Int @external }
        type Contact { name: String @external phone: String @external }
        type Place @key(fields: "addressCode", resolvable: false) { addressCode: ID! }
        type CareNeed { oxygen: Boolean dialysis: Boolean }
        """;

    public const string TaxSchema = """
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])
        type Organization @key(fields: "registrationNo") {
          registrationNo: String!
          turnover: String
          audit: String @requires(fields: "name")
          name: String @external
        }
        """;

    private static readonly IReadOnlyList<Subgraph> Standard =
    [
        new(GovernedGraph.Hub, """
            type Query { me: Caller! person(citizenNo: ID, pid: ID): Person people(citizenNos: [ID!]): [Person] organization(uscc: ID!): Organization }
            type Caller { client: String! }
            type Person @key(fields: "citizenNo", resolvable: false) { citizenNo: ID! @external pid: ID! }
            """),
        new("police", """
            type Person @key(fields: "citizenNo") @home {
              citizenNo: ID name: String ageAtLeast(years: Int!): Boolean registeredAddress: Place household: Household
            }
            type Household { members: [Person] }
            type Place @key(fields: "addressCode") @home { addressCode: ID fullText: String }
            """),
        new("civil", """
            type Person @key(fields: "citizenNo") { citizenNo: ID! @external visitContact: Contact }
            type Contact { name: String phone: String }
            """),
        new("social", """
            type Person @key(fields: "citizenNo") { citizenNo: ID! @external pension: Pension employer: Organization }
            type Pension { receives: Boolean months: Int }
            type Organization @key(fields: "uscc", resolvable: false) { uscc: ID! @external }
            """),
        new("health", """
            type Person @key(fields: "citizenNo") {
              citizenNo: ID! @external heatRisk: String careNeed: CareNeed route: String doctor: String
            }
            type CareNeed { oxygen: Boolean dialysis: Boolean }
            """),
        new("market", """type Organization @key(fields: "uscc") @home { uscc: ID! name: String registrationNo: String }"""),
        new("tax", """type Organization @key(fields: "uscc") { uscc: ID! @external turnover: String audit: String }"""),
    ];

    public static GovernedGraph Plain { get; } = GovernedComposer.Compose(Standard).Graph!;

    public static GovernedGraph Graph { get; } = Join(new("health", HealthSchema), new("tax", TaxSchema)).Graph!;

    public static GovernedComposition Join(params Subgraph[] departments) => DepartmentComposer.Compose(Plain, departments);

    public static QueryPlan Plan(string query, GrantTable grants)
    {
        var document = GraphQLParser.Parse(query);
        var operation = OperationCompiler.Compile(
            Graph.Schema, document, OperationSelector.Select(document, null), VariableValues.Empty, OperationLimits.Unlimited);
        return QueryPlanner.Plan(Graph, operation, grants.For(operation, Inputs(grants)), FederationCity.Roots, new PlannerLimits());
    }

    public static Task<FederationRun> AskAsync(string query, GrantTable grants, params ISource[] sources) =>
        FederationRun.AskAsync(Plan(query, grants), null, new ExecutorLimits(), CancellationToken.None, sources);

    // Every input of the graph in full: which of them may be read follows from what the test opens.
    private static Dictionary<SelectedField, FieldGrant> Inputs(GrantTable grants)
    {
        var inputs = new Dictionary<SelectedField, FieldGrant>();
        foreach (var type in Graph.Schema.Types.OfType<ObjectType>())
        {
            foreach (var input in type.Fields.Select(field => Graph.Join(type.Name, field.Name)).OfType<FieldJoin>().SelectMany(join => join.Inputs))
            {
                Add(inputs, grants, input.Field, $"{type.Name}.{input.Field.Definition.Name}");
            }
        }

        return inputs;
    }

    private static void Add(Dictionary<SelectedField, FieldGrant> inputs, GrantTable grants, SelectedField field, string path)
    {
        var type = field.Definition.Type.Named.Name;
        if (field.Selection is null || Graph.Entity(type) is not null)
        {
            inputs[field] = grants.Input(path);
            return;
        }

        foreach (var part in field.Selection.For(type))
        {
            Add(inputs, grants, part, $"{path}.{part.Definition.Name}");
        }
    }
}
