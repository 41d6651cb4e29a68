using System.Text;
using Exchange.GraphQL.Language;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Language;

/// <summary>What parsing costs in bytes, which unlike its time does not depend on the machine.</summary>
public sealed class ParserAllocationTests
{
    private const int BytesPerByteOfText = 16;

    private static readonly byte[] FiftyFields = Encoding.UTF8.GetBytes(
        """
        query Everything($citizenNo: CitizenNo, $addressCode: ID!, $uscc: CreditCode!) {
          me { client officer purpose department { code name } }
          person(citizenNo: $citizenNo) {
            pid name sex birthDate alive deathDate
            household { memberCount members { pid alive } }
            lowIncome { isRecipient kind }
            elderCare { needsVisit livesAlone }
            careNeed { oxygen dialysis }
            socialInsurance { isInsured months }
            pension { receives amount }
            registeredAddress { ...Where }
          }
          place(addressCode: $addressCode) { ...Where hazards { kind storage } }
          organization(uscc: $uscc) { name status openComplaints place { fullText } }
        }

        fragment Where on Place { regionCode streetCode building { yearBuilt floors } }
        """);

    private static readonly KnownNames Names = new(Encoding.UTF8.GetString(FiftyFields)
        .Split([' ', '\n', '{', '}', '(', ')', '$', ':', '!', '.', ','], StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void A_query_of_fifty_fields_takes_few_bytes_for_each_byte_of_its_text()
    {
        var allocated = Allocated(() => GraphQLParser.Parse(FiftyFields, knownNames: Names));

        Assert.InRange(allocated, 1, BytesPerByteOfText * FiftyFields.Length);
    }

    [Fact]
    public void Known_names_spare_the_parser_strings_of_its_own()
    {
        var without = Allocated(() => GraphQLParser.Parse(FiftyFields));
        var with = Allocated(() => GraphQLParser.Parse(FiftyFields, knownNames: Names));

        Assert.True(with + 2_000 < without, $"{with} bytes with known names, {without} without");
    }

    [Fact]
    public void A_document_is_made_of_the_very_names_of_its_schema()
    {
        var document = GraphQLParser.Parse("{ dog { nickname } }"u8, knownNames: PetSchema.Schema.Names);
        var dog = Assert.IsType<FieldNode>(Assert.IsType<OperationDefinition>(document.Definitions[0]).SelectionSet.Selections[0]);
        var nickname = Assert.IsType<FieldNode>(dog.SelectionSet!.Selections[0]);

        Assert.Contains(PetSchema.Schema.QueryType.Fields, field => ReferenceEquals(field.Name, dog.Name));
        Assert.Same(PetSchema.Schema.Names.Find("nickname"u8), nickname.Name);
    }

    [Fact]
    public void A_name_repeated_ten_thousand_times_is_one_string()
    {
        var text = Encoding.UTF8.GetBytes("{" + string.Concat(Enumerable.Repeat(" someFieldNobodyKnows", 9_000)) + " }");
        var operation = Assert.IsType<OperationDefinition>(GraphQLParser.Parse(text).Definitions[0]);
        var first = ((FieldNode)operation.SelectionSet.Selections[0]).Name;

        Assert.All(operation.SelectionSet.Selections, selection => Assert.Same(first, ((FieldNode)selection).Name));
    }

    private static long Allocated(Func<Document> parse)
    {
        parse();
        var before = GC.GetAllocatedBytesForCurrentThread();
        parse();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
