using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Policy.Documents;

public sealed class PolicyTextTests
{
    [Fact]
    public void The_repositorys_policies_come_back_as_they_were_published()
    {
        var written = DemoCity.PolicyDocuments;

        var read = PolicyText.Split(PolicyText.Join(written));

        Assert.NotEmpty(read);
        Assert.Equal(
            written.Select(document => (document.Key, document.Value.ReplaceLineEndings("\n"))).Order(),
            read.Select(document => (document.Key, document.Value)).Order());
    }

    [Theory]
    [InlineData("a: 1\n")]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# file: b.yaml\na: 1\n")]
    [InlineData("## file: b.yaml\n### file: c\n# a comment\n#file: no\n # file: no\n")]
    [InlineData("text: |\n  # file: x\n\n\n")]
    public void Any_document_comes_back(string text)
    {
        var documents = new Dictionary<string, string> { ["a.yaml"] = text, ["departments/b.yaml"] = text + "b: 2\n" };
        Assert.Equal(documents, PolicyText.Split(PolicyText.Join(documents)));
    }

    [Fact]
    public void Line_endings_of_another_system_and_a_missing_last_one_make_no_other_version()
    {
        var one = PolicyText.Join(new Dictionary<string, string> { ["a.yaml"] = "a: 1\r\nb: 2" });
        Assert.Equal(PolicyText.Join(new Dictionary<string, string> { ["a.yaml"] = "a: 1\nb: 2\n" }), one);
    }

    [Theory]
    [InlineData("a: 1\n")]
    [InlineData("# file: a.yaml\n# file: a.yaml\n")]
    public void A_text_that_is_no_policy_version_is_refused(string text) => Assert.Throws<FormatException>(() => PolicyText.Split(text));
}
