using System.Text;

namespace Exchange.Policy.Standard;

/// <summary>Writes one subgraph's SDL. Not thread-safe; one object a text.</summary>
internal sealed class SubgraphWriter(DataStandard standard, string subgraph)
{
    private const string Header =
        """
        extend schema @link(
          url: "https://specs.apollo.dev/federation/v2.9"
          import: ["@key", "@external", "@shareable", "@cost", "@listSize"]
        )

        "Marks the subgraph that says whether a key of the entity exists."
        directive @home on OBJECT

        """;

    private static readonly string[] BuiltIn = ["String", "Int", "Float", "Boolean", "ID"];

    private readonly bool _isHub = subgraph == DataStandard.Hub.Value;
    private readonly HashSet<string> _seen = new(BuiltIn, StringComparer.Ordinal);
    private readonly StringBuilder _text = new(Header);

    public string Write()
    {
        var starts = standard.Types.Where(type =>
            type.Kind == StandardTypeKind.Root ? _isHub : type.Kind == StandardTypeKind.Entity && Owned(type).Any());
        foreach (var start in starts)
        {
            WriteFrom(start);
        }

        return _text.ToString();
    }

    private void WriteFrom(StandardType start)
    {
        var pending = new Stack<StandardType>([start]);
        while (pending.TryPop(out var type))
        {
            if (!_seen.Add(type.Name))
            {
                continue;
            }

            var properties = Properties(type);
            WriteType(type, properties);
            foreach (var name in Mentioned(type, properties).Reverse())
            {
                if (standard.Type(name) is { } reached)
                {
                    pending.Push(reached);
                }
            }
        }
    }

    private static IEnumerable<string> Mentioned(StandardType type, IReadOnlyList<StandardProperty> properties)
    {
        var fields = properties.SelectMany(property =>
            property.Arguments.Select(argument => argument.GraphType.Trim('[', ']', '!')).Append(property.Type));
        return type.Implements is { } parent ? fields.Prepend(parent) : fields;
    }

    private IEnumerable<StandardProperty> Owned(StandardType type) => type.Properties.Where(property => property.Owner?.Value == subgraph);

    private bool IsKey(StandardType type, StandardProperty property) => type.Kind == StandardTypeKind.Entity && property.Name == type.Key;

    private IReadOnlyList<StandardProperty> Properties(StandardType type) => type.Kind == StandardTypeKind.Entity
        ? [.. type.Properties.Where(property => property.Owner?.Value == subgraph || IsKey(type, property))]
        : type.Properties;

    private void WriteType(StandardType type, IReadOnlyList<StandardProperty> properties)
    {
        _text.Append('\n');
        WriteDescription(type.Description, "");
        switch (type.Kind)
        {
            case StandardTypeKind.Scalar:
                _text.Append("scalar ").Append(type.Name).Append(CostDirectives.Of(type)).Append('\n');
                return;
            case StandardTypeKind.Enum:
                _text.Append("enum ").Append(type.Name).Append(CostDirectives.Of(type)).Append(" {\n");
                _text.AppendJoin("", type.Values.Select(value => $"  {value}\n")).Append("}\n");
                return;
            default:
                _text.Append(type.Kind == StandardTypeKind.Interface ? "interface " : "type ");
                _text.Append(type.Name).Append(Suffix(type)).Append(CostDirectives.Of(type)).Append(" {\n");
                foreach (var property in properties)
                {
                    WriteProperty(type, property);
                }

                _text.Append("}\n");
                return;
        }
    }

    private string Suffix(StandardType type)
    {
        if (type.Kind is StandardTypeKind.Value or StandardTypeKind.Connection)
        {
            return " @shareable";
        }

        if (type.Kind != StandardTypeKind.Entity)
        {
            return "";
        }

        var implements = type.Implements is { } parent ? $" implements {parent}" : "";
        var resolvable = Owned(type).Any() ? "" : ", resolvable: false";
        var home = type.Home?.Value == subgraph ? " @home" : "";
        return $"{implements} @key(fields: \"{type.Key}\"{resolvable}){home}";
    }

    private void WriteProperty(StandardType type, StandardProperty property)
    {
        WriteDescription(property.Description, "  ");
        _text.Append("  ").Append(property.Name);
        if (property.Arguments.Count > 0)
        {
            var arguments = property.Arguments.Select(a => $"{a.Name}: {a.GraphType}{(a.Default is null ? "" : $" = {a.Default}")}");
            _text.Append('(').AppendJoin(", ", arguments).Append(')');
        }

        _text.Append(": ").Append(property.GraphType);
        if (IsKey(type, property) && property.Owner?.Value != subgraph)
        {
            _text.Append(" @external");
        }

        _text.Append(CostDirectives.Of(property)).Append('\n');
    }

    private void WriteDescription(string? description, string indent)
    {
        if (description is not null)
        {
            _text.Append(indent).Append('"').Append(description.Replace("\\", "\\\\").Replace("\"", "\\\"")).Append("\"\n");
        }
    }
}
