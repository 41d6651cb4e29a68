using System.Text;
using Exchange.Conformance.Running;

namespace Exchange.Conformance.Fuzzing;

/// <summary>Documents as people write them: what mutations begin with.</summary>
internal static class SeedDocuments
{
    /// <summary>Operations over the city's graph, every construct of the executable language among them.</summary>
    public static IReadOnlyList<string> Executable { get; } =
    [
        """
        "An officer's case" query Case($no: CitizenNo = "990102195803120429", $with: Boolean! = true) {
          person(citizenNo: $no) { ...Who alive @include(if: $with) pension { receives amount } household { memberCount members { ...Who } } }
        }
        fragment Who on Person { pid name sex birthDate careNeed { oxygen dialysis } }
        """,
        """
        query Round($first: Int, $kinds: [EventKind!] = [VISIT, HAZARD], $since: DateTime) {
          events(regionCode: "990102", kinds: $kinds, since: $since, first: $first, after: null) {
            edges { cursor node { __typename eventId ... on DisputeEvent { parties { label contact { phone } } } ... on HotlineCase { text topic } } }
            nodes { kind place { fullText grid { code worker { dutyPhone } } } ... on Visit { person { pid } nextDue } }
            pageInfo { hasNextPage endCursor }
          }
        }
        """,
        """{ a: places(first: 3, text: "云桥里\u0020\u{1F600}") { nodes { location { latitude longitude } hazards { kind } } } b: me { roles purposes } }""",
        """
        query People($ids: [ID!]!) { people(pids: $ids) { ageAtLeast(years: 60) vaccinationComplete(program: \"\"\"
            flu
              2026
          \"\"\") property { titles { area share } } isLegalRepOf { name lifts { faults } } visitTasks { date done } } }
        """.Replace("\\\"", "\"", StringComparison.Ordinal),
        """query A { organization(uscc: "92990102MA0AAAAA33") { uscc openComplaints lastInspection { findings } } } query B { grid(code: "g") { places { nodes { events(first: 2) { nodes { status } } } } } }""",
        """subscription Reports { eventReported(regionCode: "99", kinds: [OUTBREAK_AREA]) { eventId ... on OutbreakArea { disease cases } } }""",
        """
        query Everything { __schema { queryType { name } types { ...Type } directives { name locations args { ...Input } } } __type(name: "Person") { name } }
        fragment Type on __Type { kind name fields(includeDeprecated: true) { name args { ...Input } type { ...Ref } } possibleTypes { ...Ref } }
        fragment Input on __InputValue { name defaultValue type { ...Ref } }
        fragment Ref on __Type { kind name ofType { kind name ofType { kind name } } }
        """,
        """{ place(addressCode: "1") { topicStats(since: "2026-01-01", until: "2026-12-31") { topic count } events { nodes { owner { code } } } rescueNeeds { flat } } } # the end""",
        """query Literals { people(citizenNos: [1, -2.5e10, true, null, ENUM, {a: [{b: "c"}]}, ""]) { pid } person(pid: 12345678901234567890) { pid } }""",
    ];

    /// <summary>Type system documents: the city's graph, every kind of definition and extension, and a small one.</summary>
    public static IReadOnlyList<string> TypeSystem { get; } =
    [
        File.ReadAllText(Repository.CityGraph),
        """
        interface Being { name(first: Int = 1): String } type Cat implements Being { name(first: Int = 1): String friends: [Being!]! }
        union Any = Cat | Dog type Dog { a: Any colour(of: Filter = {depth: 2}): Colour } enum Colour { RED BLUE @deprecated(reason: "old") }
        input Filter { depth: Int! = 1 not: Filter } scalar Date type Query { any(since: Date, in: [Colour!] = [RED]): [Any] }
        """,
        """
        "A schema" schema { query: Q mutation: M }
        directive @d(a: In = {b: [1, 2], c: {b: null}}, s: String = "x") repeatable on FIELD | OBJECT | FIELD_DEFINITION | ENUM_VALUE | SCALAR | SCHEMA
        interface N { id: ID! } interface M2 implements N { id: ID! n: N }
        type Q implements N & M2 @d { id: ID! f(a: In!, e: E = A @deprecated(reason: "x")): [[U!]]! @d(s: "y") @deprecated n: Q }
        type M { set(one: One): Q } union U = | Q | M enum E { A B @d } scalar S @specifiedBy(url: "https://example.com")
        input In { b: [Int!] c: In } input One @oneOf { a: Int b: S }
        extend type Q { more: S } extend union U = V type V { v: E } extend enum E { C } extend input In { d: Float = 1.5 } extend schema @d
        """,
    ];

    /// <summary>Variables as JSON.</summary>
    public static IReadOnlyList<string> Variables { get; } =
    [
        """{"no":"990102195803120429","with":false,"first":20,"kinds":["VISIT"],"since":"2026-01-01T00:00:00Z","ids":["a","b"]}""",
        """{"no":null,"with":1,"first":-1,"kinds":"HAZARD","ids":[null,{"a":[1.5e3,"\u00e9\ud83d\ude00"]}]}""",
    ];

    /// <summary>The UTF-8 of a seed.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
