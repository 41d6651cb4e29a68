using System.Text;
using Exchange.GraphQL;
using Exchange.GraphQL.Language;

namespace Exchange.UnitTests.GraphQL.Language;

/// <summary>Section 2.1 and 2.9: what tokens are, where they stand, what literals mean.</summary>
public sealed class LexicalTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"simple\"", "simple")]
    [InlineData("\" white space \"", " white space ")]
    [InlineData("\"quote \\\"\"", "quote \"")]
    [InlineData("\"ends in \\\\\"", "ends in \\")]
    [InlineData("\"escaped \\n\\r\\b\\t\\f\"", "escaped \n\r\b\t\f")]
    [InlineData("\"slashes \\\\ \\/\"", "slashes \\ /")]
    [InlineData("\"unicode \\u1234\\u5678\\u90AB\\uCDEF\"", "unicode \u1234\u5678\u90AB\uCDEF")]
    [InlineData("\"\\u{1F600}\"", "\U0001F600")]
    [InlineData("\"\\u{000000000041}b\"", "Ab")]
    [InlineData("\"\\u{10FFFF}\"", "\U0010FFFF")]
    [InlineData("\"\\uD83D\\uDE00!\"", "\U0001F600!")]
    [InlineData("\"王磊 \U0001F600\"", "王磊 \U0001F600")]
    [InlineData("\"a, # b\"", "a, # b")]
    public void A_string_has_the_value_that_its_escapes_say(string literal, string expected) =>
        Assert.Equal(expected, Assert.IsType<StringNode>(ValueOf(literal)).Value);

    [Theory]
    [InlineData("\"\\x\"", 1)]
    [InlineData("\"\\u1\"", 1)]
    [InlineData("\"\\u0XX1\"", 1)]
    [InlineData("\"ab\\uD83D\"", 3)]
    [InlineData("\"\\uDE00\"", 1)]
    [InlineData("\"\\uD83Dx\"", 1)]
    [InlineData("\"\\uD83D\\u0041\"", 1)]
    [InlineData("\"\\uD83D\\uD83D\"", 1)]
    [InlineData("\"\\u{}\"", 1)]
    [InlineData("\"\\u{110000}\"", 1)]
    [InlineData("\"\\u{D800}\"", 1)]
    [InlineData("\"\\u{FFFFFFFFFFFFFFFFF}\"", 1)]
    [InlineData("\"\\u{12\"", 1)]
    [InlineData("\"\\u{-1}\"", 1)]
    [InlineData("\"\\", 1)]
    [InlineData("\"", 3)]
    [InlineData("\"never ended", 14)]
    [InlineData("\"on\ntwo lines\"", 3)]
    [InlineData("\"on\rtwo lines\"", 3)]
    [InlineData("\"\"\"never ended \"\"", 19)]
    [InlineData("'single'", 0)]
    public void A_broken_string_is_an_error_at_its_place(string literal, int offset)
    {
        var error = ErrorOf("{a(x:" + literal + ")}");
        Assert.Equal(5 + offset, error.Locations.Single().Start);
        Assert.Equal(6 + offset, error.Locations.Single().Column);
    }

    [Theory]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\"simple\"\"\"", "simple")]
    [InlineData("\"\"\" white space \"\"\"", " white space ")]
    [InlineData("\"\"\"contains \" quote\"\"\"", "contains \" quote")]
    [InlineData("\"\"\"contains \\\"\"\" triple quote\"\"\"", "contains \"\"\" triple quote")]
    [InlineData("\"\"\"multi\nline\"\"\"", "multi\nline")]
    [InlineData("\"\"\"multi\rline\r\nnormalized\"\"\"", "multi\nline\nnormalized")]
    [InlineData("\"\"\"unescaped \\n\\r\\b\\t\\f\\u1234\"\"\"", "unescaped \\n\\r\\b\\t\\f\\u1234")]
    [InlineData("\"\"\"\n    Hello,\n      World!\n\n    Yours,\n      GraphQL.\n  \"\"\"", "Hello,\n  World!\n\nYours,\n  GraphQL.")]
    [InlineData("\"\"\"\n\n        spans\n          multiple\n            lines\n\n        \"\"\"", "spans\n  multiple\n    lines")]
    [InlineData("\"\"\"first\n    second\n      third\"\"\"", "first\nsecond\n  third")]
    [InlineData("\"\"\"\n \t \n\"\"\"", "")]
    public void A_block_string_loses_its_common_indentation(string literal, string expected)
    {
        var node = Assert.IsType<StringNode>(ValueOf(literal));
        Assert.Equal((expected, true), (node.Value, node.IsBlock));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("9")]
    [InlineData("-412")]
    [InlineData("12345678901234567890")]
    public void An_integer_is_kept_as_written(string literal) => Assert.Equal(literal, Assert.IsType<IntNode>(ValueOf(literal)).Text);

    [Theory]
    [InlineData("4.123")]
    [InlineData("-0.0")]
    [InlineData("123e4")]
    [InlineData("123E4")]
    [InlineData("123e-4")]
    [InlineData("123e+4")]
    [InlineData("-1.123e4567")]
    public void A_float_is_kept_as_written(string literal) => Assert.Equal(literal, Assert.IsType<FloatNode>(ValueOf(literal)).Text);

    [Theory]
    [InlineData("00", 1)]
    [InlineData("01", 1)]
    [InlineData("-01", 2)]
    [InlineData("+1", 0)]
    [InlineData("1.", 2)]
    [InlineData("1e", 2)]
    [InlineData("1E+", 3)]
    [InlineData("1.e1", 2)]
    [InlineData(".123", 0)]
    [InlineData("1.A", 2)]
    [InlineData("-A", 1)]
    [InlineData("1.2.3", 3)]
    [InlineData("1.2e3.4", 5)]
    [InlineData("0xF1", 1)]
    [InlineData("123abc", 3)]
    [InlineData("1_000", 1)]
    [InlineData("1.5_", 3)]
    public void A_broken_number_is_an_error_at_its_place(string literal, int offset) =>
        Assert.Equal(5 + offset, ErrorOf("{a(x:" + literal + ")}").Locations.Single().Start);

    [Theory]
    [InlineData("{ a \n b }")]
    [InlineData("\uFEFF{a\u0020b}")]
    [InlineData("{a,,,b}")]
    [InlineData("{a#comment 王 } \rb}")]
    [InlineData("\t{\ra\r\nb\n}#end")]
    [InlineData("{a \uFEFF b}")]
    public void Ignored_characters_change_nothing(string document) => Assert.Equal(["a", "b"], FieldsOf(document));

    [Theory]
    [InlineData("{a\n\nb}", 3, 1)]
    [InlineData("{a\r\rb}", 3, 1)]
    [InlineData("{a\r\n\r\nb}", 3, 1)]
    [InlineData("{a\n\r\nb}", 3, 1)]
    [InlineData("# 王磊\n{a  b}", 2, 5)]
    [InlineData("{a(x:\"王\U0001F600\") b}", 1, 13)]
    [InlineData("{a(x:\"\"\"\n\r\n\"\"\") b}", 3, 6)]
    [InlineData("{a(x:\"\"\"王\n王\U0001F600\"\"\") b}", 2, 9)]
    [InlineData("{a \uFEFF b}", 1, 6)]
    public void A_place_is_a_line_and_a_column_in_UTF16_units(string document, int line, int column)
    {
        var location = Selections(document)[1].Location;
        Assert.Equal((line, column), (location.Line, location.Column));
        var bytes = Encoding.UTF8.GetBytes(document);
        Assert.Equal("b", Encoding.UTF8.GetString(bytes[location.Start..location.End]));
    }

    [Fact]
    public void The_end_after_a_comment_has_its_column_in_UTF16_units() =>
        Assert.Equal((1, 9), (ErrorOf("{ a # 北京").Locations.Single().Line, ErrorOf("{ a # 北京").Locations.Single().Column));

    [Theory]
    [InlineData("{ a ; }", "The character \";\" has no meaning in GraphQL outside strings and comments.")]
    [InlineData("{ a .. }", "A single \".\" has no meaning in GraphQL; a spread is \"...\".")]
    [InlineData("{ a \u0007 }", "The control character U+0007 may stand only inside strings and comments.")]
    [InlineData("{ a 王 }", "Characters outside ASCII may stand only inside strings and comments; put text in double quotes.")]
    [InlineData("{ a ? }", "The character \"?\" has no meaning in GraphQL outside strings and comments.")]
    public void A_stray_character_is_named_at_its_place(string document, string message)
    {
        var error = ErrorOf(document);
        Assert.Equal(message, error.Message);
        Assert.Equal((1, 5), (error.Locations.Single().Line, error.Locations.Single().Column));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'a', (byte)'\n', 0xC3, 0x28, (byte)'}' })]
    [InlineData(new byte[] { (byte)'{', (byte)'a', (byte)'\n', 0xED, 0xA0, 0x80, (byte)'}' })]
    [InlineData(new byte[] { (byte)'{', (byte)'a', (byte)'\n', 0xF0, 0x9F })]
    [InlineData(new byte[] { (byte)'{', (byte)'a', (byte)'\n', 0xC0, 0x80, (byte)'}' })]
    public void Bytes_that_are_not_UTF8_are_an_error_at_the_first_of_them(byte[] document)
    {
        var error = Assert.Single(Assert.Throws<GraphQLException>(() => GraphQLParser.Parse(document)).Errors);
        Assert.Equal(new SourceLocation(2, 1, 3, 4), error.Locations.Single());
        Assert.Equal(ErrorCodes.ParseFailed, error.Code);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_in_text_is_an_error_at_its_place()
    {
        var error = ErrorOf("{a\n # \uD83D }");
        Assert.Equal((2, 4), (error.Locations.Single().Line, error.Locations.Single().Column));
    }

    [Fact]
    public void A_message_never_repeats_what_the_document_says()
    {
        string[] broken =
        [
            "{a(name: Wang Lei Secret)}", "{a(name: 王磊)}", "{a(x: \"Secret \\q\")}", "Secret", "{a(x: 123Secret)}", "{ a(x: \"Secret) }",
        ];
        foreach (var document in broken)
        {
            Assert.DoesNotContain("Secret", ErrorOf(document).Message, StringComparison.Ordinal);
            Assert.DoesNotContain('王', ErrorOf(document).Message);
        }
    }

    [Fact]
    public void A_repeated_name_is_one_string()
    {
        var selections = Selections("{ person person }");
        Assert.Same(((FieldNode)selections[0]).Name, ((FieldNode)selections[1]).Name);
    }

    [Fact]
    public void A_name_of_any_length_is_read() =>
        Assert.Equal(new string('n', 5000), ((FieldNode)Selections("{" + new string('n', 5000) + "}")[0]).Name);

    private static ValueNode ValueOf(string literal) => ((FieldNode)Selections("{a(x:" + literal + ")}")[0]).Arguments[0].Value;

    private static IEnumerable<string> FieldsOf(string document) => Selections(document).Cast<FieldNode>().Select(field => field.Name);

    private static IReadOnlyList<Selection> Selections(string document) =>
        ((OperationDefinition)GraphQLParser.Parse(document).Definitions[0]).SelectionSet.Selections;

    private static GraphQLError ErrorOf(string document)
    {
        var error = Assert.Single(Assert.Throws<GraphQLException>(() => GraphQLParser.Parse(document)).Errors);
        Assert.Equal(ErrorCodes.ParseFailed, error.Code);
        return error;
    }
}
