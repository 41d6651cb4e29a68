using Exchange.GraphQL.TypeSystem;

namespace Exchange.UnitTests.GraphQL.TypeSystem;

public sealed class SchemaCoordinateTests
{
    [Theory]
    [InlineData("Person", "Person", null, null, false)]
    [InlineData("Person.pension", "Person", "pension", null, false)]
    [InlineData("Person.ageAtLeast(years:)", "Person", "ageAtLeast", "years", false)]
    [InlineData("@deprecated", "deprecated", null, null, true)]
    [InlineData("@deprecated(reason:)", "deprecated", null, "reason", true)]
    [InlineData("__Type._f1", "__Type", "_f1", null, false)]
    public void A_coordinate_is_read_and_written(string text, string name, string? member, string? argument, bool isDirective)
    {
        var coordinate = SchemaCoordinate.Parse(text);
        Assert.Equal(new SchemaCoordinate(name, member, argument, isDirective), coordinate);
        Assert.Equal(text, coordinate.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData(".a")]
    [InlineData("A.")]
    [InlineData("A.b.c")]
    [InlineData("A(b:)")]
    [InlineData("A.b()")]
    [InlineData("A.b(c)")]
    [InlineData("A.b(c:")]
    [InlineData("A.b(c:)d")]
    [InlineData("A.b(c: )")]
    [InlineData(" A")]
    [InlineData("A .b")]
    [InlineData("1A")]
    [InlineData("@a.b")]
    [InlineData("Ä")]
    public void Anything_else_is_refused(string? text) => Assert.False(SchemaCoordinate.TryParse(text, out _));

    [Fact]
    public void The_error_says_what_a_coordinate_looks_like()
    {
        var error = Assert.Throws<FormatException>(() => SchemaCoordinate.Parse("A B"));
        Assert.Contains("Type.field(argument:)", error.Message, StringComparison.Ordinal);
    }
}
