using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>Whoever has no key cannot be asked for, and costs nobody else an answer.</summary>
public sealed class NullKeyTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("dogs", """
            type Query { dogs: [Dog] dog: Dog kennels: [Kennel!]! }
            type Dog @key(fields: "tag") { tag: ID name: String }
            type Kennel @key(fields: "owner { id }") { owner: Owner places: Int }
            type Owner @key(fields: "id") { id: ID }
            """)
            .Answers("""
            {"dogs":[{"tag":"t1","name":"Doudou"},{"tag":null,"name":"Wang"},null,{"tag":"t3","name":"Mimi"}],"dog":{"tag":null,"name":"Wang"},
             "kennels":[{"owner":{"id":"o1"},"places":3},{"owner":null,"places":4},{"owner":{"id":null},"places":5}]}
            """),
        new MemorySubgraph("vets", """
            type Dog @key(fields: "tag") @key(fields: "chip") { tag: ID chip: ID shots: Int vet: Vet }
            type Vet { name: String! }
            type Kennel @key(fields: "owner { id }") { owner: Owner licence: String }
            type Owner @key(fields: "id") { id: ID phone: String! }
            """)
            .Holds("Dog", """[{"tag":"t1","chip":"c1","shots":2,"vet":{"name":"Lin"}},{"tag":"t3","chip":null,"shots":null,"vet":null}]""")
            .Holds("Kennel", """[{"owner":{"id":"o1"},"licence":"K-1"}]""")
            .Holds("Owner", """[{"id":"o1","phone":"7"}]"""),
        new MemorySubgraph("insurers", """
            type Dog @key(fields: "chip") { chip: ID insured: Boolean policy: Policy! }
            type Policy { number: Int! }
            """)
            .Holds("Dog", """[{"chip":"c1","insured":true,"policy":{"number":5}}]"""));

    [Fact]
    public Task The_others_of_the_list_are_answered() => _graph.Answers(
        "{ dogs { name shots } }",
        """{"dogs":[{"name":"Doudou","shots":2},{"name":"Wang","shots":null},null,{"name":"Mimi","shots":null}]}""",
        atMost: 2);

    [Fact]
    public Task Nobody_is_asked_where_the_only_key_is_null() => _graph.Answers(
        "{ dog { name shots vet { name } } }", """{"dog":{"name":"Wang","shots":null,"vet":null}}""", atMost: 1);

    [Fact]
    public Task A_key_that_is_null_two_departments_away() => _graph.Answers(
        "{ dogs { name insured } }",
        """{"dogs":[{"name":"Doudou","insured":true},{"name":"Wang","insured":null},null,{"name":"Mimi","insured":null}]}""",
        atMost: 3);

    [Fact]
    public Task A_field_that_must_not_be_null_takes_who_has_no_key_with_it() => _graph.Answers(
        "{ dogs { name policy { number } } }",
        """{"dogs":[{"name":"Doudou","policy":{"number":5}},null,null,null]}""",
        atMost: 3);

    [Fact]
    public Task A_nested_key_is_null_where_any_part_of_it_is() => _graph.Answers(
        "{ kennels { places licence } }",
        """{"kennels":[{"places":3,"licence":"K-1"},{"places":4,"licence":null},{"places":5,"licence":null}]}""",
        atMost: 2);

    [Fact]
    public Task The_null_key_itself_is_an_answer() => _graph.Answers(
        "{ dogs { tag chip } kennels { owner { id } } }",
        """
        {"dogs":[{"tag":"t1","chip":"c1"},{"tag":null,"chip":null},null,{"tag":"t3","chip":null}],
         "kennels":[{"owner":{"id":"o1"}},{"owner":null},{"owner":{"id":null}}]}
        """,
        atMost: 2);

    [Fact]
    public Task The_owner_behind_a_null_key_is_lost_alone() => _graph.Answers(
        "{ kennels { owner { phone } places } }",
        """{"kennels":[{"owner":{"phone":"7"},"places":3},{"owner":null,"places":4},{"owner":null,"places":5}]}""",
        atMost: 2);
}
