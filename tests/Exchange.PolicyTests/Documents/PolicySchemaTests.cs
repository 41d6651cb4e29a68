using System.Text.Json;
using Exchange.Policy.Documents;

namespace Exchange.PolicyTests.Documents;

/// <summary>The schemas that editors are given are the ones that documents are checked by.</summary>
public sealed class PolicySchemaTests
{
    [Fact]
    public void There_is_one_for_every_kind_of_document() =>
        Assert.Equal(["clients", "department", "guards", "tests", "vocabulary"], PolicySchemas.ByKind.Keys);

    [Theory]
    [InlineData("clients", "clients")]
    [InlineData("department", "rules")]
    [InlineData("guards", "budgets")]
    [InlineData("tests", "cases")]
    [InlineData("vocabulary", "purposes")]
    public void Each_names_what_the_document_holds_and_allows_nothing_else(string kind, string member)
    {
        using var schema = JsonDocument.Parse(PolicySchemas.ByKind[kind]);

        Assert.True(schema.RootElement.GetProperty("properties").TryGetProperty(member, out _));
        Assert.False(schema.RootElement.GetProperty("additionalProperties").GetBoolean());
    }
}
