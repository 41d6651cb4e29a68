using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

public sealed class ConditionTests
{
    private const string Both = """query Ask($yes: Boolean!, $no: Boolean!) """;
    private const string Variables = """{"yes":true,"no":false}""";

    private readonly MemorySubgraph _fees;
    private readonly FederatedGraph _graph;

    public ConditionTests()
    {
        _fees = new MemorySubgraph("fees", """
            type Permit @key(fields: "id") {
              id: ID!
              area: Int @external
              kind: String @external
              fee: Int @requires(fields: "area")
              surcharge: Int @requires(fields: "area kind")
              currency: String
            }
            """)
            .Holds("Permit", """[{"id":"1","currency":"CNY"},{"id":"2","currency":"CNY"}]""")
            .Resolves("Permit.fee", (permit, _) => permit["area"] is null ? null : permit.Number("area") * 2)
            .Resolves("Permit.surcharge", (permit, _) => permit.Text("kind") == "LARGE" ? permit.Number("area") : 0);
        _graph = new(
            new MemorySubgraph("permits", """
                type Query { permit: Permit permits: [Permit!]! }
                type Permit @key(fields: "id") { id: ID! area: Int kind: String holder: Holder }
                type Holder { name: String phone: String }
                """)
                .Answers("""{"permit":{"id":"1"},"permits":[{"id":"1"},{"id":"2"}]}""")
                .Holds("Permit", """
                [{"id":"1","area":10,"kind":"LARGE","holder":{"name":"Lin","phone":"7"}},{"id":"2","area":4,"kind":"SMALL","holder":null}]
                """),
            _fees);
    }

    [Fact]
    public Task What_is_not_included_is_not_asked_for() => _graph.Answers(
        Both + "{ permit { id fee @include(if: $no) currency @skip(if: $yes) } }", """{"permit":{"id":"1"}}""", Variables, atMost: 1);

    [Fact]
    public Task What_is_included_is_asked_for() => _graph.Answers(
        Both + "{ permit { fee @include(if: $yes) currency @skip(if: $no) } }", """{"permit":{"fee":20,"currency":"CNY"}}""", Variables, atMost: 2);

    [Fact]
    public Task Literals_decide_as_variables_do() => _graph.Answers(
        "{ permit { fee @skip(if: true) currency @include(if: true) area @include(if: false) kind @skip(if: false) } }",
        """{"permit":{"currency":"CNY","kind":"LARGE"}}""",
        atMost: 2);

    [Fact]
    public Task Both_directives_have_to_agree() => _graph.Answers(
        Both + """
        { permit {
            a: fee @include(if: $yes) @skip(if: $no)
            b: fee @include(if: $yes) @skip(if: $yes)
            c: fee @include(if: $no) @skip(if: $no)
            d: fee @include(if: $no) @skip(if: $yes) } }
        """,
        """{"permit":{"a":20}}""",
        Variables);

    [Fact]
    public Task A_field_that_stands_twice_is_there_when_one_of_them_is() => _graph.Answers(
        Both + "{ permit { fee @include(if: $no) ... @include(if: $yes) { fee } surcharge @include(if: $no) } }",
        """{"permit":{"fee":20}}""",
        Variables);

    [Fact]
    public Task Conditions_on_fragments_hold_for_what_is_in_them() => _graph.Answers(
        Both + """
        { permits { ...Dear @include(if: $yes) ... on Permit @skip(if: $yes) { kind } holder { name @include(if: $yes) phone @include(if: $no) } } }
        fragment Dear on Permit { fee surcharge @skip(if: $no) }
        """,
        """{"permits":[{"fee":20,"surcharge":10,"holder":{"name":"Lin"}},{"fee":8,"surcharge":0,"holder":null}]}""",
        Variables);

    [Fact]
    public Task A_required_field_that_the_caller_left_out_is_still_fetched() => _graph.Answers(
        "query Ask($no: Boolean!) { permit { area @include(if: $no) fee } }", """{"permit":{"fee":20}}""", Variables, atMost: 2);

    [Fact]
    public Task A_root_field_that_is_left_out_asks_nobody() => _graph.Answers(
        Both + "{ permit @include(if: $no) { fee } permits @skip(if: $yes) { id } }", "{}", Variables, atMost: 0);

    [Fact]
    public Task An_object_whose_every_field_is_left_out_is_there_and_empty() => _graph.Answers(
        Both + "{ permit { fee @include(if: $no) } permits { currency @skip(if: $yes) } }", """{"permit":{},"permits":[{},{}]}""", Variables);

    [Fact]
    public Task Nested_conditions_add_up() => _graph.Answers(
        Both + "{ permit @include(if: $yes) { ... @include(if: $yes) { ... @skip(if: $no) { currency } } ... @include(if: $no) { ... @include(if: $yes) { fee } } } }",
        """{"permit":{"currency":"CNY"}}""",
        Variables);

    [Fact]
    public async Task One_plan_serves_every_value_of_the_variables()
    {
        const string Query = "query Ask($fee: Boolean!) { permit { id fee @include(if: $fee) } }";
        await _graph.Answers(Query, """{"permit":{"id":"1"}}""", """{"fee":false}""", atMost: 1);
        Assert.Empty(_fees.Asked);
        await _graph.Answers(Query, """{"permit":{"id":"1","fee":20}}""", """{"fee":true}""", atMost: 2);
    }

    [Fact]
    public Task A_default_of_a_variable_decides() => _graph.Answers(
        "query Ask($fee: Boolean! = true, $kind: Boolean! = false) { permit { fee @include(if: $fee) kind @include(if: $kind) } }",
        """{"permit":{"fee":20}}""");

    [Fact]
    public Task Type_names_follow_conditions_too() => _graph.Answers(
        Both + "{ permit { a: __typename @include(if: $yes) b: __typename @skip(if: $yes) } c: __typename @include(if: $no) }",
        """{"permit":{"a":"Permit"}}""",
        Variables,
        atMost: 1);
}
