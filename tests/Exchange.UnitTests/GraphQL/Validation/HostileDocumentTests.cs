using System.Text;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Validation;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

/// <summary>Documents made to cost the hub more than they cost their writer: each is stopped by a limit with a name.</summary>
public sealed class HostileDocumentTests
{
    private const long MaxAllocatedBytes = 20_000_000;

    public static TheoryData<string, string> Documents => new()
    {
        { "aliases", "{ dog { " + Repeat(3000, i => $"a{i}: name ") + "} }" },
        { "aliases", "{ dog { ... on Dog { " + Repeat(31, i => $"a{i}: name ") + "} } }" },
        { "aliases", "{ " + Repeat(31, i => $"a{i}: dog {{ name }} ") + "}" },
        { "depth", "{ dog " + Repeat(60, _ => "{ friend ") + "{ name }" + Repeat(60, _ => "} ") + "}" },
        {
            "depth",
            "{ dog { ...F0 } } " + Repeat(40, i => $"fragment F{i} on Pet {{ friend {{ ...F{i + 1} }} }} ") + "fragment F40 on Pet { name }"
        },
        { "introspectionDepth", "{ __type(name: \"Dog\") " + Repeat(30, _ => "{ ofType ") + "{ name }" + Repeat(31, _ => "} ") },
        {
            "introspectionLists",
            "{ __schema { types { fields { type { fields { type { interfaces { name } } } } } } } }"
        },
        {
            "fragmentChain",
            "{ dog { ...F0 } } " + Repeat(60, i => $"fragment F{i} on Dog {{ ...F{i + 1} }} ") + "fragment F60 on Dog { name }"
        },
        { "fragmentChain", "{ dog " + Repeat(60, _ => "{ ... on Dog ") + "{ name }" + Repeat(60, _ => "} ") + "}" },
        {
            "fragmentVisits",
            "{ dog { ...F0 } } " + Repeat(30, i => $"fragment F{i} on Dog {{ ...F{i + 1} ...F{i + 1} }} ") + "fragment F30 on Dog { name }"
        },
        {
            "selections",
            "{ dog { ...F0 } } "
                + Repeat(3, i => $"fragment F{i} on Dog {{ {Repeat(8, j => $"f{j}: owner {{ pets {{ ...F{i + 1} }} }} ")} }} ")
                + "fragment F3 on Dog { " + Repeat(20, i => "name nickname ") + "}"
        },
        { "directives", "{ dog { name " + Repeat(5, i => $"@tag(name: \"{i}\") ") + "} }" },
        { "operations", Repeat(21, i => $"query Q{i} {{ dog {{ name }} }} ") },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_hostile_document_is_refused_by_a_named_limit_within_bounded_memory(string limit, string text)
    {
        var document = GraphQLParser.Parse(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Single(Refuse(document));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((ErrorCodes.LimitExceeded, limit), (error.Code, error.Limit));
        Assert.Contains($"({limit})", error.Message);
        Assert.True(allocated < MaxAllocatedBytes, $"{allocated} bytes allocated");
    }

    [Fact]
    public void The_merge_rule_stops_at_its_limit_where_every_level_multiplies()
    {
        var inner = new StringBuilder("{ name }");
        for (var i = 0; i < 11; i++)
        {
            inner = new StringBuilder($"{{ ... on Dog {{ friend {inner} }} ... on Cat {{ friend {{ name }} }} friend {{ name }} }}");
        }

        var document = GraphQLParser.Parse($"{{ pet {inner} }}");
        var options = new ValidationOptions { Limits = new OperationLimits { MergeComparisons = 20 } };
        var error = Assert.Single(DocumentValidator.Validate(PetSchema.Schema, document, options));

        Assert.Equal("mergeComparisons", error.Limit);
        Assert.Empty(DocumentValidator.Validate(PetSchema.Schema, document, ValidationOptions.Default));
    }

    [Fact]
    public void Thousands_of_equal_fields_are_compared_in_linear_memory()
    {
        var document = GraphQLParser.Parse("{ dog { " + Repeat(4000, _ => "name ") + "} }");
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Empty(DocumentValidator.Validate(PetSchema.Schema, document, ValidationOptions.Default));

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < MaxAllocatedBytes, $"{allocated} bytes allocated");
    }

    private static IReadOnlyList<GraphQLError> Refuse(Document document)
    {
        var errors = DocumentValidator.Validate(PetSchema.Schema, document, ValidationOptions.Default);
        if (errors.Count > 0)
        {
            return errors;
        }

        var operation = OperationSelector.Select(document, null);
        return Assert.Throws<GraphQLException>(() => OperationCompiler.Compile(
            PetSchema.Schema, document, operation, VariableValues.Empty, OperationLimits.Default)).Errors;
    }

    private static string Repeat(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));
}
