using System.Globalization;
using System.Text;

namespace Exchange.FederationTests.Splits;

/// <summary>An operation and its variables.</summary>
internal sealed record RandomOperation(string Query, string Variables);

/// <summary>
/// Makes operations by chance: aliases (also such that hide a key), fragments of every kind, conditions, variables, and the same field with
/// different arguments. Most of them are valid; the others are for the caller to throw away.
/// </summary>
internal sealed class OperationGenerator(World world, Random random)
{
    private const int MaxDepth = 5;

    private readonly StringBuilder _fragments = new();
    private readonly SortedDictionary<string, (string Type, string Value)> _variables = new(StringComparer.Ordinal);
    private int _aliases;
    private int _budget;

    /// <summary>The next operation.</summary>
    public RandomOperation Next()
    {
        _fragments.Clear();
        _variables.Clear();
        _aliases = 0;
        _budget = random.Next(8, 60);
        var roots = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Field(Pick(world.Roots), 0)).ToList();
        var declared = string.Join(" ", _variables.Select(variable => $"${variable.Key}: {variable.Value.Type}"));
        var query = $"query {(declared.Length > 0 ? $"Q({declared}) " : "")}{{ {string.Join(' ', roots)}{(Chance(0.1) ? " __typename" : "")} }}{_fragments}";
        return new RandomOperation(query, $"{{{string.Join(',', _variables.Select(variable => $"\"{variable.Key}\":{variable.Value.Value}"))}}}");
    }

    // INVARIANT: recursion is bounded by the depth, which every selection adds to.
    private string Selection(WorldType type, int depth)
    {
        var parts = new List<string>();
        var count = random.Next(1, 5);
        for (var i = 0; i < count; i++)
        {
            parts.Add(Part(type, depth));
        }

        return $"{{ {string.Join(' ', parts)} }}";
    }

    private string Part(WorldType type, int depth)
    {
        _budget--;
        var chance = random.NextDouble();
        if (type.Kind == WorldKind.Union)
        {
            return chance < 0.2 || depth >= 2 * MaxDepth || _budget < 0 ? TypeName() : Fragment(type, depth);
        }

        return chance switch
        {
            < 0.08 => TypeName(),
            < 0.2 when depth < MaxDepth => Fragment(type, depth),
            < 0.45 when type.Kind == WorldKind.Interface && depth < 2 * MaxDepth && _budget > 0 => Fragment(type, depth),
            _ => Field(Selectable(type, depth), depth),
        };
    }

    private WorldField Selectable(WorldType type, int depth)
    {
        var mayNest = depth < MaxDepth && _budget > 0;
        var fields = type.Fields.Where(field => mayNest || !IsComposite(field) || field.Named == "Position").ToList();
        return Pick(fields);
    }

    private string Field(WorldField field, int depth)
    {
        var arguments = Arguments(field);
        var alias = arguments.Length > 0 || Chance(0.15) ? $"{Alias()}: " : "";
        var selection = IsComposite(field) ? " " + Selection(world.Types[field.Named], depth + 1) : "";
        return $"{alias}{field.Name}{arguments}{Condition()}{selection}";
    }

    // WHY: an alias that is a key's name, or another field's, is what careless joining trips over.
    private string Alias() => random.Next(4) == 0 ? Pick("id", "code", "position", "name", "e0f0", "i0f0") : $"a{_aliases++}";

    private string Arguments(WorldField field) => field.Arguments switch
    {
        ArgumentKind.Text when Chance(0.7) => Chance(0.5)
            ? $"(by: {Variable("Int!", Number(random.Next(9)))})"
            : $"(by: {Number(random.Next(9))}, tag: {(Chance(0.5) ? "\"x\"" : Variable("String", Chance(0.3) ? "null" : "\"y\""))})",
        ArgumentKind.First when Chance(0.7) => $"(first: {(Chance(0.5) ? Number(random.Next(4)) : Variable("Int!", Number(random.Next(4))))})",
        _ => "",
    };

    private string Condition()
    {
        if (!Chance(0.12))
        {
            return "";
        }

        var value = Chance(0.3) ? Pick("true", "false") : Variable("Boolean!", Pick("true", "false"));
        return $" @{Pick("skip", "include")}(if: {value})";
    }

    private string Variable(string type, string value)
    {
        var reused = _variables.Where(variable => variable.Value.Type == type).Select(variable => variable.Key).ToList();
        if (reused.Count > 1 && Chance(0.5))
        {
            return $"${Pick(reused)}";
        }

        var name = $"v{_variables.Count}";
        _variables[name] = (type, value);
        return $"${name}";
    }

    private string Fragment(WorldType type, int depth)
    {
        var condition = Pick(Overlapping(type));
        var selection = Selection(world.Types[condition], depth + 1);
        if (Chance(0.25))
        {
            var name = $"F{_fragments.Length}";
            _fragments.Append($" fragment {name} on {condition} {selection}");
            return $"...{name}{Condition()}";
        }

        return $"... {(condition == type.Name && Chance(0.5) ? "" : $"on {condition} ")}{Condition()} {selection}";
    }

    private List<string> Overlapping(WorldType type)
    {
        var possible = Possible(type);
        return [.. world.Types.Values.Where(other => Possible(other).Overlaps(possible)).Select(other => other.Name)];
    }

    private static HashSet<string> Possible(WorldType type) => type.Kind switch
    {
        WorldKind.Enum => [],
        WorldKind.Interface or WorldKind.Union => [.. type.Members],
        _ => [type.Name],
    };

    private string TypeName() => Chance(0.3) ? $"{Alias()}: __typename" : "__typename";

    private bool IsComposite(WorldField field) => world.Types.TryGetValue(field.Named, out var type) && type.Kind != WorldKind.Enum;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private T Pick<T>(params IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private bool Chance(double probability) => random.NextDouble() < probability;
}
