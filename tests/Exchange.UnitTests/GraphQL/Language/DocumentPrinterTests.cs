using Exchange.GraphQL.Language;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Language;

public sealed class DocumentPrinterTests
{
    [Fact]
    public void An_executable_document_is_laid_out_as_by_graphql_js()
    {
        const string Text =
            """"
            query Q($a: Int = 1, $b: [T!]!) @d {
              alias: field(x: $a, y: [1, 2.5, "s"]) @include(if: true) {
                ...F @d
                ... on T {
                  id
                }
                ... @skip(if: false) {
                  name
                }
              }
            }

            fragment F on T @d(o: { a: null, b: true }) {
              id
            }

            mutation {
              set(
                text: "a value that makes the line too long for one line of eighty characters"
                other: ENUM
              )
            }

            {
              shorthand
            }

            """Described"""
            subscription S(
            "in words"
            $a: Int
            ) {
              s(text: """
              in a
                block
              """)
            }
            """";
        Assert.Equal(Text, DocumentPrinter.Print(GraphQLParser.Parse(Text)));
    }

    [Fact]
    public void A_type_system_document_is_laid_out_as_by_graphql_js()
    {
        const string Text =
            """"
            "The schema"
            schema @link(url: "x") {
              query: Q
              mutation: M
            }

            extend schema @link(url: "y")

            """
            A date
            in two lines
            """
            scalar Date @specifiedBy(url: "z")

            type Q implements I & J @key(fields: "id") {
              "The id"
              id: ID!
              many(a: Int = 1, b: [Int!]): [String] @deprecated
              described(
                "The argument"
                a: Int
                b: Int
              ): String
            }

            extend type Q {
              more: Int
            }

            interface I implements J {
              id: ID!
            }

            union U @d = A | B

            enum E {
              A
              B @deprecated(reason: "gone")
            }

            input In @oneOf {
              a: Int = 1 @d
              b: In = { a: 2 }
            }

            directive @d(a: Int) repeatable on FIELD | OBJECT

            type Empty
            """";
        Assert.Equal(Text, DocumentPrinter.Print(GraphQLParser.Parse(Text)));
    }

    [Theory]
    [InlineData("query Q($a: Int = 1, $b: [T!]!) @d { x: f(p: $a, q: [1, -2, \"s\"], r: {s: T, u: null}) { ...F ... on T { id } ... { id } } }", "query Q($a:Int=1$b:[T!]!)@d{x:f(p:$a q:[1 -2 \"s\"]r:{s:T u:null}){...F...on T{id}...{id}}}")]
    [InlineData("{ a b }", "{a b}")]
    [InlineData("query ($a: Int) { a } mutation M { b }", "query($a:Int){a}mutation M{b}")]
    [InlineData("{ a(x: \"\"\"block\n  text\"\"\") }", "{a(x:\"block\\ntext\")}")]
    [InlineData("\"d\" query Q { a(x: [\"\", \"\"]) }", "\"d\" query Q{a(x:[\"\" \"\"])}")]
    public void The_compact_form_has_white_space_only_between_words(string document, string expected)
    {
        var compact = DocumentPrinter.Print(GraphQLParser.Parse(document), PrintLayout.Compact);
        Assert.Equal(expected, compact);
        Assert.Equal(compact, DocumentPrinter.Print(GraphQLParser.Parse(compact), PrintLayout.Compact));
    }

    [Fact]
    public void Without_literals_nothing_remains_that_the_author_filled_in()
    {
        var stripped = DocumentPrinter.PrintWithoutLiterals(GraphQLParser.Parse(
            """
            "Secret reason" query Q("Secret" $v: String = "Secret", $n: Int = 4711) @tag(name: "Secret") {
              person(citizenNo: "110101195103071234", n: 4711, f: 47.11, e: Secret, b: false, l: ["Secret", 4711], o: {secret: $v}, x: null, v: $v) {
                name @include(if: false)
              }
            }
            """));
        Assert.Equal(
            "query Q($v:String=\"\"$n:Int=0)@tag(name:\"\"){person(citizenNo:\"\" n:0 f:0.0 e:ENUM b:true l:[]o:{}x:null v:$v){name@include(if:true)}}",
            stripped);
        GraphQLParser.Parse(stripped);
    }

    [Fact]
    public void Documents_that_differ_in_literals_only_are_stripped_alike()
    {
        string[] texts =
        [
            "{ a(x: 1, y: \"王\", z: [1]) }",
            "{a(x:22 y:\"\"\"b\"\"\" z:[])}",
            "# comment\n{ a(x: 0, y: \"\", z: [[1], 2]) }",
        ];
        Assert.Single(texts.Select(text => DocumentPrinter.PrintWithoutLiterals(GraphQLParser.Parse(text))).Distinct());
    }

    [Fact]
    public void Every_printed_tree_reads_back_as_the_same_tree()
    {
        for (var seed = 0; seed < 600; seed++)
        {
            var document = new DocumentGenerator(seed).Document();
            var expected = SyntaxDump.Of(document);
            var indented = DocumentPrinter.Print(document);
            Assert.True(expected == SyntaxDump.Of(GraphQLParser.Parse(indented)), $"seed {seed}: {indented}");
            var compact = DocumentPrinter.Print(document, PrintLayout.Compact);
            var again = GraphQLParser.Parse(compact);
            Assert.True(compact == DocumentPrinter.Print(again, PrintLayout.Compact), $"seed {seed}: {compact}");
            Assert.True(WithoutBlocks(expected) == WithoutBlocks(SyntaxDump.Of(again)), $"seed {seed}: {compact}");
            GraphQLParser.Parse(DocumentPrinter.PrintWithoutLiterals(document));
        }
    }

    [Fact]
    public void A_block_string_that_cannot_hold_its_value_is_printed_in_quotes()
    {
        foreach (var text in new[] { "\n leading blank line", "trailing blank line\n", "carriage\rreturn", "  all\n  indented" })
        {
            var printed = DocumentPrinter.Print(new StringNode(text, isBlock: true));
            var operation = (OperationDefinition)GraphQLParser.Parse($"{{ a(x: {printed}) }}").Definitions[0];
            var field = (FieldNode)operation.SelectionSet.Selections[0];
            Assert.Equal(text, ((StringNode)field.Arguments[0].Value).Value);
        }
    }

    /// <summary>The compact form has no block strings; everything else must be equal.</summary>
    private static string WithoutBlocks(string dump) => dump
        .Replace("HasBlockDescription=True", "HasBlockDescription=False", StringComparison.Ordinal)
        .Replace("IsBlock=True", "IsBlock=False", StringComparison.Ordinal);
}
