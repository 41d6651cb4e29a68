using System.Buffers;
using System.Text;
using System.Text.Json;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;

namespace Exchange.UnitTests.GraphQL.Values;

public sealed class DatumJsonTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("-9223372036854775808")]
    [InlineData("1.5")]
    [InlineData("\"安禾市 \\\"x\\\"\"")]
    [InlineData("[1,[],{}]")]
    [InlineData("{\"b\":1,\"a\":{\"c\":[null,false]}}")]
    public void What_is_read_is_written_back_the_same(string json) => Assert.Equal(json, Write(Read(json)));

    [Fact]
    public void Integers_that_fit_64_bits_stay_integers_and_other_numbers_become_floats()
    {
        Assert.Equal(Datum.From(9223372036854775807), Read("9223372036854775807"));
        Assert.Equal(Datum.From(9223372036854775808d), Read("9223372036854775808"));
        Assert.Equal(Datum.From(1d), Read("1.0"));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"b":{"a":1,"\u0061":2}}""")]
    [InlineData("""{"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"g":0,"h":0,"i":0,"j":0,"i":1}""")]
    [InlineData("1e999")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"a\":")]
    [InlineData("[1,]")]
    [InlineData("1 2")]
    [InlineData("")]
    public void What_parsers_disagree_about_is_refused(string json)
    {
        var error = Assert.Throws<GraphQLException>(() => Read(json)).Errors[0];
        Assert.Equal(ErrorCodes.BadUserInput, error.Code);
    }

    [Fact]
    public void An_error_never_quotes_the_text()
    {
        var error = Assert.Throws<GraphQLException>(() => Read("{\"secret7731\":1,\"secret7731\":Z}")).Errors[0];
        Assert.DoesNotContain("7731", error.Message);
        Assert.DoesNotContain("Z", error.Message);
    }

    [Fact]
    public void Nesting_stops_at_the_named_limit()
    {
        Assert.Equal(DatumKind.List, Read(new string('[', 64) + new string(']', 64)).Kind);
        var error = Assert.Throws<GraphQLException>(() => Read(new string('[', 65) + new string(']', 65))).Errors[0];
        Assert.Equal((ErrorCodes.LimitExceeded, "valueDepth"), (error.Code, error.Limit));
    }

    [Fact]
    public void Elements_and_readers_give_the_same_value_as_bytes()
    {
        const string Json = """{"a":[1,"x"],"b":null}""";
        using var document = JsonDocument.Parse(Json);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(Json));

        Assert.Equal(Read(Json), DatumReader.Read(document.RootElement));
        Assert.Equal(Read(Json), DatumReader.Read(ref reader));
        Assert.Equal(JsonTokenType.EndObject, reader.TokenType);
    }

    private static Datum Read(string json) => DatumReader.Read(Encoding.UTF8.GetBytes(json));

    private static string Write(Datum value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        DatumWriter.Write(buffer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
