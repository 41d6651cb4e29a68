using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>Interfaces whose fields lead back to the interface, with the implementations in other departments.</summary>
public sealed class CircularInterfaceTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("sites", """
            type Query { site: Site sites: [Site] }
            interface Site { nearby: [Site] partner: Site }
            type School implements Site @key(fields: "id") { id: ID! nearby: [Site] partner: Site }
            type Clinic implements Site @key(fields: "id") { id: ID! nearby: [Site] partner: Site }
            """)
            .Answers("""{"site":{"__typename":"School","id":"s1"},"sites":[{"__typename":"Clinic","id":"c1"},null,{"__typename":"School","id":"s2"}]}""")
            .Holds("School", """
            [{"id":"s1","nearby":[{"__typename":"Clinic","id":"c1"},{"__typename":"School","id":"s2"},null],"partner":{"__typename":"School","id":"s2"}},
             {"id":"s2","nearby":null,"partner":{"__typename":"School","id":"s1"}}]
            """)
            .Holds("Clinic", """[{"id":"c1","nearby":[{"__typename":"School","id":"s1"}],"partner":null}]"""),
        new MemorySubgraph("staff", """
            interface Employer { staff: [Person!] }
            type School implements Employer @key(fields: "id") { id: ID! staff: [Person!] pupils: Int! }
            type Clinic implements Employer @key(fields: "id") { id: ID! staff: [Person!] beds: Int }
            type Person { name: String! works: Employer }
            """)
            .Holds("School", """
            [{"id":"s1","pupils":100,"staff":[{"name":"Lin","works":{"__typename":"School","id":"s1"}}]},{"id":"s2","pupils":50,"staff":[]}]
            """)
            .Holds("Clinic", """[{"id":"c1","beds":12,"staff":[{"name":"Mo","works":{"__typename":"School","id":"s2"}}]}]"""));

    [Fact]
    public Task The_interface_leads_to_itself() => _graph.Answers(
        "{ site { __typename nearby { __typename nearby { __typename } } } }",
        """
        {"site":{"__typename":"School","nearby":[{"__typename":"Clinic","nearby":[{"__typename":"School"}]},{"__typename":"School","nearby":null},null]}}
        """,
        atMost: 1);

    [Fact]
    public Task Implementations_are_completed_at_every_turn() => _graph.Answers(
        "{ site { ... on School { pupils } nearby { ... on Clinic { beds nearby { ... on School { pupils } } } ... on School { pupils } } } }",
        """{"site":{"pupils":100,"nearby":[{"beds":12,"nearby":[{"pupils":100}]},{"pupils":50},null]}}""",
        atMost: 4);

    [Fact]
    public Task From_the_implementation_through_the_other_departments_interface() => _graph.Answers(
        "{ sites { ... on Employer { staff { name works { ... on Site { partner { ... on School { id pupils } } } } } } } }",
        """{"sites":[{"staff":[{"name":"Mo","works":{"partner":{"id":"s1","pupils":100}}}]},null,{"staff":[]}]}""",
        atMost: 4);

    [Fact]
    public Task Partners_of_partners_come_home() => _graph.Answers(
        "{ site { partner { partner { partner { ... on School { id pupils } } } } } }",
        """{"site":{"partner":{"partner":{"partner":{"id":"s2","pupils":50}}}}}""",
        atMost: 2);

    [Fact]
    public Task A_null_in_the_circle_ends_it() => _graph.Answers(
        "{ sites { partner { ... on School { pupils } partner { __typename } } } }",
        """{"sites":[{"partner":null},null,{"partner":{"pupils":100,"partner":{"__typename":"School"}}}]}""",
        atMost: 2);
}
