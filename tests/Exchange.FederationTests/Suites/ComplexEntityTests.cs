using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>Compound and nested keys, lists in keys, keys that are known in one department by one name and in the next by another.</summary>
public sealed class ComplexEntityTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("register", """
            type Query { deeds: [Deed!]! }
            type Deed @key(fields: "parcel { block number } year") { parcel: Parcel! year: Int! notary: String }
            type Parcel @shareable { block: String! number: Int! }
            """)
            .Answers("""
            {"deeds":[{"parcel":{"block":"A","number":1},"year":2020,"notary":"Bai"},{"parcel":{"block":"A","number":2},"year":2021,"notary":null},
                      {"parcel":{"block":"A","number":1},"year":2020,"notary":"Bai"}]}
            """),
        new MemorySubgraph("values", """
            type Deed @key(fields: "parcel { block number } year") @key(fields: "code") {
              parcel: Parcel! year: Int! code: ID! price: Int owners: OwnerList
            }
            type Parcel @shareable { block: String! number: Int! area: Int }
            type OwnerList @key(fields: "people { id }") @key(fields: "people { id } main { id }") { people: [Person!]! main: Person }
            type Person @key(fields: "id") { id: ID! }
            """)
            .Holds("Deed", """
            [{"parcel":{"block":"A","number":1,"area":50},"year":2020,"code":"d1","price":900,
              "owners":{"people":[{"id":"p1"},{"id":"p2"}],"main":{"id":"p2"}}},
             {"parcel":{"block":"A","number":2,"area":70},"year":2021,"code":"d2","price":null,"owners":{"people":[],"main":null}}]
            """),
        new MemorySubgraph("people", """
            type OwnerList @key(fields: "people { id }") { people: [Person!]! count: Int! first: Person }
            type Person @key(fields: "id") { id: ID! name: String }
            """)
            .Holds("Person", """[{"id":"p1","name":"Lin"},{"id":"p2","name":"Mo"}]""")
            .Resolves("OwnerList.count", (owners, _) => owners.List("people").Count)
            .Resolves("OwnerList.first", (owners, _) => owners.List("people").FirstOrDefault()),
        new MemorySubgraph("taxes", """
            type Deed @key(fields: "code") { code: ID! tax: Int }
            """)
            .Holds("Deed", """[{"code":"d1","tax":9},{"code":"d2","tax":7}]"""));

    [Fact]
    public Task A_compound_key_with_an_object_in_it() => _graph.Answers(
        "{ deeds { notary price } }",
        """{"deeds":[{"notary":"Bai","price":900},{"notary":null,"price":null},{"notary":"Bai","price":900}]}""",
        atMost: 2);

    [Fact]
    public Task The_second_key_is_fetched_with_the_first() => _graph.Answers(
        "{ deeds { tax } }", """{"deeds":[{"tax":9},{"tax":7},{"tax":9}]}""", atMost: 3);

    [Fact]
    public Task A_list_of_people_is_a_key() => _graph.Answers(
        "{ deeds { owners { count first { name } } } }",
        """{"deeds":[{"owners":{"count":2,"first":{"name":"Lin"}}},{"owners":{"count":0,"first":null}},{"owners":{"count":2,"first":{"name":"Lin"}}}]}""");

    [Fact]
    public Task Members_of_a_key_are_entities_themselves() => _graph.Answers(
        "{ deeds { owners { people { name } main { name } } } }",
        """
        {"deeds":[{"owners":{"people":[{"name":"Lin"},{"name":"Mo"}],"main":{"name":"Mo"}}},{"owners":{"people":[],"main":null}},
                  {"owners":{"people":[{"name":"Lin"},{"name":"Mo"}],"main":{"name":"Mo"}}}]}
        """,
        atMost: 3);

    [Fact]
    public Task Parts_of_the_key_are_answered_from_where_they_already_are() => _graph.Answers(
        "{ deeds { year parcel { number block } } }",
        """
        {"deeds":[{"year":2020,"parcel":{"number":1,"block":"A"}},{"year":2021,"parcel":{"number":2,"block":"A"}},
                  {"year":2020,"parcel":{"number":1,"block":"A"}}]}
        """,
        atMost: 1);

    [Fact]
    public Task A_field_that_the_key_does_not_hold_is_read_beside_it() => _graph.Answers(
        "{ deeds { p: parcel { b: block area } } }",
        """{"deeds":[{"p":{"b":"A","area":50}},{"p":{"b":"A","area":70}},{"p":{"b":"A","area":50}}]}""",
        atMost: 2);

    [Fact]
    public Task Everything_of_a_deed_takes_as_many_steps_as_it_must() => _graph.Answers(
        "{ deeds { code tax price owners { count } } }",
        """
        {"deeds":[{"code":"d1","tax":9,"price":900,"owners":{"count":2}},{"code":"d2","tax":7,"price":null,"owners":{"count":0}},
                  {"code":"d1","tax":9,"price":900,"owners":{"count":2}}]}
        """,
        atMost: 4);
}
