using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Policy.Documents;

public sealed class TrustedDocumentTests
{
    [Fact]
    public void A_document_is_read_for_the_client_of_its_folder_and_named_after_its_file_and_its_text()
    {
        var result = Read("documents/health-community-doctor/heat-round.v1.graphql", "{ me { client } }\r\n# file: x\r\n# end");

        Assert.Empty(result.Findings);
        var document = Assert.Single(result.Policies!.Documents);
        Assert.Equal(("health-community-doctor", "heat-round.v1"), (document.ClientId, document.Name));
        Assert.Equal("{ me { client } }\n# file: x\n# end\n", document.Text);
        Assert.Equal(TrustedDocumentId.OfText(document.Text), document.Hash);
    }

    [Fact]
    public void Documents_are_part_of_a_published_version_and_come_back_with_the_same_hash()
    {
        var read = Read("documents/x/a.graphql", "# file: documents/y/b.graphql\n{ me { client } }");
        var documents = new Dictionary<string, string>(DemoCity.PolicyDocuments)
        {
            ["documents/x/a.graphql"] = "# file: documents/y/b.graphql\n{ me { client } }",
        };

        var again = PolicyFolder.Parse(PolicyText.Split(PolicyText.Join(documents)), DemoCity.Standard);

        Assert.Equal(read.Policies!.Documents.Single(), again.Policies!.Documents.Single());
    }

    [Theory]
    [InlineData("documents/a.graphql", "unexpected-file")]
    [InlineData("documents/x/y/a.graphql", "unexpected-file")]
    [InlineData("documents/X/a.graphql", "unexpected-file")]
    [InlineData("documents/x/a.gql", "unexpected-file")]
    [InlineData("documents/x/.graphql", "bad-document-name")]
    [InlineData("documents/x/a b.graphql", "bad-document-name")]
    [InlineData("documents/x/sha256:0.graphql", "bad-document-name")]
    public void A_file_that_could_not_be_called_is_a_finding(string file, string code)
    {
        var result = Read(file, "{ me { client } }");

        Assert.Null(result.Policies);
        var finding = Assert.Single(result.Findings);
        Assert.Equal((code, file), (finding.Code, finding.File));
    }

    [Theory]
    [InlineData("sha256:abc", false)]
    [InlineData("sha256:a591a6d40bf420404a011733cfb7b190d62c65bf0bcda32b57b277d9ad9f146e", true)]
    [InlineData("SHA256:a591a6d40bf420404a011733cfb7b190d62c65bf0bcda32b57b277d9ad9f146e", false)]
    [InlineData("round.v2_A-1", true)]
    [InlineData("x-own:1", false)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("...", true)]
    public void An_id_is_the_hash_of_the_text_or_a_plain_name(string id, bool isGood) =>
        Assert.Equal(isGood, TrustedDocumentId.Mistake(id, "Hello World") is null);

    private static PolicyFolderResult Read(string file, string text) =>
        PolicyFolder.Parse(new Dictionary<string, string>(DemoCity.PolicyDocuments) { [file] = text }, DemoCity.Standard);
}
