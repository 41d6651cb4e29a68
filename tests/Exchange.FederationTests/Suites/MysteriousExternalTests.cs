using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>Externals that look as if they could be resolved: keys of other departments, required and provided fields, type-wide externals.</summary>
public sealed class MysteriousExternalTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("parcels", """
            type Query { parcel: Parcel parcels: [Parcel!]! }
            type Parcel @key(fields: "id") { id: ID! weight: Int price: Int sender: Sender }
            type Sender @key(fields: "id") { id: ID! name: String @shareable }
            """)
            .Answers("""{"parcel":{"id":"p1"},"parcels":[{"id":"p1"},{"id":"p2"}]}""")
            .Holds("Parcel", """[{"id":"p1","weight":4,"price":10,"sender":{"id":"s1"}},{"id":"p2","weight":null,"price":7,"sender":null}]""")
            .Holds("Sender", """[{"id":"s1","name":"Lin"}]"""),
        new MemorySubgraph("routes", """
            type Query { next: Parcel scan(code: ID!): Parcel nextSender: Sender @provides(fields: "name") }
            type Parcel @key(fields: "id") @key(fields: "code") {
              id: ID!
              code: ID!
              weight: Int @external
              price: Int @external
              postage: Int @requires(fields: "weight price")
              isCheap: Boolean @requires(fields: "price")
            }
            type Sender @key(fields: "id") { id: ID! name: String @external visits: Int }
            """)
            .Answers("""{"next":{"id":"p1","code":"c1"},"nextSender":{"id":"s1","name":"Lin"}}""")
            .Resolves("Query.scan", (_, arguments) => new Row { ["code"] = arguments["code"] })
            .Holds("Parcel", """[{"id":"p1","code":"c1"},{"id":"p2","code":"c2"}]""")
            .Holds("Sender", """[{"id":"s1","visits":3}]""")
            .Resolves("Parcel.postage", (parcel, _) => parcel["weight"] is null ? null : parcel.Number("weight") + parcel.Number("price"))
            .Resolves("Parcel.isCheap", (parcel, _) => parcel.Number("price") < 8),
        new MemorySubgraph("scans", """
            type Parcel @key(fields: "code") { code: ID! @external depot: String }
            """)
            .Holds("Parcel", """[{"code":"c1","depot":"North"},{"code":"c2","depot":"South"}]"""));

    [Fact]
    public Task A_required_external_is_never_asked_of_who_requires_it() => _graph.Answers(
        "{ next { price weight } }", """{"next":{"price":10,"weight":4}}""", atMost: 2);

    [Fact]
    public Task What_is_required_goes_back_to_where_the_answer_began() => _graph.Answers(
        "{ next { postage isCheap } }", """{"next":{"postage":14,"isCheap":false}}""", atMost: 3);

    [Fact]
    public Task What_is_required_is_sent_also_when_it_is_null() => _graph.Answers(
        "{ parcels { postage isCheap } }", """{"parcels":[{"postage":14,"isCheap":false},{"postage":null,"isCheap":true}]}""", atMost: 2);

    [Fact]
    public Task A_key_that_is_external_where_it_leads_to_is_a_key() => _graph.Answers(
        "{ scan(code: \"c1\") { depot price } }", """{"scan":{"depot":"North","price":10}}""", atMost: 3);

    [Fact]
    public Task An_external_key_is_asked_of_who_owns_it() => _graph.Answers(
        "{ parcel { depot code } }", """{"parcel":{"depot":"North","code":"c1"}}""", atMost: 3);

    [Fact]
    public Task A_provided_external_is_there_beside_own_fields() => _graph.Answers(
        "{ nextSender { name visits } }", """{"nextSender":{"name":"Lin","visits":3}}""", atMost: 1);

    [Fact]
    public Task The_same_external_elsewhere_is_not_provided() => _graph.Answers(
        "{ parcel { sender { visits name } depot } }", """{"parcel":{"sender":{"visits":3,"name":"Lin"},"depot":"North"}}""");
}
