using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Costs;

/// <summary>A cost directive that cannot be read.</summary>
/// <param name="Coordinate">The schema coordinate that carries it.</param>
/// <param name="Problem">What is wrong, as the end of a sentence.</param>
public sealed record CostMistake(string Coordinate, string Problem);

/// <summary>
/// Gathers <c>@cost</c> and <c>@listSize</c> from type definitions; equal places add up as subgraphs compose: the largest weight counts.
/// Not thread-safe.
/// </summary>
public sealed class CostModelBuilder
{
    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, string Field), int> _fields = [];
    private readonly Dictionary<(string Type, string Field, string Argument), int> _arguments = [];
    private readonly Dictionary<(string Type, string Field), ListSize> _sizes = [];
    private readonly List<CostMistake> _mistakes = [];
    private readonly CostDirectiveReader _reader;

    /// <summary>A builder without any directive.</summary>
    public CostModelBuilder() => _reader = new CostDirectiveReader(_mistakes);

    /// <summary>What could not be read so far; a model is good only without.</summary>
    public IReadOnlyList<CostMistake> Mistakes => _mistakes;

    /// <summary>
    /// Reads one definition or extension. <paramref name="canonical"/> gives the specification's name of a directive that the document
    /// may have imported under another; null where names are as they are.
    /// </summary>
    public void Add(TypeDefinitionNode type, Func<string, string>? canonical = null)
    {
        canonical ??= static name => name;
        foreach (var weight in Weights(type.Directives, type.Name, canonical))
        {
            Keep(_types, type.Name, weight);
        }

        foreach (var field in FieldsOf(type))
        {
            Add(type.Name, field, canonical);
        }
    }

    /// <summary>The model of everything added.</summary>
    public CostModel Build() => new(_types, _fields, _arguments, _sizes);

    private void Add(string type, FieldDefinitionNode field, Func<string, string> canonical)
    {
        var coordinate = $"{type}.{field.Name}";
        foreach (var weight in Weights(field.Directives, coordinate, canonical))
        {
            Keep(_fields, (type, field.Name), weight);
        }

        foreach (var directive in field.Directives.Where(directive => canonical(directive.Name) == "listSize"))
        {
            var size = _reader.Size(directive, field, coordinate);
            _sizes[(type, field.Name)] = _sizes.TryGetValue((type, field.Name), out var known) ? known.With(size) : size;
        }

        foreach (var argument in field.Arguments)
        {
            foreach (var weight in Weights(argument.Directives, $"{coordinate}({argument.Name}:)", canonical))
            {
                Keep(_arguments, (type, field.Name, argument.Name), weight);
            }
        }
    }

    private IEnumerable<int> Weights(IReadOnlyList<DirectiveNode> directives, string coordinate, Func<string, string> canonical) =>
        directives.Where(directive => canonical(directive.Name) == "cost")
            .Select(directive => _reader.Weight(directive, coordinate))
            .OfType<int>();

    private static void Keep<TKey>(Dictionary<TKey, int> weights, TKey key, int weight)
        where TKey : notnull =>
        weights[key] = weights.TryGetValue(key, out var known) ? Math.Max(known, weight) : weight;

    private static IReadOnlyList<FieldDefinitionNode> FieldsOf(TypeDefinitionNode type) => type switch
    {
        ObjectDefinitionNode node => node.Fields,
        InterfaceDefinitionNode node => node.Fields,
        _ => [],
    };
}
