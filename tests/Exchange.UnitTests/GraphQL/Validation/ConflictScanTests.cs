using System.Text;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Validation;
using Exchange.GraphQL.Validation.Rules;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class ConflictScanTests
{
    private const int Documents = 4_000;

    private static readonly string[] Types = ["Dog", "Cat", "Pet", "Being"];

    [Fact]
    public void What_looks_plain_has_no_conflict()
    {
        var (plain, doubtful) = (0, 0);
        for (var seed = 0; seed < Documents; seed++)
        {
            var text = RandomDocument(new Random(seed));
            var document = GraphQLParser.Parse(text);
            var context = new ValidationContext(PetSchema.Schema, document, FragmentTable.Of(document), ValidationOptions.Default);
            if (!new ConflictScan(context).IsPlain(context.Operations[0]))
            {
                doubtful++;
                continue;
            }

            plain++;
            Assert.False(HasConflict(context, document), $"seed {seed}: {text}");
        }

        // The documents must be of both kinds, or they show nothing.
        Assert.True(plain > Documents / 10 && doubtful > Documents / 10, $"{plain} plain, {doubtful} doubtful");
    }

    [Theory]
    [InlineData("{ dog { name } dog { name nickname } }")]
    [InlineData("{ pet { ...A ... on Dog { ...A } } } fragment A on Pet { name friend { name } }")]
    [InlineData("{ a: findDog(search: {name: \"x\", owner: \"y\"}) { name } a: findDog(search: {owner: \"y\", name: \"x\"}) { name } }")]
    public void The_same_field_twice_is_plain(string text) => Assert.True(IsPlain(text));

    [Theory]
    [InlineData("{ dog { name: nickname name } }")]
    [InlineData("{ pet { ... on Dog { sound: barkVolume } ... on Cat { sound: nickname } } }")]
    [InlineData("{ dog { doesKnowCommand(command: SIT) doesKnowCommand(command: DOWN) } }")]
    [InlineData("{ pet { friend { n: name } ... on Dog { friend { n: __typename } } } }")]
    [InlineData("{ dog { ...A } } fragment A on Dog { friend { ...A } }")]
    public void What_may_conflict_is_in_doubt(string text) => Assert.False(IsPlain(text));

    private static bool IsPlain(string text)
    {
        var document = GraphQLParser.Parse(text);
        var context = new ValidationContext(PetSchema.Schema, document, FragmentTable.Of(document), ValidationOptions.Default);
        return new ConflictScan(context).IsPlain(context.Operations[0]);
    }

    private static bool HasConflict(ValidationContext context, Document document)
    {
        var conflicts = new FieldConflicts(context, new MergeableFields(context));
        return new TypedSelectionSets(context).In(document).Any(place => conflicts.Within(place.Set, place.Type).Count > 0);
    }

    private static string RandomDocument(Random random)
    {
        var text = new StringBuilder("{ pet { ...A ... on Pet ");
        AppendSelections(text, random, 3, spreads: true);
        text.Append(" } } fragment A on Pet ");
        AppendSelections(text, random, 2, spreads: false);
        return text.ToString();
    }

    private static void AppendSelections(StringBuilder text, Random random, int depth, bool spreads)
    {
        text.Append("{ __typename ");
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            switch (random.Next(depth > 0 ? 6 : 3))
            {
                case 0:
                    text.Append("name ");
                    break;
                case 1:
                    text.Append(random.Next(4) == 0 ? "name: __typename " : "n: name ");
                    break;
                case 2:
                    text.Append(spreads ? "...A " : "name ");
                    break;
                case 3:
                    text.Append("... on ").Append(Types[random.Next(Types.Length)]).Append(" { name ").Append(random.Next(2) == 0 ? "} " : "n: name } ");
                    break;
                case 4:
                    text.Append(random.Next(3) == 0 ? "f: friend " : "friend ");
                    AppendSelections(text, random, depth - 1, spreads);
                    text.Append(' ');
                    break;
                default:
                    text.Append("... on Pet ");
                    AppendSelections(text, random, depth - 1, spreads);
                    text.Append(' ');
                    break;
            }
        }

        text.Append('}');
    }
}
