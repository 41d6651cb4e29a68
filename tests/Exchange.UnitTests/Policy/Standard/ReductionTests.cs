using Exchange.Policy;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Policy.Standard;

public sealed class ReductionTests
{
    [Theory]
    [InlineData("Person.name", "surname", "王秀芳", "王**")]
    [InlineData("Person.name", "surname", "王磊", "王**")]
    [InlineData("Person.name", "surname", "王**", "王**")]
    [InlineData("Person.name", "surname", "欧阳明月", "欧阳**")]
    [InlineData("Person.name", "surname", "欧阳", "欧**")]
    [InlineData("Person.name", "surname", "周㛃", "周**")]
    [InlineData("Person.name", "surname", "𠮷田一", "𠮷**")]
    [InlineData("Person.name", "surname", "王", null)]
    [InlineData("Person.name", "surname", "阿依古丽·买买提", null)]
    [InlineData("Person.name", "surname", "John Smith", null)]
    [InlineData("Person.name", "surname", "", null)]
    [InlineData("Person.name", "surname", "**", null)]
    [InlineData("Person.name", "surname", "王秀芳**", null)]
    [InlineData("Person.citizenNo", "last4", "990102195803120429", "**************0429")]
    [InlineData("Person.citizenNo", "last4", "**************0429", "**************0429")]
    [InlineData("Person.citizenNo", "last4", "0429", null)]
    [InlineData("Person.citizenNo", "last4", "9901021958031204XX", null)]
    [InlineData("Person.citizenNo", "last4", "99010219580312*429", null)]
    [InlineData("Person.birthDate", "year", "1951-03-12", "1951")]
    [InlineData("Person.birthDate", "month", "1951-03-12", "1951-03")]
    [InlineData("Person.birthDate", "month", "1951", "1951")]
    [InlineData("Person.birthDate", "year", "1951-03", "1951")]
    [InlineData("Person.birthDate", "year", "1951-13-01", null)]
    [InlineData("Person.birthDate", "year", "12.03.1951", null)]
    [InlineData("Person.birthDate", "year", "195A", null)]
    [InlineData("Person.visitContact.phone", "last3", "12912345678", "********678")]
    [InlineData("Person.visitContact.phone", "last3", "+86 129-1234-5678", "********678")]
    [InlineData("Person.visitContact.phone", "last3", "********678", "********678")]
    [InlineData("Person.visitContact.phone", "last3", "678", null)]
    [InlineData("Person.visitContact.phone", "last3", "call 12912345678", null)]
    [InlineData("Person.pension.amount", "band", "3456.78", "2000-5000")]
    [InlineData("Person.pension.amount", "band", "5000", "5000-10000")]
    [InlineData("Person.pension.amount", "band", "0", "0-1000")]
    [InlineData("Person.pension.amount", "band", "100000.00", "100000-")]
    [InlineData("Person.pension.amount", "band", "2000-5000", "2000-5000")]
    [InlineData("Person.pension.amount", "band", "2000-4000", null)]
    [InlineData("Person.pension.amount", "band", "-1", null)]
    [InlineData("Person.pension.amount", "band", "much", null)]
    [InlineData("OutbreakArea.regionCode", "region", "990102001001", "990102")]
    [InlineData("OutbreakArea.regionCode", "street", "990102001001", "990102001")]
    [InlineData("OutbreakArea.regionCode", "community", "990102001001", "990102001001")]
    [InlineData("OutbreakArea.regionCode", "street", "990102", "990102")]
    [InlineData("OutbreakArea.regionCode", "street", "99010200100", null)]
    [InlineData("Place.fullText", "region", "安禾市禾东区云桥街道云桥里社区云桥里3栋", "安禾市禾东区")]
    [InlineData("Place.fullText", "street", "安禾市禾东区云桥街道云桥里社区云桥里3栋", "安禾市禾东区云桥街道")]
    [InlineData("Place.fullText", "community", "安禾市禾东区云桥街道云桥里社区云桥里3栋", "安禾市禾东区云桥街道云桥里社区")]
    [InlineData("Place.fullText", "street", "禾山县青石镇河口村12号", "禾山县青石镇")]
    [InlineData("Place.fullText", "community", "禾山县青石镇河口村12号", "禾山县青石镇河口村")]
    [InlineData("Place.fullText", "street", "安禾市禾东区", "安禾市禾东区")]
    [InlineData("Place.fullText", "street", "安禾市禾东区云桥里3栋", null)]
    [InlineData("Place.fullText", "community", "安禾市禾东区云桥街道云桥里3栋", null)]
    [InlineData("Place.fullText", "region", "云桥小区3栋", null)]
    [InlineData("Place.fullText", "region", "安禾市云桥小区3栋", "安禾市")]
    [InlineData("Place.fullText", "region", "3栋402", null)]
    public void A_text_is_brought_down_to_a_level_or_withheld(string coordinate, string level, string text, string? expected)
    {
        var (rule, position) = Rule(coordinate, level);
        Assert.Equal(expected, rule.Reduce(text, position));
    }

    [Theory]
    [InlineData("Person.sex", "FEMALE")]
    [InlineData("Person.name", "王秀芳")]
    [InlineData("Person.birthDate", "1951-03-12")]
    public void Nothing_is_given_at_none_and_everything_at_full(string coordinate, string text)
    {
        var (rule, full) = Rule(coordinate, "full");
        Assert.Null(rule.Reduce(text, 0));
        Assert.Null(rule.Reduce(text, -1));
        Assert.Equal(text, rule.Reduce(text, full));
    }

    [Fact]
    public void A_reduced_text_is_accepted_only_where_the_level_is_not_full()
    {
        var (rule, year) = Rule("Person.birthDate", "year");
        Assert.True(rule.AcceptsText("1951", year));
        Assert.False(rule.AcceptsText("1951", rule.Full));
        Assert.False(rule.AcceptsText("1951", 0));
        Assert.False(rule.AcceptsText("1951-03", year));
        Assert.True(rule.AcceptsText("1951-03-12", year));
    }

    [Fact]
    public void Bringing_down_twice_changes_nothing_and_never_gives_more()
    {
        foreach (var field in CityStandard.Standard.Fields.Where(field => CityStandard.Standard.TryCell(field.Coordinate, out _)))
        {
            var rule = CityStandard.Standard.Cell(field.Coordinate);
            foreach (var text in SampleTexts.All)
            {
                for (var level = 1; level < rule.Full; level++)
                {
                    var reduced = rule.Reduce(text, level);
                    Assert.Equal(reduced, reduced is null ? null : rule.Reduce(reduced, level));
                    var isAccepted = reduced is null || rule.AcceptsText(reduced, level) || rule.Kind != CellKind.Text;
                    Assert.True(isAccepted, $"{field.Coordinate} {level}");
                }
            }
        }
    }

    private static (CellRule Rule, int Level) Rule(string coordinate, string level)
    {
        Assert.True(CityStandard.Standard.TryField(new Coordinate(coordinate), out var field));
        return (CityStandard.Standard.Cell(field.Coordinate), field.Ladder.IndexOf(level));
    }
}
