using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

public sealed class NestedProvidesTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("schools", """
            type Query { school: School schools: [School!] }
            type School @key(fields: "id") @shareable { id: ID! title: String head: Person }
            type Person @key(fields: "id") { id: ID! name: String @shareable home: Home @shareable phone: String }
            type Home @key(fields: "id") @shareable { id: ID! street: String city: City }
            type City @key(fields: "id") { id: ID! name: String @shareable mayor: String }
            """)
            .Answers("""{"school":{"id":"s1"},"schools":[{"id":"s1"},{"id":"s2"}]}""")
            .Holds("School", """[{"id":"s1","title":"No. 1","head":{"id":"p1"}},{"id":"s2","title":"No. 2","head":null}]""")
            .Holds("Person", """[{"id":"p1","name":"Lin","phone":"7","home":{"id":"h1"}}]""")
            .Holds("Home", """[{"id":"h1","street":"Canal","city":{"id":"c1"}}]""")
            .Holds("City", """[{"id":"c1","name":"Exchange","mayor":"Bai"}]"""),
        new MemorySubgraph("trips", """
            type Query {
              trips: [Trip!]!
              trip: Trip @provides(fields: "school { title }")
              lead: Person @provides(fields: "name home { street city { name } }")
            }
            type Trip @key(fields: "id") {
              id: ID!
              school: School @provides(fields: "head { home { street city { name } } }")
              plain: School
            }
            type School @key(fields: "id") { id: ID! title: String @external head: Person @external }
            type Person @key(fields: "id") { id: ID! name: String @external home: Home @external trips: [Trip!] }
            type Home @key(fields: "id") { id: ID! street: String @external city: City @external }
            type City @key(fields: "id") { id: ID! name: String @external }
            """)
            .Answers("""
            {"trips":[{"id":"t1","plain":{"id":"s1"},
                       "school":{"id":"s1","head":{"id":"p1","home":{"id":"h1","street":"Canal","city":{"id":"c1","name":"Exchange"}}}}},
                      {"id":"t2","plain":null,"school":null}],
             "trip":{"id":"t1","plain":{"id":"s1"},"school":{"id":"s1","title":"No. 1",
               "head":{"id":"p1","home":{"id":"h1","street":"Canal","city":{"id":"c1","name":"Exchange"}}}}},
             "lead":{"id":"p1","name":"Lin","home":{"id":"h1","street":"Canal","city":{"id":"c1","name":"Exchange"}}}}
            """)
            .Holds("Person", """[{"id":"p1","trips":[{"id":"t1","school":null,"plain":{"id":"s1"}}]}]"""));

    [Fact]
    public Task Four_levels_down_are_provided() => _graph.Answers(
        "{ trips { school { head { home { street city { name } } } } } }",
        """{"trips":[{"school":{"head":{"home":{"street":"Canal","city":{"name":"Exchange"}}}}},{"school":null}]}""",
        atMost: 1);

    [Fact]
    public Task What_is_not_provided_on_that_level_is_fetched() => _graph.Answers(
        "{ trips { school { head { phone home { street } } } } }",
        """{"trips":[{"school":{"head":{"phone":"7","home":{"street":"Canal"}}}},{"school":null}]}""",
        atMost: 2);

    [Fact]
    public Task What_is_not_provided_at_the_bottom_is_fetched() => _graph.Answers(
        "{ trips { school { head { home { city { name mayor } } } } } }",
        """{"trips":[{"school":{"head":{"home":{"city":{"name":"Exchange","mayor":"Bai"}}}}},{"school":null}]}""",
        atMost: 2);

    [Fact]
    public Task Beside_the_provided_path_nothing_is_provided() => _graph.Answers(
        "{ trips { plain { title head { name } } } }", """{"trips":[{"plain":{"title":"No. 1","head":{"name":"Lin"}}},{"plain":null}]}""", atMost: 2);

    [Fact]
    public Task Two_provisions_on_one_path_add_up() => _graph.Answers(
        "{ trip { school { title head { home { street } } } } }",
        """{"trip":{"school":{"title":"No. 1","head":{"home":{"street":"Canal"}}}}}""",
        atMost: 1);

    [Fact]
    public Task A_provision_of_the_root_field() => _graph.Answers(
        "{ lead { name trips { id } home { street city { id name } } } }",
        """{"lead":{"name":"Lin","trips":[{"id":"t1"}],"home":{"street":"Canal","city":{"id":"c1","name":"Exchange"}}}}""",
        atMost: 1);

    [Fact]
    public Task The_provided_name_is_of_the_city_and_not_of_the_head() => _graph.Answers(
        "{ trips { school { head { name home { city { name } } } } } }",
        """{"trips":[{"school":{"head":{"name":"Lin","home":{"city":{"name":"Exchange"}}}}},{"school":null}]}""",
        atMost: 2);
}
