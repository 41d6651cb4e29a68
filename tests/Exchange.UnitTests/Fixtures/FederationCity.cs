using Exchange.Federation.Composition;
using Exchange.Federation.Governed.Composition;
using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;

namespace Exchange.UnitTests.Fixtures;

/// <summary>A small city of five subgraphs for tests of composition, planning and execution.</summary>
internal static class FederationCity
{
    public const string HubSdl = """
        type Query {
          me: Caller!
          person(citizenNo: ID, pid: ID): Person
          people(citizenNos: [ID!]): [Person]
          place(addressCode: ID!): Place
          organization(uscc: ID!): Organization
          events(kind: String): [String]
        }
        type Caller { client: String! }
        type Person @key(fields: "citizenNo", resolvable: false) { citizenNo: ID! @external pid: ID! }
        """;

    public const string PoliceSdl = """
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@external"])
        type Person @key(fields: "citizenNo") @home {
          citizenNo: ID
          name: String
          alive: Boolean
          ageAtLeast(years: Int!): Boolean
          registeredAddress: Place
          household: Household
          incidents: [Incident]
        }
        interface Incident { eventId: ID! }
        type Fire implements Incident @key(fields: "eventId") @home { eventId: ID! water: Boolean }
        type Flood implements Incident @key(fields: "eventId") @home { eventId: ID! depth: Int }
        type Household { memberCount: Int members: [Person] }
        type Place @key(fields: "addressCode") @home {
          addressCode: ID
          fullText: String
          regionCode: String
          location: Point
        }
        type Point { latitude: Float! longitude: Float! }
        """;

    public const string HealthSdl = """
        type Person @key(fields: "citizenNo") {
          citizenNo: ID! @external
          heatRisk: RiskBand
          allergies: [String!]
          careNeed: CareNeed
        }
        enum RiskBand { LOW MEDIUM HIGH }
        type CareNeed { oxygen: Boolean dialysis: Boolean }
        """;

    public const string SocialSdl = """
        type Person @key(fields: "citizenNo") {
          citizenNo: ID! @external
          pension: Pension
          employer: Organization
        }
        type Pension { receives: Boolean amount: String months: Int }
        type Organization @key(fields: "uscc") { uscc: ID! @external insuredHeadcount: Int }
        """;

    public const string MarketSdl = """
        type Organization @key(fields: "uscc") @home { uscc: ID! name: String lifts: [Equipment] }
        type Equipment { no: String faults: Int }
        type Place @key(fields: "addressCode") { addressCode: ID! @external hazards: [Hazard!] events: [String] }
        type Hazard { kind: String! storage: String }
        """;

    public static IReadOnlyList<Subgraph> Subgraphs { get; } =
    [
        new(GovernedGraph.Hub, HubSdl), new("police", PoliceSdl), new("health", HealthSdl), new("social", SocialSdl), new("market", MarketSdl),
    ];

    public static GovernedGraph Graph { get; } = Compose();

    public static IReadOnlyList<RootField> Roots { get; } =
    [
        new("me", RootKind.Hub, null, []),
        new("person", RootKind.Lookup, "Person", []),
        new("people", RootKind.Lookup, "Person", []),
        new("place", RootKind.Lookup, "Place", []),
        new("organization", RootKind.Lookup, "Organization", []),
        new("events", RootKind.Merged, null, ["grid", "hotline"]),
        new("events", RootKind.Merged, null, ["grid", "hotline"]) { On = "Place" },
    ];

    public static Operation Operation(string query)
    {
        var document = GraphQLParser.Parse(query);
        return OperationCompiler.Compile(
            Graph.Schema, document, OperationSelector.Select(document, null), VariableValues.Empty, OperationLimits.Unlimited);
    }

    public static QueryPlan Plan(string query, GrantTable grants, PlannerLimits? limits = null)
    {
        var operation = Operation(query);
        return QueryPlanner.Plan(FederationCity.Graph, operation, grants.For(operation), Roots, limits ?? new PlannerLimits());
    }

    private static GovernedGraph Compose()
    {
        var result = GovernedComposer.Compose(Subgraphs);
        return result.Graph ?? throw new InvalidOperationException(string.Join('\n', result.Errors));
    }
}
