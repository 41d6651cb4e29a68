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
        var isStream = roots is [{ Name: QueryGenerator.Stream }];
        var operation = isStream ? "subscription" : "query";
        var body = isStream ? writer.StreamSet(roots[0]) : writer.Set("Query", roots);
        var declarations = string.Join(", ", writer._variables.Select(each => $"${each.Name}: {each.Type}"));
        var declared = declarations.Length == 0 ? "" : $"({declarations})";
        var variables = new DatumObject(
            [.. writer._variables.Select(each => each.Name)], [.. writer._variables.Select(each => each.Value)]);
        return new GeneratedQuery(roots, $"{operation} Generated{declared} {body}\n{writer._fragments}", variables);
    }

    // The root of a subscription is one field, under no condition.
    private string StreamSet(Ask root)
    {
        var field = Field(root);
        return random.Next(3) == 0 ? $"{{ {Spread("Subscription", field)} }}" : $"{{ {field} }}";
    }

    private string Set(string type, IReadOnlyList<Ask> asks)
    {
        var parts = new List<string>();
        for (var i = 0; i < asks.Count; i++)
        {
            var field = Field(asks[i]);
            var on = asks[i].On ?? type;
            parts.Add(random.Next(6) switch
            {
                0 => asks[i].On is null ? $"... {{ {field} }}" : $"... {{ ... on {on} {{ {field} }} }}",
                1 => $"... on {on} @include(if: {Condition(true)}) {{ {field} }}",
                2 => Spread(on, field),
                _ => asks[i].On is null ? field : $"... on {on} {{ {field} }}",
            });
            if (asks[i].Children.Count == 0 && random.Next(8) == 0)
            {
                parts.Add($"... on {on} {{ {field} }}");
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
        return $"{alias}{ask.Name}{Arguments(ask)}{Directive(ask.IsSkipped, ask.Name == QueryGenerator.Stream)}{children}";
    }

    // Some arguments go into variables, where nothing may echo them either.
    private string Arguments(Ask ask)
    {
        var colon = ask.Arguments.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || ask.Arguments.StartsWith("(kinds", StringComparison.Ordinal) || ask.Arguments.IndexOf(':', colon + 1) > 0 || random.Next(2) == 0)
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
            "years" => "Int!",
            "program" => "String!",
            "regionCode" => "RegionCode",
            _ => "ID!",
        };
        return $"({name}: {Variable(type, DatumReader.Read(Encoding.UTF8.GetBytes(json)))})";
    }

    private string Directive(bool isSkipped, bool isBare) => isSkipped
        ? random.Next(2) == 0 ? $" @include(if: {Condition(false)})" : $" @skip(if: {Condition(true)})"
        : isBare ? "" : random.Next(8) == 0 ? $" @skip(if: {Condition(false)})" : "";

    private string Condition(bool value) =>
        random.Next(2) == 0 ? value ? "true" : "false" : Variable("Boolean!", Datum.From(value));

    private string Variable(string type, Datum value)
    {
        var name = $"v{_variables.Count}";
        _variables.Add((name, type, value));
        return $"${name}";
    }
}
