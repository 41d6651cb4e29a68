using Exchange.Adapters.Configuration;
using Exchange.Policy;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.Adapters;

public sealed class MappingCoverageTests
{
    private static readonly DataStandard Standard = DataStandardLoader.Load(SchemasFolder.Path).Standard!;

    [Theory]
    [InlineData("public-security")]
    [InlineData("civil-affairs")]
    [InlineData("social-security")]
    [InlineData("health")]
    public void A_department_maps_exactly_the_fields_it_owns(string department)
    {
        Assert.Empty(MappingCoverage.Check("file", SchemasFolder.Source(department), Standard.Fields));
    }

    [Fact]
    public void An_owned_field_without_a_mapping_and_a_mapped_field_of_another_owner_are_findings()
    {
        var fields = Standard.Fields.Select(field =>
            field.Coordinate.Value == "Person.unemployed" ? field with { Owner = new DepartmentId("housing") }
            : field.Coordinate.Value == "Person.name" ? field with { Owner = new DepartmentId("social-security") }
            : field).ToList();

        var findings = MappingCoverage.Check("file", SchemasFolder.Source("social-security"), fields);

        Assert.Equal(["unknown-field Person.unemployed", "unmapped-field Person.name"],
            findings.Select(finding => $"{finding.Code} {finding.Path["source.entities.".Length..]}"));
    }
}
