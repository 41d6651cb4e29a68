using Exchange.GraphQL.TypeSystem;

namespace Exchange.Demo.Health;

/// <summary>The schema of the health commission's service: an Apollo Federation v2 subgraph.</summary>
internal static class HealthSchema
{
    /// <summary>What <c>_service</c> answers.</summary>
    public const string Sdl =
        """
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@shareable"])

        type Query {
          events(
            addressCode: ID, regionCode: RegionCode, kinds: [EventKind!], since: DateTime, until: DateTime, first: Int = 20, after: String
          ): EventConnection @shareable
        }

        type EventConnection @shareable { edges: [EventEdge!]! nodes: [Event!]! pageInfo: PageInfo! }
        type EventEdge @shareable { node: Event! cursor: String! }
        type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }

        type Person @key(fields: "citizenNo") {
          citizenNo: CitizenNo @external
          careNeed: CareNeed
          heatRisk: RiskBand
          emergencyMedical: EmergencyMedical
          vaccinationComplete(program: String!): Boolean
          familyDoctor: CareTeam
        }

        type Place @key(fields: "addressCode") {
          addressCode: ID @external
          hospital: Hospital
        }

        type OutbreakArea implements Event @key(fields: "eventId") {
          eventId: ID!
          kind: EventKind!
          owner: Department!
          place: Place
          occurredAt: DateTime
          status: String
          regionCode: RegionCode
          disease: String
          cases: Int
        }

        interface Event {
          eventId: ID!
          kind: EventKind!
          owner: Department!
          place: Place
          occurredAt: DateTime
          status: String
        }

        type CareNeed @shareable {
          needsPowerSupply: Boolean
          needsTransport: Boolean
          oxygen: Boolean
          dialysis: Boolean
          mobilityAid: Boolean
        }

        type EmergencyMedical @shareable { bloodType: String allergies: [String!] }
        type CareTeam @shareable { name: String phone: String }
        type Hospital @shareable { level: String beds: Int emergencyLoad: Band }
        type Department @shareable { code: ID! name: String! nameEn: String! }
        enum RiskBand { LOW MEDIUM HIGH }
        enum Band { NONE LOW MIDDLE HIGH }
        enum EventKind {
          CITY_MANAGEMENT DISPUTE HAZARD HOTLINE_CASE CONSUMER_COMPLAINT LABOUR_DISPUTE POLICE_CALL VISIT REPAIR_FUND OUTBREAK_AREA
        }
        scalar CitizenNo
        scalar RegionCode
        scalar DateTime
        """;

    private const string Machinery =
        """

        extend type Query {
          _service: _Service!
          _entities(representations: [_Any!]!): [_Entity]!
        }

        type _Service { sdl: String! }
        union _Entity = Person | Place | OutbreakArea
        scalar _Any
        """;

    /// <summary>The schema that queries run on: the subgraph and the machinery of the federation specification.</summary>
    public static Schema Build() => SchemaBuilder.Build(Sdl + Machinery, SchemaBuildOptions.Subgraph);
}
