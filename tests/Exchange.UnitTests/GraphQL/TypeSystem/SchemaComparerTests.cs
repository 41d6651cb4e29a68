using Exchange.GraphQL.TypeSystem;

namespace Exchange.UnitTests.GraphQL.TypeSystem;

public sealed class SchemaComparerTests
{
    [Theory]
    [InlineData("type T { a: Int }", "", "Breaking TYPE_REMOVED T")]
    [InlineData("", "type T { a: Int }", "Safe TYPE_ADDED T")]
    [InlineData("type T { a: Int }", "interface T { a: Int }", "Breaking TYPE_CHANGED_KIND T")]
    [InlineData("type T { a: Int b: Int }", "type T { b: Int }", "Breaking FIELD_REMOVED T.a")]
    [InlineData("type T { b: Int }", "type T { a: Int b: Int }", "Safe FIELD_ADDED T.a")]
    [InlineData("type T { a: Int }", "type T { a: String }", "Breaking FIELD_CHANGED_KIND T.a")]
    [InlineData("type T { a: Int! }", "type T { a: Int }", "Breaking FIELD_CHANGED_KIND T.a")]
    [InlineData("type T { a: Int }", "type T { a: Int! }", "Safe FIELD_CHANGED_KIND_SAFE T.a")]
    [InlineData("type T { a: [Int] }", "type T { a: [Int!]! }", "Safe FIELD_CHANGED_KIND_SAFE T.a")]
    [InlineData("type T { a: [Int] }", "type T { a: Int }", "Breaking FIELD_CHANGED_KIND T.a")]
    [InlineData("type T { a(x: Int): Int }", "type T { a: Int }", "Breaking ARG_REMOVED T.a(x:)")]
    [InlineData("type T { a: Int }", "type T { a(x: Int!): Int }", "Breaking REQUIRED_ARG_ADDED T.a(x:)")]
    [InlineData("type T { a: Int }", "type T { a(x: Int! = 1): Int }", "Dangerous OPTIONAL_ARG_ADDED T.a(x:)")]
    [InlineData("type T { a(x: Int): Int }", "type T { a(x: Int!): Int }", "Breaking ARG_CHANGED_KIND T.a(x:)")]
    [InlineData("type T { a(x: Int!): Int }", "type T { a(x: Int): Int }", "Safe ARG_CHANGED_KIND_SAFE T.a(x:)")]
    [InlineData("type T { a(x: Int = 1): Int }", "type T { a(x: Int = 2): Int }", "Dangerous ARG_DEFAULT_VALUE_CHANGE T.a(x:)")]
    [InlineData("type T { a(x: [Int] = 1): Int }", "type T { a(x: [Int] = [1]): Int }", "")]
    [InlineData("type T { a(x: Int = null): Int }", "type T { a(x: Int): Int }", "Dangerous ARG_DEFAULT_VALUE_CHANGE T.a(x:)")]
    [InlineData("type T { a(x: Int! = 1): Int }", "type T { a(x: Int!): Int }", "Breaking ARG_DEFAULT_VALUE_REMOVED T.a(x:)")]
    [InlineData("type T { a(x: Int): Int }", "type T { a(x: Int = 1): Int }", "Safe ARG_DEFAULT_VALUE_ADDED T.a(x:)")]
    [InlineData("enum E { A B }", "enum E { A }", "Breaking VALUE_REMOVED_FROM_ENUM E.B")]
    [InlineData("enum E { A }", "enum E { A B }", "Dangerous VALUE_ADDED_TO_ENUM E.B")]
    [InlineData("union U = Query | Q2", "union U = Query", "Breaking TYPE_REMOVED_FROM_UNION U")]
    [InlineData("union U = Query", "union U = Query | Q2", "Dangerous TYPE_ADDED_TO_UNION U")]
    [InlineData("type T implements I { q: Int }", "type T { q: Int }", "Breaking IMPLEMENTED_INTERFACE_REMOVED T")]
    [InlineData("type T { q: Int }", "type T implements I { q: Int }", "Dangerous IMPLEMENTED_INTERFACE_ADDED T")]
    [InlineData("input N { a: Int b: Int }", "input N { b: Int }", "Breaking FIELD_REMOVED N.a")]
    [InlineData("input N { b: Int }", "input N { a: Int! b: Int }", "Breaking REQUIRED_INPUT_FIELD_ADDED N.a")]
    [InlineData("input N { b: Int }", "input N { a: Int b: Int }", "Dangerous OPTIONAL_INPUT_FIELD_ADDED N.a")]
    [InlineData("input N { a: Int }", "input N { a: Int! }", "Breaking FIELD_CHANGED_KIND N.a")]
    [InlineData("input N { a: Int }", "input N @oneOf { a: Int }", "Breaking ONE_OF_CHANGED N")]
    [InlineData("input N @oneOf { a: Int }", "input N { a: Int }", "Safe ONE_OF_CHANGED N")]
    [InlineData("input N { a: Int = 1 }", "input N { a: Int = 2 }", "Dangerous INPUT_FIELD_DEFAULT_VALUE_CHANGE N.a")]
    [InlineData("input N { a: Int }", "input N { a: Int = 2 }", "Safe INPUT_FIELD_DEFAULT_VALUE_ADDED N.a")]
    [InlineData("input N { a: Int! = 1 }", "input N { a: Int! }", "Breaking INPUT_FIELD_DEFAULT_VALUE_REMOVED N.a")]
    [InlineData("directive @d on FIELD", "", "Breaking DIRECTIVE_REMOVED @d")]
    [InlineData("", "directive @d on FIELD", "Safe DIRECTIVE_ADDED @d")]
    [InlineData("directive @d(a: Int) on FIELD", "directive @d on FIELD", "Breaking DIRECTIVE_ARG_REMOVED @d(a:)")]
    [InlineData("directive @d on FIELD", "directive @d(a: Int!) on FIELD", "Breaking REQUIRED_DIRECTIVE_ARG_ADDED @d(a:)")]
    [InlineData("directive @d on FIELD", "directive @d(a: Int) on FIELD", "Safe OPTIONAL_DIRECTIVE_ARG_ADDED @d(a:)")]
    [InlineData("directive @d(a: Int) on FIELD", "directive @d(a: Float) on FIELD", "Breaking ARG_CHANGED_KIND @d(a:)")]
    [InlineData("directive @d(a: Int = 1) on FIELD", "directive @d(a: Int = 2) on FIELD", "Dangerous ARG_DEFAULT_VALUE_CHANGE @d(a:)")]
    [InlineData("directive @d repeatable on FIELD", "directive @d on FIELD", "Breaking DIRECTIVE_REPEATABLE_REMOVED @d")]
    [InlineData("directive @d on FIELD | QUERY", "directive @d on FIELD", "Breaking DIRECTIVE_LOCATION_REMOVED @d")]
    [InlineData("directive @d on FIELD", "directive @d on FIELD | QUERY", "Safe DIRECTIVE_LOCATION_ADDED @d")]
    [InlineData("type Mutation { a: Int }", "schema { query: Query } type Mutation { a: Int }", "Breaking ROOT_TYPE_CHANGED schema")]
    [InlineData("schema { query: Query } type Mutation { a: Int }", "type Mutation { a: Int }", "Safe ROOT_TYPE_ADDED schema")]
    [InlineData("\"a\" type T { a: Int }", "\"b\" type T { a: Int }", "Safe DESCRIPTION_CHANGED T")]
    [InlineData("type T { a(\"a\" x: Int): Int }", "type T { a(x: Int): Int }", "Safe DESCRIPTION_CHANGED T.a(x:)")]
    [InlineData("type T { a: Int }", "type T { a: Int @deprecated }", "Safe DEPRECATION_ADDED T.a")]
    [InlineData("enum E { A @deprecated }", "enum E { A }", "Safe DEPRECATION_REMOVED E.A")]
    [InlineData("type T { a: Int @deprecated(reason: \"a\") }", "type T { a: Int @deprecated(reason: \"b\") }", "Safe DEPRECATION_REASON_CHANGED T.a")]
    [InlineData("type T { a: Int }", "type T @x { a: Int }", "Safe APPLIED_DIRECTIVES_CHANGED T")]
    [InlineData("scalar S @specifiedBy(url: \"a\")", "scalar S @specifiedBy(url: \"b\")", "Dangerous SPECIFIED_BY_CHANGED S")]
    [InlineData("type A { a: Int b: Int } enum B { X Y }", "enum B { Y X } type A { b: Int a: Int }", "")]
    public void A_change_has_its_severity_code_and_coordinate(string old, string @new, string expected)
    {
        const string Rest = " type Query { q: Int } type Q2 { q: Int } interface I { q: Int }";
        var options = new SchemaBuildOptions { AllowUnknownDirectives = true };
        var changes = SchemaComparer.Compare(SchemaBuilder.Build(old + Rest, options), SchemaBuilder.Build(@new + Rest, options));
        Assert.Equal(expected, string.Join("; ", changes.Select(change => $"{change.Severity} {change.Code} {change.Coordinate}")));
        Assert.All(changes, change => Assert.EndsWith(".", change.Message, StringComparison.Ordinal));
        Assert.All(changes, change => Assert.True(change.Coordinate == "schema" || SchemaCoordinate.TryParse(change.Coordinate, out _)));
    }

    [Fact]
    public void Breaking_changes_stand_first()
    {
        var changes = SchemaComparer.Compare(
            SchemaBuilder.Build("type Query { a: Int b: Int e: E } enum E { X }"),
            SchemaBuilder.Build("type Query { a: Int e: E f: Int } enum E { X Y }"));
        Assert.Equal([ChangeSeverity.Breaking, ChangeSeverity.Dangerous, ChangeSeverity.Safe], changes.Select(change => change.Severity));
    }
}
