using Exchange.GraphQL;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.UnitTests.GraphQL.TypeSystem;

/// <summary>Section 3, one row per way to break it: the rule that speaks, what it says, and where.</summary>
public sealed class SchemaRulesTests
{
    private const string Query = "type Query { q: Int }\n";

    public static TheoryData<string, string, string> Broken => new()
    {
        { "query Q { a }", "ExecutableDefinitions", "Operations and fragments have no place in a schema." },
        { "type Query { a: Int }", "UniqueTypeNames", "The type \"Query\" is defined more than once." },
        { "type A { a: Int } enum A { B }", "UniqueTypeNames", "The type \"A\" is defined more than once." },
        { "type String { a: Int }", "UniqueTypeNames", "\"String\" is a built-in scalar; choose another name." },
        { "type A { a: Int a: Int }", "UniqueFieldDefinitionNames", "The type \"A\" has the field \"a\" more than once." },
        { "type A { a: Int } extend type A { a: Int }", "UniqueFieldDefinitionNames", "The type \"A\" has the field \"a\" more than once." },
        { "type A { a(b: Int, b: Int): Int }", "UniqueArgumentDefinitionNames", "The field \"A.a\" has the argument \"b\" more than once." },
        { "enum A { B B }", "UniqueEnumValueNames", "The enum \"A\" has the value \"B\" more than once." },
        { "input A { b: Int b: Int }", "UniqueInputFieldNames", "The input object \"A\" has the field \"b\" more than once." },
        { "union A = Query | Query", "UniqueMemberTypes", "The type \"A\" has the member \"Query\" more than once." },
        { "interface I { a: Int } type A implements I & I { a: Int }", "UniqueInterfaces", "The type \"A\" implements \"I\" more than once." },
        { "directive @d on FIELD directive @d on FIELD", "UniqueDirectiveNames", "The directive \"@d\" is defined more than once." },
        { "directive @d(a: Int, a: Int) on FIELD", "UniqueArgumentDefinitionNames", "The directive \"@d\" has the argument \"a\" more than once." },
        { "directive @skip(if: String) on FIELD", "UniqueDirectiveNames", "\"@skip\" is a built-in directive, and its argument \"if\" differs from the specification." },
        { "schema { query: Query } schema { query: Query }", "LoneSchemaDefinition", "There is more than one schema definition; keep one." },
        { "schema { query: Query query: Query }", "UniqueOperationTypes", "The schema names more than one query type." },
        { "schema { query: Query mutation: Nope }", "KnownTypeNames", "The schema names the type \"Nope\", which is not defined." },
        { "schema { query: Query mutation: E } enum E { A }", "RootOperationTypes", "The mutation type \"E\" must be an object type." },
        { "schema { query: Query mutation: Query }", "RootOperationTypes", "The type \"Query\" is the root of more than one kind of operation: query, mutation." },
        { "extend type Nope { a: Int }", "PossibleTypeExtensions", "The type \"Nope\" is extended but not defined here." },
        { "extend input Query { a: Int }", "PossibleTypeExtensions", "The type \"Query\" is extended as another kind of type than it is defined." },
        { "extend scalar Int @specifiedBy(url: \"x\")", "PossibleTypeExtensions", "The type \"Int\" is extended but not defined here." },
        { "type A { a: Nope }", "KnownTypeNames", "\"A.a\" has the type \"Nope\", which is not defined." },
        { "type A { a(b: [Nope!]): Int }", "KnownTypeNames", "\"A.a(b:)\" has the type \"Nope\", which is not defined." },
        { "input A { a: Nope }", "KnownTypeNames", "\"A.a\" has the type \"Nope\", which is not defined." },
        { "directive @d(a: Nope) on FIELD", "KnownTypeNames", "\"@d(a:)\" has the type \"Nope\", which is not defined." },
        { "union A = Nope | Query", "KnownTypeNames", "\"A\" has the member \"Nope\", which is not defined." },
        { "type A implements Nope { a: Int }", "KnownTypeNames", "\"A\" implements \"Nope\", which is not defined." },
        { "union A = Query | E enum E { X }", "TypeKinds", "\"A\" has the member \"E\", which must be an object type." },
        { "type A implements Query { q: Int }", "TypeKinds", "\"A\" implements \"Query\", which must be an interface." },
        { "type __A { a: Int }", "ReservedNames", "The name \"__A\" begins with \"__\", which is reserved for introspection." },
        { "type A { __a: Int }", "ReservedNames", "The name \"__a\" begins with \"__\", which is reserved for introspection." },
        { "type A { a(__b: Int): Int }", "ReservedNames", "The name \"__b\" begins with \"__\", which is reserved for introspection." },
        { "enum A { __B }", "ReservedNames", "The name \"__B\" begins with \"__\", which is reserved for introspection." },
        { "input A { __b: Int }", "ReservedNames", "The name \"__b\" begins with \"__\", which is reserved for introspection." },
        { "directive @__d on FIELD", "ReservedNames", "The name \"__d\" begins with \"__\", which is reserved for introspection." },
        { "type A", "NonEmptyTypes", "The type \"A\" needs at least one field." },
        { "interface A", "NonEmptyTypes", "The type \"A\" needs at least one field." },
        { "input A", "NonEmptyTypes", "The type \"A\" needs at least one field." },
        { "union A", "NonEmptyTypes", "The type \"A\" needs at least one member." },
        { "enum A", "NonEmptyTypes", "The type \"A\" needs at least one value." },
        { "type A { a: I } input I { a: Int }", "OutputTypes", "The field \"A.a\" has the input type \"I\"; fields need an output type." },
        { "type A { a(b: [Query]): Int }", "InputTypes", "\"A.a(b:)\" has the type \"[Query]\", which cannot be used for input." },
        { "input A { a: Query }", "InputTypes", "\"A.a\" has the type \"Query\", which cannot be used for input." },
        { "directive @d(a: Query) on FIELD", "InputTypes", "\"@d(a:)\" has the type \"Query\", which cannot be used for input." },
        { "interface I { a: Int } type A implements I { b: Int }", "InterfaceImplementation", "\"A\" lacks the field \"a\" of its interface \"I\"." },
        { "interface I { a: Int! } type A implements I { a: Int }", "InterfaceImplementation", "\"A.a\" has the type \"Int\", which does not fit \"Int!\" of \"I.a\"." },
        { "interface I { a: [Int] } type A implements I { a: Int }", "InterfaceImplementation", "\"A.a\" has the type \"Int\", which does not fit \"[Int]\" of \"I.a\"." },
        { "interface I { a(x: Int): Int } type A implements I { a: Int }", "InterfaceImplementation", "\"A.a\" lacks the argument \"x\" of \"I.a\"." },
        { "interface I { a(x: Int): Int } type A implements I { a(x: Int!): Int }", "InterfaceImplementation", "\"A.a(x:)\" has the type \"Int!\", \"I.a\" has \"Int\"." },
        { "interface I { a: Int } type A implements I { a(x: Int!): Int }", "InterfaceImplementation", "\"A.a(x:)\" is required although \"I.a\" does not have it; make it optional." },
        { "interface J { a: Int } interface I implements J { a: Int } type A implements I { a: Int }", "InterfaceImplementation", "\"A\" implements \"I\" and must therefore also declare \"J\"." },
        { "interface I implements I { a: Int }", "InterfaceImplementation", "The interface \"I\" must not implement itself." },
        { "interface I { a: Int } type A implements I { a: Int @deprecated }", "InterfaceImplementation", "\"A.a\" is deprecated although \"I.a\" is not." },
        { "input A { a: A! }", "InputObjectCircularReferences", "No value of \"A\" can be given, because it needs itself: A → A." },
        { "input A { b: B! } input B { c: C! } input C { a: A! }", "InputObjectCircularReferences", "No value of \"A\" can be given, because it needs itself: A → B → C → A." },
        { "input A @oneOf { a: A }", "OneOfInputObjects", "No value of \"A\" can be given, because each of its fields needs it again." },
        { "input A @oneOf { a: Int! }", "OneOfInputObjects", "\"A.a\" must be nullable, because \"A\" is @oneOf." },
        { "input A @oneOf { a: Int = 1 }", "OneOfInputObjects", "\"A.a\" must have no default, because \"A\" is @oneOf." },
        { "input A { a: Int! @deprecated }", "Deprecation", "\"A.a\" is required and cannot be deprecated." },
        { "type A { a(b: Int! @deprecated): Int }", "Deprecation", "\"A.a(b:)\" is required and cannot be deprecated." },
        { "directive @d(a: Int @d) on ARGUMENT_DEFINITION", "DirectiveDefinitionCycles", "The definition of \"@d\" uses the directive itself." },
        { "directive @d(a: E) on ENUM_VALUE enum E { X @d }", "DirectiveDefinitionCycles", "The definition of \"@d\" uses the directive itself." },
        { "type A @d { a: Int }", "KnownDirectives", "The directive \"@d\" on \"A\" is not defined." },
        { "extend schema @d", "KnownDirectives", "The directive \"@d\" on \"schema\" is not defined." },
        { "type A { a(b: Int @d): Int }", "KnownDirectives", "The directive \"@d\" on \"A.a(b:)\" is not defined." },
        { "type A @deprecated { a: Int }", "KnownDirectives", "The directive \"@deprecated\" must not stand on \"A\" (OBJECT)." },
        { "type A { a: Int @deprecated @deprecated }", "UniqueDirectivesPerLocation", "The directive \"@deprecated\" stands on \"A.a\" more than once." },
        { "scalar S @specifiedBy", "ProvidedRequiredArguments", "\"@specifiedBy\" on \"S\" needs the argument \"url\"." },
        { "scalar S @specifiedBy(url: \"a\", why: 1)", "KnownArgumentNames", "\"@specifiedBy\" on \"S\" has no argument \"why\"." },
        { "scalar S @specifiedBy(url: \"a\", url: \"b\")", "UniqueArgumentNames", "\"@specifiedBy\" on \"S\" has the argument \"url\" more than once." },
        { "scalar S @specifiedBy(url: 1)", "ValuesOfCorrectType", "\"@specifiedBy(url:)\" on \"S\": An integer does not fit \"String\"." },
        { "enum E { A @deprecated(reason: null) }", "ValuesOfCorrectType", "\"@deprecated(reason:)\" on \"E.A\": null does not fit \"String!\"." },
        { "input A { a: A = {} }", "DefaultValues", "The default of \"A.a\" contains itself." },
        { "input A { b: B = {} } input B { a: A = {} }", "DefaultValues", "The default of \"A.b\" contains itself." },
    };

    public static TheoryData<string> Allowed =>
    [
        "interface I { a: Int b: I c: U d: [I] } type A implements I { a: Int! b: A c: A d: [A!]! } union U = A",
        "interface I { a(x: Int): Int } type A implements I { a(x: Int, y: Int, z: Int! = 1): Int }",
        "interface J { a: Int } interface I implements J { a: Int } type A implements I & J { a: Int }",
        "input A { a: A } input B { b: [B!]! } input C { d: D! } input D { c: C }",
        "input A { a: A = null }",
        "input A { a: A = { a: null } }",
        "input A { a: A = { a: { n: 1, a: null } } n: Int = 2 }",
        "directive @d(a: Int) repeatable on OBJECT type A @d(a: 1) @d { a: Int }",
        "interface I { a: Int @deprecated } type A implements I { a: Int @deprecated }",
        "type Mutation { a: Int } type Subscription { b: Int }",
        "type A { _a: Int } scalar _Any",
        "input A @oneOf { a: A b: Int }",
        "input A @oneOf { a: [A] }",
        "input A @oneOf { b: B } input B { a: A }",
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_schema_is_refused_by_its_rule_at_a_place(string sdl, string rule, string message)
    {
        var errors = Assert.Throws<GraphQLException>(() => SchemaBuilder.Build(Query + sdl)).Errors;
        Assert.Contains((rule, message), errors.Select(error => (error.Rule!, error.Message)));
        Assert.All(errors, error => Assert.NotEmpty(error.Locations));
        Assert.All(errors, error => Assert.Equal(ErrorCodes.ValidationFailed, error.Code));
    }

    [Theory]
    [MemberData(nameof(Allowed))]
    public void What_the_specification_allows_builds(string sdl) => Assert.NotNull(SchemaBuilder.Build(Query + sdl));

    [Fact]
    public void Every_error_is_reported_at_once_in_the_order_of_the_document()
    {
        var errors = Assert.Throws<GraphQLException>(() => SchemaBuilder.Build(
            """
            type Query { a: Nope }
            enum E
            input I { x: I! }
            type T implements Missing { a: Int @no }
            """)).Errors;
        Assert.Equal(
            ["KnownTypeNames", "NonEmptyTypes", "InputObjectCircularReferences", "KnownTypeNames", "KnownDirectives"],
            errors.Select(error => error.Rule));
        Assert.Equal([1, 2, 3, 4, 4], errors.Select(error => error.Locations[0].Line));
    }

    [Fact]
    public void A_schema_without_query_type_is_refused_and_told_what_to_do()
    {
        var error = Assert.Single(Assert.Throws<GraphQLException>(() => SchemaBuilder.Build("type A { a: Int }")).Errors);
        Assert.Equal("The schema has no query type; define \"type Query\" or name one in \"schema { query: … }\".", error.Message);
    }

    [Fact]
    public void A_chain_of_ten_thousand_input_types_is_checked_without_deep_recursion()
    {
        var sdl = Query + string.Join('\n', Enumerable.Range(0, 10_000).Select(i => $"input I{i} {{ next: I{(i + 1) % 10_000}! }}"));
        var error = Assert.Single(Assert.Throws<GraphQLException>(() => SchemaBuilder.Build(sdl)).Errors);
        Assert.Equal("InputObjectCircularReferences", error.Rule);
    }

    [Fact]
    public void Defaults_that_lie_too_deep_inside_each_other_are_refused()
    {
        var chain = string.Join('\n', Enumerable.Range(0, 1000).Select(i => $"input I{i} {{ next: I{i + 1} = {{}} }}"));
        var errors = Assert.Throws<GraphQLException>(() => SchemaBuilder.Build(Query + chain + "input I1000 { x: Int }")).Errors;
        Assert.All(errors, error => Assert.Equal("DefaultValues", error.Rule));
    }

    [Fact]
    public void A_short_schema_cannot_make_a_default_of_any_size()
    {
        var doubling = string.Join('\n', Enumerable.Range(0, 14).Select(i => $"input I{i} {{ a: I{i + 1} = {{}} b: I{i + 1} = {{}} c: I{i + 1} = {{}} }}"));
        var errors = Assert.Throws<GraphQLException>(() => SchemaBuilder.Build(Query + doubling + "input I14 { x: Int = 1 }")).Errors;
        Assert.All(errors, error => Assert.Equal("DefaultValues", error.Rule));
        Assert.Contains("holds more than 20000 values", errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_defaults_is_bounded_whichever_end_is_defined_first()
    {
        var chain = string.Join('\n', Enumerable.Range(0, 5000).Reverse().Select(i => $"input I{i} {{ next: I{i + 1} = {{}} }}"));
        var errors = Assert.Throws<GraphQLException>(() => SchemaBuilder.Build(Query + "input I5000 { x: Int = 1 }" + chain)).Errors;
        Assert.All(errors, error => Assert.Equal("DefaultValues", error.Rule));
    }

    [Fact]
    public void Nested_defaults_that_each_nest_deep_are_refused_before_the_stack_ends()
    {
        var (open, close) = (new string('[', 190), new string(']', 190));
        var chain = string.Join('\n', Enumerable.Range(0, 15).Select(i => $"input I{i} {{ a: {open}I{i + 1}{close} = {open}{{}}{close} }}"));
        var errors = Assert.Throws<GraphQLException>(() => SchemaBuilder.Build(Query + chain + "input I15 { x: Int }")).Errors;
        Assert.All(errors, error => Assert.Equal("DefaultValues", error.Rule));
        Assert.Contains("400 lists and objects deep", errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Twenty_defaults_inside_each_other_are_allowed()
    {
        var chain = string.Join('\n', Enumerable.Range(0, 20).Select(i => $"input I{i} {{ next: I{i + 1} = {{}} }}"));
        Assert.NotNull(SchemaBuilder.Build(Query + chain + "input I20 { x: Int = 1 }"));
    }
}
