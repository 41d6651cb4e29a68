using System.Text;
using Exchange.GraphQL;
using Exchange.GraphQL.Language;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Language;

public sealed class ParserRobustnessTests
{
    [Fact]
    public void Damaged_documents_give_a_located_error_or_a_document_and_nothing_else()
    {
        for (var seed = 0; seed < 4000; seed++)
        {
            var random = new Random(seed);
            var bytes = Encoding.UTF8.GetBytes(DocumentPrinter.Print(new DocumentGenerator(seed % 200).Document()));
            for (var damage = random.Next(1, 4); damage > 0; damage--)
            {
                bytes = Damage(bytes, random);
            }

            AssertHandled(bytes, seed);
        }
    }

    [Fact]
    public void Random_bytes_of_the_grammar_give_a_located_error_or_a_document_and_nothing_else()
    {
        var alphabet = "{}()[]:=!|&@$#\"\\.,-_ \n\rau01eE\uFEFF王"u8.ToArray();
        for (var seed = 0; seed < 4000; seed++)
        {
            var random = new Random(seed);
            AssertHandled([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => alphabet[random.Next(alphabet.Length)])], seed);
        }
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        var length = Math.Min(random.Next(1, 12), bytes.Length - at);
        return random.Next(3) switch
        {
            0 => [.. bytes[..at], .. bytes[(at + length)..], (byte)' '],
            1 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
            _ => [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]],
        };
    }

    private static void AssertHandled(byte[] bytes, int seed)
    {
        try
        {
            var document = GraphQLParser.Parse(bytes);
            Assert.True(document.Definitions.Count > 0, $"seed {seed}");
        }
        catch (GraphQLException exception)
        {
            var location = Assert.Single(Assert.Single(exception.Errors).Locations);
            Assert.True(
                location is { Line: > 0, Column: > 0, Start: >= 0 } && location.Start <= location.End && location.End <= bytes.Length,
                $"seed {seed}: {location}");
        }
        catch (Exception exception)
        {
            Assert.Fail($"seed {seed}: {exception}");
        }
    }
}
