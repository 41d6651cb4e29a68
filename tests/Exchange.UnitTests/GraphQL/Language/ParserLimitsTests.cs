using System.Text;
using Exchange.GraphQL;
using Exchange.GraphQL.Language;

namespace Exchange.UnitTests.GraphQL.Language;

public sealed class ParserLimitsTests
{
    [Fact]
    public void A_document_over_the_byte_limit_is_refused_before_it_is_read()
    {
        var limits = new ParserLimits { MaxBytes = 10 };
        Assert.Equal("documentBytes", LimitOf(() => GraphQLParser.Parse("{ abcdefg }", limits)));
        Assert.Equal("documentBytes", LimitOf(() => GraphQLParser.Parse("{ abcdefg }"u8, limits)));
        Assert.Equal("documentBytes", LimitOf(() => GraphQLParser.Parse("{a}#王磊王", limits)));
        GraphQLParser.Parse("{ abcdef }", limits);
    }

    [Fact]
    public void A_document_of_one_mebibyte_and_one_byte_is_refused_by_default() =>
        Assert.Equal("documentBytes", LimitOf(() => GraphQLParser.Parse("{a}" + new string(' ', (1024 * 1024) - 2))));

    [Fact]
    public void Ten_thousand_aliases_meet_the_token_limit()
    {
        var document = new StringBuilder("{");
        for (var i = 0; i < 10_000; i++)
        {
            document.Append(" a").Append(i).Append(":b");
        }

        Assert.Equal("tokens", LimitOf(() => GraphQLParser.Parse(document.Append('}').ToString())));
    }

    [Fact]
    public void The_token_limit_counts_tokens_and_nothing_else()
    {
        var limits = new ParserLimits { MaxTokens = 3 };
        GraphQLParser.Parse("# a comment, , ,\n{ , a , }", limits);
        Assert.Equal("tokens", LimitOf(() => GraphQLParser.Parse("{ a b }", limits)));
    }

    [Theory]
    [InlineData("{a", "}")]
    [InlineData("{a(x:[", "])}")]
    [InlineData("query($x:[", "T])")]
    public void Five_hundred_levels_meet_the_nesting_limit(string open, string close)
    {
        var start = open[..^1];
        var document = start + string.Concat(Enumerable.Repeat(open[^1..] + (open == "{a" ? "{" : ""), 500)) + close;
        Assert.Equal("nesting", LimitOf(() => GraphQLParser.Parse(document)));
    }

    [Fact]
    public void Nested_objects_meet_the_nesting_limit() =>
        Assert.Equal("nesting", LimitOf(() => GraphQLParser.Parse("{a(x:" + string.Concat(Enumerable.Repeat("{b:", 500)))));

    [Fact]
    public void Exactly_the_allowed_nesting_is_accepted()
    {
        var limits = new ParserLimits { MaxNesting = 3 };
        GraphQLParser.Parse("{a{b{c}}}", limits);
        Assert.Equal("nesting", LimitOf(() => GraphQLParser.Parse("{a{b{c{d}}}}", limits)));
    }

    [Fact]
    public void Trusted_text_is_still_bounded_in_depth()
    {
        var document = string.Concat(Enumerable.Repeat("{a", 100_000));
        Assert.Equal("nesting", LimitOf(() => GraphQLParser.Parse(document, ParserLimits.Unlimited)));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("1.")]
    public void A_number_of_too_many_digits_is_refused(string start) =>
        Assert.Equal("digits", LimitOf(() => GraphQLParser.Parse("{a(x:" + start + new string('1', 64) + ")}")));

    [Fact]
    public void A_number_of_the_allowed_length_is_accepted() => GraphQLParser.Parse("{a(x:" + new string('1', 64) + ")}");

    [Fact]
    public void The_error_says_where_the_limit_was_met()
    {
        var limits = new ParserLimits { MaxTokens = 2 };
        var error = Assert.Throws<GraphQLException>(() => GraphQLParser.Parse("{\n a b }", limits)).Errors.Single();
        Assert.Equal((2, 4), (error.Locations.Single().Line, error.Locations.Single().Column));
        Assert.Equal("The document has more than 2 tokens.", error.Message);
    }

    private static string? LimitOf(Action parse)
    {
        var error = Assert.Single(Assert.Throws<GraphQLException>(parse).Errors);
        Assert.Equal(ErrorCodes.LimitExceeded, error.Code);
        Assert.Single(error.Locations);
        return error.Limit;
    }
}
