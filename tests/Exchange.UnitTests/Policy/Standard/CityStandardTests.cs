using Exchange.Policy;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Policy.Standard;

public sealed class CityStandardTests
{
    private static DataStandard Standard => CityStandard.Standard;

    [Fact]
    public void The_data_standard_of_the_repository_has_no_mistake()
    {
        Assert.Empty(DataStandardLoader.Load(CityStandard.Folder).Findings.Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData("Person.pid", "exchange", 3, 'C', "none full")]
    [InlineData("Person.citizenNo", "public-security", 4, 'C', "none last4 full")]
    [InlineData("Person.name", "public-security", 3, 'C', "none surname full")]
    [InlineData("Person.sex", "public-security", 2, 'C', "none full")]
    [InlineData("Person.birthDate", "public-security", 3, 'C', "none year month full")]
    [InlineData("Person.registeredAddress", "public-security", 3, 'C', "none region street community full")]
    [InlineData("Person.household.memberCount", "public-security", 3, 'C', "none full")]
    [InlineData("Person.lowIncome.isRecipient", "civil-affairs", 3, 'C', "none full")]
    [InlineData("Person.lowIncome.incomePerHead", "civil-affairs", 4, 'C', "none band full")]
    [InlineData("Person.elderCare.needsVisit", "civil-affairs", 4, 'C', "none full")]
    [InlineData("Person.visitContact.phone", "civil-affairs", 3, 'C', "none last3 full")]
    [InlineData("Person.heatRisk", "health", 4, 'C', "none full")]
    [InlineData("Person.socialInsurance.isInsured", "social-security", 3, 'C', "none full")]
    [InlineData("Person.socialInsurance.contributionBase", "social-security", 4, 'C', "none band full")]
    [InlineData("Person.pension.receives", "social-security", 4, 'C', "none full")]
    [InlineData("Person.property.owns", "housing", 3, 'C', "none full")]
    [InlineData("Person.property.titles.mortgaged", "housing", 4, 'C', "none full")]
    [InlineData("Person.isLegalRepOf", "market-regulation", 3, 'C', "none full")]
    [InlineData("Place.fullText", "public-security", 1, 'U', "none region street community full")]
    [InlineData("Place.location.latitude", "public-security", 1, 'U', "none full")]
    [InlineData("Place.building.floors", "housing", 2, 'U', "none full")]
    [InlineData("Place.safetyGrade", "housing", 2, 'C', "none full")]
    [InlineData("Place.topicStats.count", "hotline", 1, 'U', "none full")]
    [InlineData("Place.rescueNeeds.contact.phone", "grid-centre", 4, 'C', "none last3 full")]
    [InlineData("Grid.worker.dutyPhone", "grid-centre", 2, 'C', "none last3 full")]
    [InlineData("Organization.name", "market-regulation", 1, 'U', "none full")]
    [InlineData("Organization.insuredHeadcount", "social-security", 3, 'C', "none full")]
    [InlineData("PoliceCall.category", "public-security", 3, 'C', "none full")]
    [InlineData("HotlineCase.status", "hotline", 2, 'C', "none full")]
    [InlineData("HotlineCase.caller.phone", "hotline", 3, 'C', "none last3 full")]
    [InlineData("DisputeEvent.subject", "grid-centre", 3, 'C', "none full")]
    [InlineData("DisputeEvent.parties.contact.name", "grid-centre", 4, 'C', "none surname full")]
    [InlineData("OutbreakArea.disease", "health", 2, 'C', "none full")]
    [InlineData("Query.person", "public-security", 3, 'C', "none full")]
    [InlineData("Query.me", "exchange", 1, 'U', "none full")]
    [InlineData("Query.place", "public-security", 1, 'U', "none full")]
    public void A_field_is_governed_as_the_city_decided(string coordinate, string owner, int level, char category, string ladder)
    {
        Assert.True(Standard.TryField(new Coordinate(coordinate), out var field));
        Assert.Equal(owner, field.Owner.Value);
        Assert.Equal(level, field.Classification);
        Assert.Equal(category == 'U' ? SharingCategory.Unconditional : SharingCategory.Conditional, field.Category);
        Assert.Equal(ladder, string.Join(' ', field.Ladder.Levels));
    }

    [Theory]
    [InlineData("Person.protectedAddress")]
    [InlineData("Person.diagnosis")]
    [InlineData("Person.mentalHealth")]
    [InlineData("Person.causeOfDeath")]
    public void What_is_withheld_by_law_is_known_but_not_in_the_graph(string coordinate)
    {
        Assert.True(Standard.TryField(new Coordinate(coordinate), out var field));
        Assert.Equal(SharingCategory.Withheld, field.Category);
        Assert.NotNull(field.WithheldBasis);
        Assert.DoesNotContain(field, Standard.Fields);
        Assert.DoesNotContain(Standard.Type("Person")!.Properties, property => coordinate == $"Person.{property.Name}");
    }

    [Theory]
    [InlineData("Person.registeredAddress")]
    [InlineData("Person.household.head")]
    [InlineData("Person.household.members")]
    [InlineData("Person.household.memberCount")]
    [InlineData("Person.visitTasks.place")]
    [InlineData("Person.property.titles.place")]
    [InlineData("Visit.person")]
    [InlineData("DisputeEvent.parties.person")]
    public void A_field_that_tells_where_somebody_lives_says_so(string coordinate)
    {
        Assert.True(Standard.TryField(new Coordinate(coordinate), out var field));
        Assert.Equal(Revelation.Residence, field.Reveals);
    }

    [Fact]
    public void The_path_of_a_field_through_value_objects_is_its_coordinate()
    {
        Assert.True(Standard.TryCoordinate("Person", ["pension", "amount"], out var leaf));
        Assert.Equal("Person.pension.amount", leaf.Coordinate.Value);
        Assert.False(Standard.TryCoordinate("Person", ["pension"], out _));
        Assert.False(Standard.TryCoordinate("Person", ["registeredAddress", "fullText"], out _));
        Assert.False(Standard.TryCoordinate("Query", ["places", "nodes"], out _));
        Assert.False(Standard.TryCoordinate("Person", ["nothing"], out _));
    }

    [Fact]
    public void What_lies_beneath_a_field_that_is_governed_as_a_whole_is_governed_by_it()
    {
        Assert.True(Standard.TryCoordinate("Query", ["me", "department", "code"], out var field));
        Assert.Equal("Query.me", field.Coordinate.Value);
    }

    [Fact]
    public void A_coordinate_of_an_interface_means_every_implementation()
    {
        var places = Standard.Expand(new Coordinate("Event.place"));
        Assert.Equal(10, places.Count);
        Assert.Contains(places, field => field.Coordinate.Value == "HotlineCase.place");
        Assert.Equal(3, Standard.Expand(new Coordinate("Person.household")).Count);
        Assert.Empty(Standard.Expand(new Coordinate("Person.nothing")));
    }

    [Fact]
    public void Lists_over_several_owners_name_them_all()
    {
        Assert.Equal(
            ["Place.events", "Query.event", "Query.events", "Query.places", "Subscription.eventReported"],
            Standard.Merged.Select(field => field.Coordinate.Value).Order(StringComparer.Ordinal));
        Assert.All(Standard.Merged.Where(field => field.LinksTo == "Event"), field => Assert.Equal(8, field.Owners.Count));
    }

    [Fact]
    public void Every_root_field_says_how_it_is_resolved()
    {
        var roots = Standard.Roots.ToDictionary(root => root.Field.Coordinate.Value);
        Assert.Equal(ResolutionKind.Hub, roots["Query.me"].Kind);
        Assert.Equal((ResolutionKind.Lookup, "Person"), (roots["Query.people"].Kind, roots["Query.people"].Entity));
        Assert.Equal((ResolutionKind.Merged, null), (roots["Query.events"].Kind, roots["Query.events"].Entity));
        Assert.Equal(10, roots.Count);
    }

    [Fact]
    public void Arguments_say_what_they_read()
    {
        Assert.True(Standard.TryField(new Coordinate("Person.ageAtLeast"), out var age));
        Assert.Equal(ArgumentUse.Threshold, Assert.Single(age.Arguments).Use);
        Assert.True(Standard.TryField(new Coordinate("Place.topicStats.count"), out var count));
        Assert.Equal(["since", "until"], count.Arguments.Select(argument => argument.Name));
        Assert.True(Standard.TryField(new Coordinate("Query.places"), out var places));
        Assert.Equal("Place.grid", places.Arguments.Single(argument => argument.Name == "gridCode").Reads?.Value);
    }

    [Fact]
    public void Keys_that_are_never_null_are_open_with_their_object()
    {
        var fields = Standard.Fields.Where(field => field.OpenWithObject).Select(field => field.Coordinate.Value).ToHashSet();
        Assert.Contains("Organization.uscc", fields);
        Assert.Contains("Grid.code", fields);
        Assert.Contains("Visit.eventId", fields);
        Assert.Contains("Visit.owner.code", fields);
        Assert.DoesNotContain("Person.pid", fields);
    }

    [Fact]
    public void Every_leaf_has_a_compiled_check_and_no_link_has()
    {
        var leaves = Standard.Fields.Where(field => field.LinksTo is null && field.Coordinate.Value != "Query.me");
        Assert.All(leaves, field => Assert.True(Standard.TryCell(field.Coordinate, out _), field.Coordinate.Value));
        var links = Standard.Fields.Where(field => field.LinksTo is not null);
        Assert.All(links, field => Assert.False(Standard.TryCell(field.Coordinate, out _), field.Coordinate.Value));
    }

    [Fact]
    public void Departments_come_in_the_order_of_composition()
    {
        Assert.Equal(
            ["public-security", "civil-affairs", "health", "social-security", "housing", "market-regulation", "grid-centre", "hotline"],
            Standard.Departments.Select(department => department.Code.Value));
        Assert.Equal("民政局", Standard.Departments[1].Title.Zh);
    }
}
