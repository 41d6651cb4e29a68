using Exchange.GraphQL.TypeSystem;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.TypeSystem;

public sealed class SchemaSubsetTests
{
    private const string Clinic = """
        type Query { patient(by: PatientBy!): Patient  search(text: String): [Hit!]!  log: [Entry!]!  version: String }
        type Mutation { close(id: ID!): Patient }
        input PatientBy @oneOf { number: ID  card: CardNumber }
        scalar CardNumber
        interface Named { name: String  alias: String }
        type Patient implements Named { name: String  alias: String  ward: Ward  kind: Kind }
        type Doctor implements Named { name: String  alias: String  rank: Rank }
        type Ward { patients: [Patient!]!  secret: Secret }
        type Secret { code: String }
        type Entry { at: String  of: Named }
        union Hit = Patient | Doctor
        enum Kind { IN OUT }
        enum Rank { HIGH LOW }
        """;

    [Fact]
    public void Only_what_is_visible_and_what_it_needs_is_left()
    {
        var subset = Take("Query.patient", "Query.search", "Patient.name", "Patient.alias", "Patient.ward", "Ward.patients", "Doctor.name");

        Assert.Equal(
            """
            interface Named {
              name: String
            }

            type Doctor implements Named {
              name: String
            }

            type Patient implements Named {
              name: String
              alias: String
              ward: Ward
            }

            type Query {
              patient(by: PatientBy!): Patient
              search(text: String): [Hit!]!
            }

            type Ward {
              patients: [Patient!]!
            }

            union Hit = Patient | Doctor

            input PatientBy @oneOf {
              number: ID
              card: CardNumber
            }

            scalar CardNumber
            """.Split('\n').Where(line => line.Length > 0).Order(),
            SchemaPrinter.Print(subset!).Split('\n').Where(line => line.Length > 0).Order());
    }

    [Fact]
    public void A_type_without_fields_is_absent_and_so_is_every_field_that_leads_to_it()
    {
        var subset = Take("Query.version", "Query.log", "Entry.of", "Query.patient", "Patient.ward", "Ward.secret");

        Assert.Equal(["version"], subset!.QueryType.Fields.Select(field => field.Name));
        Assert.All(["Patient", "Ward", "Secret", "Entry", "Named"], name => Assert.Null(subset.Type(name)));
    }

    [Fact]
    public void An_interface_has_what_all_of_its_visible_objects_have()
    {
        var subset = Take("Query.log", "Entry.of", "Patient.name", "Patient.alias", "Doctor.alias", "Doctor.rank");

        Assert.Equal(["alias"], ((InterfaceType)subset!.Type("Named")!).Fields.Select(field => field.Name));
        Assert.Equal(["Patient", "Doctor"], subset.PossibleTypes(subset.Type("Named")!).Select(type => type.Name));
    }

    [Fact]
    public void An_interface_whose_objects_have_nothing_in_common_is_absent()
    {
        var subset = Take("Query.version", "Query.search", "Query.log", "Entry.at", "Entry.of", "Patient.name", "Doctor.alias");

        Assert.Null(subset!.Type("Named"));
        Assert.Equal(["at"], ((ObjectType)subset.Type("Entry")!).Fields.Select(field => field.Name));
        Assert.Empty(((ObjectType)subset.Type("Patient")!).Interfaces);
    }

    [Fact]
    public void A_schema_that_would_have_no_query_is_none() => Assert.Null(Take("Patient.name"));

    [Fact]
    public void All_of_a_schema_is_that_schema()
    {
        var whole = SchemaSubset.Take(PetSchema.Schema, (_, _) => true)!;
        var reached = SchemaPrinter.Print(whole);

        Assert.Equal(reached, SchemaPrinter.Print(SchemaSubset.Take(whole, (_, _) => true)!));
        Assert.Null(SchemaSubset.Take(SchemaBuilder.Build(Clinic + "type Rock { weight: Float }"), (_, _) => true)!.Type("Rock"));
        Assert.Equal(PetSchema.Schema.QueryType.Fields.Count, whole.QueryType.Fields.Count);
    }

    [Fact]
    public void Whatever_is_left_out_the_rest_is_a_valid_schema()
    {
        Schema[] schemas = [PetSchema.Schema, SchemaBuilder.Build(GraphQLFixture.City), SchemaBuilder.Build(Clinic)];
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var share = random.NextDouble();
            var schema = schemas[seed % schemas.Length];
            var kept = schema.Types.OfType<ObjectType>().SelectMany(type => type.Fields.Select(field => (type.Name, field.Name)))
                .Where(_ => random.NextDouble() < share).ToHashSet();

            if (SchemaSubset.Take(schema, (type, field) => kept.Contains((type.Name, field.Name))) is { } subset)
            {
                var again = SchemaBuilder.Build(SchemaPrinter.Print(subset));
                var visible = again.Types.OfType<ObjectType>().Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal))
                    .SelectMany(type => type.Fields.Select(field => (type.Name, field.Name)));
                Assert.True(kept.IsSupersetOf(visible), $"Seed {seed} shows a field that is not visible.");
            }
        }
    }

    private static Schema? Take(params string[] visible) =>
        SchemaSubset.Take(SchemaBuilder.Build(Clinic), (type, field) => visible.Contains($"{type.Name}.{field.Name}"));
}
