using System.Reflection;
using Exchange.Console.AccessRecords;
using Exchange.Federation.Governed.Execution;
using Exchange.Pipeline.Gates;
using Exchange.Policy.Standard;

namespace Exchange.UnitTests.Console.AccessRecords;

/// <summary>What the hub itself writes on access records has words that a resident reads.</summary>
public sealed class HubFieldsTests
{
    public static TheoryData<string> Written =>
    [
        .. Texts(typeof(HubFields)),
        .. Texts(typeof(SubjectFacts)).Where(fact => fact != SubjectFacts.PersonType).Select(fact => ResultTree.SubjectFactPrefix + fact),
    ];

    [Theory]
    [MemberData(nameof(Written))]
    public void Whatever_the_hub_writes_has_words_in_both_languages(string coordinate)
    {
        Assert.True(HubFields.Titles.TryGetValue(coordinate, out var title), $"{coordinate} has no words.");
        Assert.All([title.In(Title.Chinese), title.In(Title.English)], words => Assert.DoesNotContain(coordinate, words, StringComparison.Ordinal));
        Assert.DoesNotContain(title.Zh, char.IsAsciiLetter);
        Assert.DoesNotContain(title.En, letter => letter > 127);
    }

    private static IEnumerable<string> Texts(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
}
