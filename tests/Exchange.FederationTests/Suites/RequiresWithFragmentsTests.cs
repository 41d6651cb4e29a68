using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>What is required lies behind fragments: representations tell types apart, and each holds what its type has.</summary>
public sealed class RequiresWithFragmentsTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("filings", """
            type Query { filing: Filing filings: [Filing] }
            type Filing @key(fields: "id") { id: ID! about: Subject party: Party papers: [Paper] }
            interface Subject { code: ID }
            type House implements Subject { code: ID rooms: Int owner: Owner }
            type Land implements Subject { code: ID area: Int use: String }
            type Owner { name: String }
            union Party = Person | Firm
            type Person @key(fields: "id") { id: ID! name: String }
            type Firm { title: String seat: Owner }
            interface Paper { title: String }
            type Map implements Paper { title: String scale: Int }
            type Deed implements Paper { title: String }
            """)
            .Answers("""{"filing":{"id":"1"},"filings":[{"id":"1"},{"id":"2"},null,{"id":"3"}]}""")
            .Holds("Filing", """
            [{"id":"1","about":{"__typename":"House","code":"h","rooms":4,"owner":{"name":"Lin"}},"party":{"__typename":"Person","id":"p1"},
              "papers":[{"__typename":"Map","title":"m","scale":100},null,{"__typename":"Deed","title":"d"}]},
             {"id":"2","about":{"__typename":"Land","code":"l","area":70,"use":"rice"},"party":{"__typename":"Firm","title":"Ferries","seat":{"name":"Mo"}},
              "papers":[]},
             {"id":"3","about":null,"party":null,"papers":null}]
            """)
            .Holds("Person", """[{"id":"p1","name":"Wen"}]"""),
        new MemorySubgraph("fees", """
            type Filing @key(fields: "id") {
              id: ID!
              about: Subject @external
              party: Party @external
              papers: [Paper] @external
              fee: String @requires(fields: "about { code ... on House { rooms owner { name } } ... on Land { area } }")
              bill: String @requires(fields: "party { ... on Firm { title seat { name } } ... on Person { id name } }")
              scales: String @requires(fields: "papers { title ... on Map { scale } }")
              kind: String @requires(fields: "about { __typename }")
            }
            interface Subject { code: ID }
            type House implements Subject { code: ID @external rooms: Int @external owner: Owner @external }
            type Land implements Subject { code: ID @external area: Int @external }
            type Owner { name: String @external }
            union Party = Person | Firm
            type Person @key(fields: "id") { id: ID! name: String @external }
            type Firm { title: String @external seat: Owner @external }
            interface Paper { title: String }
            type Map implements Paper { title: String @external scale: Int @external }
            type Deed implements Paper { title: String @external }
            """)
            .Resolves("Filing.fee", (filing, _) => filing.Object("about") is not { } about ? "free"
                : about.TypeName == "House" ? $"{about.Text("code")}{about.Number("rooms")}{about.Object("owner")!.Text("name")}"
                : $"{about.Text("code")}{about.Number("area")}")
            .Resolves("Filing.bill", (filing, _) => filing.Object("party") is not { } party ? "nobody"
                : party.TypeName == "Firm" ? $"{party.Text("title")}/{party.Object("seat")!.Text("name")}" : $"{party.Text("id")}/{party.Text("name")}")
            .Resolves("Filing.scales", (filing, _) => string.Join(",", filing.List("papers").Cast<Row?>().Select(paper =>
                paper is null ? "-" : paper.TypeName == "Map" ? $"{paper.Text("title")}{paper.Number("scale")}" : paper.Text("title"))))
            .Resolves("Filing.kind", (filing, _) => filing.Object("about")?.TypeName ?? "none"));

    [Fact]
    public Task Each_type_gives_what_the_requirement_asks_of_it() => _graph.Answers(
        "{ filings { fee } }", """{"filings":[{"fee":"h4Lin"},{"fee":"l70"},null,{"fee":"free"}]}""", atMost: 2);

    [Fact]
    public Task Members_of_a_union() => _graph.Answers(
        "{ filings { bill } }", """{"filings":[{"bill":"p1/Wen"},{"bill":"Ferries/Mo"},null,{"bill":"nobody"}]}""", atMost: 2);

    [Fact]
    public Task Lists_with_nulls_between() => _graph.Answers(
        "{ filings { scales } }", """{"filings":[{"scales":"m100,-,d"},{"scales":""},null,{"scales":""}]}""", atMost: 2);

    [Fact]
    public Task The_type_name_alone_is_required() => _graph.Answers("{ filing { kind } }", """{"filing":{"kind":"House"}}""", atMost: 2);

    [Fact]
    public Task The_caller_asks_for_other_parts_under_the_same_names() => _graph.Answers(
        "{ filings { fee about { code: __typename ... on House { rooms: code } ... on Land { use } } } }",
        """
        {"filings":[{"fee":"h4Lin","about":{"code":"House","rooms":"h"}},{"fee":"l70","about":{"code":"Land","use":"rice"}},null,
                    {"fee":"free","about":null}]}
        """,
        atMost: 2);

    [Fact]
    public Task All_at_once_is_one_request_to_each() => _graph.Answers(
        "{ filing { fee bill scales kind } }",
        """{"filing":{"fee":"h4Lin","bill":"p1/Wen","scales":"m100,-,d","kind":"House"}}""",
        atMost: 2);
}
