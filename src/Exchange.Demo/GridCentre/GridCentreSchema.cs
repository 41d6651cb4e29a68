using Exchange.GraphQL.TypeSystem;

namespace Exchange.Demo.GridCentre;

/// <summary>The schema of the grid centre's service: an Apollo Federation v2 subgraph with a subscription.</summary>
internal static class GridCentreSchema
{
    /// <summary>What <c>_service</c> answers.</summary>
    public const string Sdl =
        """
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@provides", "@shareable"])

        type Query {
          events(
            addressCode: ID, regionCode: RegionCode, kinds: [EventKind!], since: DateTime, until: DateTime, first: Int = 20, after: String
          ): EventConnection
          places(regionCode: RegionCode, gridCode: ID, first: Int = 20, after: String): PlaceConnection
        }

        type Subscription {
          eventReported(regionCode: RegionCode, kinds: [EventKind!]): Event
        }

        type Person @key(fields: "citizenNo") {
          citizenNo: CitizenNo @external
          visitTasks: [VisitTask]
        }

        type Place @key(fields: "addressCode") {
          addressCode: ID @external
          fullText: String @external
          regionCode: RegionCode @external
          streetCode: RegionCode @external
          communityCode: RegionCode @external
          grid: Grid
          rescueNeeds: [RescueNeed!]
        }

        type Grid @key(fields: "code") {
          code: ID!
          name: String
          regionCode: RegionCode
          worker: GridWorker
          visitTasks(date: Date): [VisitTask!]
          places(first: Int = 20, after: String): PlaceConnection
        }

        type EventConnection @shareable { edges: [EventEdge!]! nodes: [Event!]! pageInfo: PageInfo! }
        type EventEdge @shareable { node: Event! cursor: String! }
        type PlaceConnection @shareable { edges: [PlaceEdge!]! nodes: [Place!]! pageInfo: PageInfo! }
        type PlaceEdge @shareable { node: Place! cursor: String! }
        type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }

        interface Event {
          eventId: ID!
          kind: EventKind!
          owner: Department!
          place: Place
          occurredAt: DateTime
          status: String
        }

        type CityManagementEvent implements Event @key(fields: "eventId") {
          eventId: ID!
          kind: EventKind!
          owner: Department!
          place: Place @provides(fields: "fullText regionCode streetCode communityCode")
          occurredAt: DateTime
          status: String
          category: String
          assignedTo: Department
          dueAt: DateTime
          closedAt: DateTime
        }

        type DisputeEvent implements Event @key(fields: "eventId") {
          eventId: ID!
          kind: EventKind!
          owner: Department!
          place: Place @provides(fields: "fullText regionCode streetCode communityCode")
          occurredAt: DateTime
          status: String
          subject: String
          lead: Department
          coHandlers: [Department!]
          parties: [Party]
        }

        type HazardEvent implements Event @key(fields: "eventId") {
          eventId: ID!
          kind: EventKind!
          owner: Department!
          place: Place @provides(fields: "fullText regionCode streetCode communityCode")
          occurredAt: DateTime
          status: String
          hazardKind: String
        }

        type VisitTask @shareable {
          date: Date
          kind: String
          person: Person
          place: Place @provides(fields: "fullText regionCode streetCode communityCode")
          done: Boolean
        }

        type RescueNeed @shareable { person: Person flat: String needsPowerSupply: Boolean needsTransport: Boolean contact: Contact }
        type GridWorker @shareable { displayName: String post: String dutyPhone: String }
        type Party @shareable { label: String! person: Person contact: Contact }
        type Contact @shareable { name: String phone: String }
        type Department @shareable { code: ID! name: String! nameEn: String! }
        enum EventKind {
          CITY_MANAGEMENT DISPUTE HAZARD HOTLINE_CASE CONSUMER_COMPLAINT LABOUR_DISPUTE POLICE_CALL VISIT REPAIR_FUND OUTBREAK_AREA
        }
        scalar CitizenNo
        scalar RegionCode
        scalar Date
        scalar DateTime
        """;

    private const string Machinery =
        """

        extend type Query {
          _service: _Service!
          _entities(representations: [_Any!]!): [_Entity]!
        }

        type _Service { sdl: String! }
        union _Entity = Person | Place | Grid | CityManagementEvent | DisputeEvent | HazardEvent
        scalar _Any
        """;

    /// <summary>The schema that requests run on: the subgraph and the machinery of the federation specification.</summary>
    public static Schema Build() => SchemaBuilder.Build(Sdl + Machinery, SchemaBuildOptions.Subgraph);
}
