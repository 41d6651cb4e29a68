using System.Globalization;
using System.Text;

namespace Exchange.Conformance.Fuzzing;

/// <summary>
/// Real documents, damaged by bytes and rearranged by tokens, in great number: each is answered or refused by reported errors, and nothing
/// else happens. <c>EXCHANGE_SEED</c> chooses the mutations, <c>EXCHANGE_DOCUMENTS</c> how many.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly int Seed = Number("EXCHANGE_SEED", 20_261_122);
    private static readonly int Documents = Number("EXCHANGE_DOCUMENTS", 20_000);

    [Fact]
    public async Task What_mutations_begin_with_is_good()
    {
        var variables = SeedDocuments.Bytes(SeedDocuments.Variables[0]);
        foreach (var text in SeedDocuments.Executable.SkipLast(1))
        {
            Assert.True(await FuzzSubject.RunAsync(SeedDocuments.Bytes(text), variables) >= Stage.Validated, text);
        }

        Assert.Equal(Stage.Parsed, await FuzzSubject.RunAsync(SeedDocuments.Bytes(SeedDocuments.Executable[^1]), variables));
        foreach (var text in SeedDocuments.TypeSystem)
        {
            Assert.Equal(Stage.Built, await FuzzSubject.RunAsync(SeedDocuments.Bytes(text), variables));
        }
    }

    [Fact]
    public async Task No_document_gives_anything_but_an_answer_or_reported_errors()
    {
        var reached = new int[Enum.GetValues<Stage>().Length];
        for (var number = 0; number < Documents; number++)
        {
            var random = new Random(unchecked(Seed + (number * 7919)));
            var (text, variables) = Draw(random);
            try
            {
                reached[(int)await FuzzSubject.RunAsync(text, variables)]++;
            }
            catch (Exception unexpected)
            {
                Assert.Fail(
                    $"EXCHANGE_SEED={Seed}, document {number}: {unexpected}\n{Encoding.UTF8.GetString(text)}\n{Encoding.UTF8.GetString(variables)}");
            }
        }

        var table = string.Join(", ", Enum.GetValues<Stage>().Select(stage => $"{stage} {reached[(int)stage]}"));
        output.WriteLine($"EXCHANGE_SEED={Seed}: {table}");

        // WHY: mutations that never get past the parser, or that change nothing, test nothing.
        Assert.All(reached, count => Assert.True(count > Documents / 400, table));
    }

    private static (byte[] Text, byte[] Variables) Draw(Random random)
    {
        var seeds = random.Next(4) == 0 ? SeedDocuments.TypeSystem : SeedDocuments.Executable;
        var (text, other) = (seeds[random.Next(seeds.Count)], seeds[random.Next(seeds.Count)]);
        var bytes = new ByteMutator(random);
        var mutated = random.Next(3) == 0
            ? bytes.Mutate(SeedDocuments.Bytes(text), SeedDocuments.Bytes(other))
            : SeedDocuments.Bytes(new TokenMutator(random, FuzzSubject.Words).Mutate(text, other));
        var variables = SeedDocuments.Bytes(SeedDocuments.Variables[random.Next(SeedDocuments.Variables.Count)]);
        return (mutated, random.Next(3) == 0 ? bytes.Mutate(variables, variables) : variables);
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
