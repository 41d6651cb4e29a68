using Exchange.Federation.Composition;
using Exchange.Federation.Governed.Departments;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Federation.Governed.Departments;

/// <summary>What a department's own schema may look like, and every way in which it does not serve what the graph asks of it.</summary>
public sealed class DepartmentComposerTests
{
    private const string Tax2 = """
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@inaccessible", "@override", "@interfaceObject"])

        """;

    [Fact]
    public void The_graph_that_callers_see_stays_as_it_is()
    {
        Assert.Equal(
            Exchange.GraphQL.TypeSystem.SchemaPrinter.Print(JoinedCity.Plain.Schema),
            Exchange.GraphQL.TypeSystem.SchemaPrinter.Print(JoinedCity.Graph.Schema));
    }

    [Fact]
    public void A_field_that_takes_the_own_key_alone_needs_no_join()
    {
        Assert.Null(JoinedCity.Graph.Join("Person", "doctor"));
        Assert.Null(JoinedCity.Graph.Join("Person", "name"));
        Assert.Equal(["registrationNo"], JoinedCity.Graph.Join("Organization", "turnover")!.Inputs.Select(input => input.Text));
        Assert.Equal(["pension { months }", "ageAtLeast(years: 80)"], JoinedCity.Graph.Join("Person", "heatRisk")!.Inputs.Select(input => input.Text));
    }

    [Fact]
    public void Of_several_keys_the_own_one_is_used() =>
        Assert.Null(Joined("""
            type Organization @key(fields: "registrationNo") @key(fields: "uscc") { registrationNo: String! uscc: ID! turnover: String audit: String }
            """).Join("Organization", "turnover"));

    [Fact]
    public void A_key_that_is_not_resolvable_is_no_key() =>
        Assert.Equal(
            ["registrationNo"],
            Joined("""
                type Organization @key(fields: "registrationNo") @key(fields: "uscc", resolvable: false) {
                  registrationNo: String! uscc: ID! turnover: String audit: String
                }
                """).Join("Organization", "turnover")!.Inputs.Select(input => input.Text));

    [Fact]
    public void A_compound_key_is_read_field_by_field() =>
        Assert.Equal(
            ["name", "registrationNo"],
            Joined("""type Organization @key(fields: "name registrationNo") { name: String registrationNo: String turnover: String audit: String }""")
                .Join("Organization", "audit")!.Inputs.Select(input => input.Text));

    [Theory]
    [InlineData("""extend type Organization @key(fields: "registrationNo") { registrationNo: String! @external turnover: String audit: String }""")]
    [InlineData("""
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", as: "fed", import: [{ name: "@key", as: "@id" }])
        type Organization @id(fields: "registrationNo") { registrationNo: String! turnover: String audit: String @fed__requires(fields: "name") name: String @fed__external }
        """)]
    public void Federation_1_and_renamed_directives_are_read(string schema)
    {
        var composition = JoinedCity.Join(new Subgraph("tax", schema));

        Assert.Empty(composition.Errors);
        Assert.Equal("registrationNo", composition.Graph!.Join("Organization", "turnover")!.Inputs.Single().Text);
    }

    [Fact]
    public void What_requires_what_is_itself_required_is_found_however_long_the_way()
    {
        var composition = JoinedCity.Join(
            new Subgraph("civil", """
                type Person @key(fields: "citizenNo") { citizenNo: ID! visitContact: Contact @requires(fields: "doctor") doctor: String @external }
                type Contact { name: String phone: String }
                """),
            new Subgraph("health", """
                type Person @key(fields: "citizenNo") {
                  citizenNo: ID! heatRisk: String careNeed: CareNeed route: String
                  doctor: String @requires(fields: "visitContact { name }") visitContact: Contact @external
                }
                type CareNeed { oxygen: Boolean dialysis: Boolean }
                type Contact { name: String }
                """));

        Assert.Equal(
            ["INPUTS_CIRCULAR Person.doctor", "INPUTS_CIRCULAR Person.visitContact"],
            composition.Errors.Select(error => $"{error.Code} {error.Coordinate}").Order());
    }

    [Theory]
    [InlineData("type Organization {", "SCHEMA_UNREADABLE", 1)]
    [InlineData("type Other { id: ID }", "FIELD_NOT_SERVED Organization.turnover", 0)]
    [InlineData("""type Organization @key(fields: "uscc") { uscc: ID! audit: String }""", "FIELD_NOT_SERVED Organization.turnover", 1)]
    [InlineData("""type Organization @key(fields: "uscc") { uscc: ID! turnover: Int audit: String }""", "TYPE_DIFFERS Organization.turnover", 1)]
    [InlineData("""type Organization @key(fields: "uscc") { uscc: ID! turnover: [String] audit: String }""", "TYPE_DIFFERS Organization.turnover", 1)]
    [InlineData(
        """type Organization @key(fields: "uscc") { uscc: ID! turnover(year: Int!): String audit: String }""", "TYPE_DIFFERS Organization.turnover", 1)]
    [InlineData("""type Organization { turnover: String audit: String }""", "KEY_NOT_USABLE Organization", 1)]
    [InlineData("""type Organization @key(fields: "secret") { secret: ID turnover: String audit: String }""", "KEY_NOT_USABLE Organization", 1)]
    [InlineData("""type Organization @key(fields: "turnover") { turnover: String audit: String }""", "KEY_NOT_USABLE Organization", 1)]
    [InlineData(
        """type Organization @key(fields: "uscc") { uscc: ID! turnover: String @external audit: String }""", "FIELD_NOT_OFFERED Organization.turnover", 1)]
    [InlineData(
        """type Organization @key(fields: "uscc") { uscc: ID! turnover: String @inaccessible audit: String }""",
        "FIELD_NOT_OFFERED Organization.turnover",
        1)]
    [InlineData(
        """type Organization @key(fields: "uscc") { uscc: ID! turnover: String @override(from: "market", label: "percent(5)") audit: String }""",
        "DIRECTIVE_NOT_FOLLOWED Organization.turnover",
        1)]
    [InlineData(
        """type Organization @key(fields: "uscc") { uscc: ID! turnover(of: ID @fromContext(field: "$c id")): String audit: String }""",
        "DIRECTIVE_NOT_FOLLOWED Organization.turnover",
        1)]
    [InlineData(
        """type Organization @key(fields: "uscc") { uscc: ID! turnover: String audit: String @requires(fields: "ghost") }""",
        "INPUT_NOT_USABLE Organization.audit",
        1)]
    [InlineData(
        """type Organization @key(fields: "uscc") { uscc: ID! turnover: String audit: String @requires(fields: "turnover") }""",
        "INPUT_NOT_USABLE Organization.audit",
        1)]
    public void A_mistake_is_named_with_its_line_and_coordinate(string schema, string expected, int line)
    {
        var composition = JoinedCity.Join(new Subgraph("tax", schema));

        Assert.Null(composition.Graph);
        Assert.Contains(expected, composition.Errors.Select(error => $"{error.Code} {error.Coordinate}".TrimEnd()));
        Assert.All(composition.Errors, error => Assert.Equal("tax", error.Subgraph));
        Assert.Contains(composition.Errors, error => (error.Location?.Line ?? 0) == line);
    }

    [Fact]
    public void The_home_of_an_entity_has_to_know_its_own_key()
    {
        var composition = JoinedCity.Join(new Subgraph("market", """
            type Organization @key(fields: "registrationNo") { uscc: ID! name: String registrationNo: String }
            """));

        Assert.Equal(["KEY_NOT_USABLE Organization"], composition.Errors.Select(error => $"{error.Code} {error.Coordinate}"));
    }

    [Theory]
    [InlineData("nobody's", "person { citizenNo }")]
    [InlineData("of the hub", "pid")]
    [InlineData("of a linked record", "registeredAddress { addressCode fullText }")]
    [InlineData("of other arguments", "ageAtLeast")]
    [InlineData("of a list that leads on", "household { members { name } }")]
    public void An_input_has_to_be_a_datum_that_another_department_owns(string what, string fields)
    {
        var composition = JoinedCity.Join(new Subgraph("civil", $$"""
            type Person @key(fields: "citizenNo") { citizenNo: ID! visitContact: Contact @requires(fields: "{{fields}}") }
            type Contact { name: String phone: String }
            """));

        Assert.True(composition.Errors is [{ Code: "INPUT_NOT_USABLE" }], $"{what}: {string.Join('\n', composition.Errors)}");
    }

    [Fact]
    public void A_field_that_an_interface_object_serves_is_asked_for_under_the_interfaces_name_and_its_rules_hold()
    {
        var plain = Exchange.Federation.Governed.Composition.GovernedComposer.Compose(
        [
            new("fire", """
                type Query { fire(id: ID): Fire }
                interface Incident { id: ID! risk: Int }
                type Fire implements Incident @key(fields: "id") @home { id: ID! water: Boolean }
                type Flood implements Incident @key(fields: "id") @home { id: ID! depth: Int }
                """),
            new("risks", """
                interface Incident { id: ID! risk: Int }
                type Fire implements Incident @key(fields: "id") { id: ID! @external risk: Int }
                type Flood implements Incident @key(fields: "id") { id: ID! @external risk: Int }
                """),
        ]);
        Assert.Empty(plain.Errors);

        var graph = DepartmentComposer.Compose(plain.Graph!, [new Subgraph("risks", Tax2 + """
            type Incident @key(fields: "id") @interfaceObject { id: ID! risk: Int @federation__requiresScopes(scopes: [["risk"]]) }
            """)]).Graph!;

        Assert.Equal("Incident", graph.Join("Fire", "risk")!.Address.Type);
        Assert.Empty(graph.Join("Flood", "risk")!.Inputs);
        Assert.All(["Fire.risk", "Flood.risk"], coordinate => Assert.Equal([["risk"]], Assert.Single(graph.Requirements(coordinate)).AnyOf));
    }

    private static Exchange.Federation.Governed.Composition.GovernedGraph Joined(string schema)
    {
        var composition = JoinedCity.Join(new Subgraph("tax", Tax2 + schema));
        return composition.Graph ?? throw new InvalidOperationException(string.Join('\n', composition.Errors));
    }
}
