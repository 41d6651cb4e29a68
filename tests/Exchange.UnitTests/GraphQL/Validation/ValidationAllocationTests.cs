using System.Text;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Validation;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

/// <summary>What validating costs in bytes, which unlike its time does not depend on the machine.</summary>
public sealed class ValidationAllocationTests
{
    private const int Pets = 30;
    private const int BytesPerField = 100;

    [Fact]
    public void A_valid_query_of_many_fields_takes_few_bytes_for_each()
    {
        var text = new StringBuilder("query Many($at: Boolean) { __typename ");
        for (var i = 0; i < Pets; i++)
        {
            text.Append("d").Append(i).Append(": dog { name nickname barkVolume isHouseTrained(atOtherHomes: $at) born owner { name pets { name } } ")
                .Append("friend { name friend { name friend { name } } } sits: doesKnowCommand(command: SIT) } ");
        }

        var document = GraphQLParser.Parse(text.Append('}').ToString());
        Validate(document);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Validate(document);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // 16 fields a pet: the pet, its own and those below.
        Assert.InRange(allocated, 1, BytesPerField * Pets * 16);
    }

    private static void Validate(Document document) =>
        Assert.Empty(DocumentValidator.Validate(PetSchema.Schema, document, ValidationOptions.Default));
}
