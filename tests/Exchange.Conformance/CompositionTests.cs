using System.Text.Json;
using Exchange.Conformance.Running;
using Exchange.Federation.Composition;

namespace Exchange.Conformance;

/// <summary>Small sets of subgraphs, valid and not, composed here and by Apollo's composition.</summary>
public sealed class CompositionTests(ApolloCompositions apollos) : IClassFixture<ApolloCompositions>
{
    private const int MinFixtures = 200;

    private readonly Dictionary<string, string> _deviations = JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllText(Path.Combine(Repository.Suites, "composition", "deviations.json")))!;

    [Fact]
    public void Subgraphs_are_refused_for_the_reasons_that_Apollos_composition_gives()
    {
        Assert.True(apollos.All.Count >= MinFixtures, $"{apollos.All.Count} fixtures ran.");
        var differences = apollos.All.Select(apollo => (apollo.Name, Ours: Codes(Compose(apollo)), Theirs: Text(apollo.Codes)))
            .Where(entry => entry.Ours != entry.Theirs)
            .ToDictionary(entry => entry.Name, entry => $"{entry.Name}: here [{entry.Ours}], there [{entry.Theirs}]");

        Assert.Empty(differences.Where(entry => !_deviations.ContainsKey(entry.Key)).Select(entry => entry.Value));
        Assert.Empty(_deviations.Keys.Except(differences.Keys).Select(name => $"{name} deviates no more."));
    }

    [Fact]
    public void Composed_graphs_say_what_those_of_Apollos_composition_say()
    {
        var differences = apollos.All.Where(apollo => apollo.Supergraph is not null && Compose(apollo).Document is not null).SelectMany(apollo =>
        {
            var (ours, theirs) = (NormalSupergraph.Lines(Compose(apollo).Document!), NormalSupergraph.Lines(apollo.Supergraph!));
            return ours.Except(theirs).Select(line => $"{apollo.Name}: only here {line}")
                .Concat(theirs.Except(ours).Select(line => $"{apollo.Name}: only there {line}"));
        });

        Assert.Empty(differences);
    }

    private static CompositionResult Compose(ApolloComposition apollo) => SupergraphComposer.Compose(CompositionFixture.Read(apollo.Name));

    private static string Codes(CompositionResult result) => Text([.. result.Errors.Select(error => error.Code)]);

    private static string Text(IReadOnlyList<string>? codes) =>
        codes is null ? "broke down" : string.Join(", ", codes.Distinct().Order(StringComparer.Ordinal));
}
