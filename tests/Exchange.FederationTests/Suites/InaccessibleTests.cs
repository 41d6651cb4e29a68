using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>What callers cannot see works inside all the same: as a key, as a requirement, as the type of a value.</summary>
public sealed class InaccessibleTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("people", """
            type Query { person: Person all: [Subject] hidden: String @inaccessible parties: [Party] }
            interface Subject { name: String }
            union Party = Person | Ghost
            type Person implements Subject @key(fields: "secret") { secret: ID! @inaccessible id: ID name: String born: Int @inaccessible }
            type Ghost implements Subject @inaccessible { name: String }
            """)
            .Answers("""
            {"person":{"secret":"x1"},"all":[{"__typename":"Person","secret":"x1"},{"__typename":"Ghost","name":"Boo"},null],
             "parties":[{"__typename":"Ghost","name":"Boo"},{"__typename":"Person","secret":"x1"}]}
            """)
            .Holds("Person", """[{"secret":"x1","id":"1","name":"Lin","born":1990}]"""),
        new MemorySubgraph("ages", """
            type Person @key(fields: "secret") {
              secret: ID! born: Int @external age: Int @requires(fields: "born") level(of: Int = 1 @inaccessible): Int
            }
            """)
            .Holds("Person", """[{"secret":"x1"}]""")
            .Resolves("Person.age", (person, _) => 2026 - person.Number("born"))
            .Resolves("Person.level", (_, arguments) => (int)arguments["of"].AsInteger() + 1));

    [Fact]
    public Task A_key_that_nobody_sees_is_a_key() => _graph.Answers("{ person { name level } }", """{"person":{"name":"Lin","level":2}}""", atMost: 2);

    [Fact]
    public Task A_requirement_that_nobody_sees_is_met() => _graph.Answers("{ person { age } }", """{"person":{"age":36}}""", atMost: 2);

    [Fact]
    public Task It_cannot_be_asked_for() => _graph.Refuses("{ person { secret } }");

    [Fact]
    public Task Neither_can_a_root_field() => _graph.Refuses("{ hidden }");

    [Fact]
    public Task Neither_can_an_argument() => _graph.Refuses("{ person { level(of: 2) } }");

    [Fact]
    public Task A_fragment_on_a_hidden_type_is_refused() => _graph.Refuses("{ all { ... on Ghost { name } } }");

    [Fact]
    public Task An_object_of_a_hidden_type_is_null() => _graph.Answers(
        "{ all { __typename name } }", """{"all":[{"__typename":"Person","name":"Lin"},null,null]}""");

    [Fact]
    public Task In_a_union_too() => _graph.Answers(
        "{ parties { ... on Person { name age } } }", """{"parties":[null,{"name":"Lin","age":36}]}""");
}
