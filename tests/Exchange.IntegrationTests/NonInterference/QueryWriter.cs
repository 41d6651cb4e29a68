using System.Text;
using Exchange.GraphQL.Values;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Writes a selection as a GraphQL document in one of the many ways that mean the same.</summary>
internal sealed class QueryWriter(Random random)
{
    private readonly StringBuilder _fragments = new();
    private readonly List<(string Name, string Type, Datum Value)> _variables = [];
    private int _named;

    public static GeneratedQuery Write(IReadOnlyList<Ask> roots, Random random)
    {
        var writer = new QueryWriter(random);
        var body = writer.Set("Query", roots);
        var declarations = string.Join(", ", writer._variables.Select(each => $"${each.Name}: {each.Type}"));
        var declared = declarations.Length == 0 ? "" : $"({declarations})";
        var variables = new DatumObject(
            [.. writer._variables.Select(each => each.Name)], [.. writer._variables.Select(each => each.Value)]);
        return new GeneratedQuery(roots, $"query Generated{declared} {body}\n{writer._fragments}", variables);
    }

    private string Set(string type, IReadOnlyList<Ask> asks)
    {
        var parts = new List<string>();
        for (var i = 0; i < asks.Count; i++)
        {
            var field = Field(asks[i]);
            parts.Add(random.Next(6) switch
            {
                0 => $"... {{ {field} }}",
                1 => $"... on {type} @include(if: {Condition(true)}) {{ {field} }}",
                2 => Spread(type, field),
                _ => field,
            });
            if (asks[i].Children.Count == 0 && random.Next(8) == 0)
            {
                parts.Add($"... on {type} {{ {field} }}");
            }
        }

        return $"{{ {string.Join(' ', parts)} }}";
    }

    private string Spread(string type, string field)
    {
        var name = $"F{_named++}";
        _fragments.Append("fragment ").Append(name).Append(" on ").Append(type).Append(" { ").Append(field).Append(" }\n");
        return $"...{name}";
    }

    private string Field(Ask ask)
    {
        var alias = ask.ResponseName == ask.Name ? "" : $"{ask.ResponseName}: ";
        var children = ask.Children.Count == 0 ? "" : " " + Set(ask.Type, ask.Children);
        return $"{alias}{ask.Name}{Arguments(ask)}{Directive(ask.IsSkipped)}{children}";
    }

    // Some arguments go into variables, where nothing may echo them either.
    private string Arguments(Ask ask)
    {
        var colon = ask.Arguments.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || random.Next(2) == 0)
        {
            return ask.Arguments;
        }

        var name = ask.Arguments[1..colon];
        var json = ask.Arguments[(colon + 1)..^1];
        var type = name switch
        {
            "citizenNo" => "CitizenNo",
            "citizenNos" => "[CitizenNo!]",
            "pids" => "[ID!]",
            "pid" => "ID",
            "uscc" => "CreditCode!",
            _ => "ID!",
        };
        return $"({name}: {Variable(type, DatumReader.Read(Encoding.UTF8.GetBytes(json)))})";
    }

    private string Directive(bool isSkipped) => isSkipped
        ? random.Next(2) == 0 ? $" @include(if: {Condition(false)})" : $" @skip(if: {Condition(true)})"
        : random.Next(8) == 0 ? $" @skip(if: {Condition(false)})" : "";

    private string Condition(bool value) =>
        random.Next(2) == 0 ? value ? "true" : "false" : Variable("Boolean!", Datum.From(value));

    private string Variable(string type, Datum value)
    {
        var name = $"v{_variables.Count}";
        _variables.Add((name, type, value));
        return $"${name}";
    }
}
