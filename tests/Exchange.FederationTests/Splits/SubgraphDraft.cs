using System.Text;

namespace Exchange.FederationTests.Splits;

/// <summary>How a field stands in one subgraph.</summary>
internal sealed class FieldDraft(WorldField field)
{
    public WorldField Field { get; } = field;

    public bool IsExternal { get; init; }

    public bool IsShareable { get; set; }

    /// <summary>The subgraph that the field is taken over from.</summary>
    public string? OverriddenFrom { get; init; }

    /// <summary>Whether another subgraph took the field over, so that this one must not be asked for it.</summary>
    public bool IsGone { get; init; }

    /// <summary>The field of the entities in it that comes along.</summary>
    public string? Provides { get; set; }

    /// <summary>Whether the subgraph gives its value.</summary>
    public bool IsResolved => !IsExternal && !IsGone;
}

/// <summary>How a type stands in one subgraph.</summary>
internal sealed class TypeDraft(WorldType type)
{
    public WorldType Type { get; } = type;

    public bool IsInterfaceObject { get; init; }

    public List<string> Keys { get; } = [];

    public bool IsResolvable { get; set; } = true;

    public Dictionary<string, FieldDraft> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>The members of a union and the implementations of an interface that the subgraph knows.</summary>
    public SortedSet<string> Members { get; } = new(StringComparer.Ordinal);
}

/// <summary>One subgraph of a divided world, on its way to SDL.</summary>
internal sealed class SubgraphDraft(string name)
{
    public string Name { get; } = name;

    public Dictionary<string, TypeDraft> Types { get; } = new(StringComparer.Ordinal);

    public List<FieldDraft> Roots { get; } = [];

    /// <summary>Its SDL, without the link to the federation specification.</summary>
    public string Print()
    {
        var text = new StringBuilder();
        if (Roots.Count > 0)
        {
            Fields(text.Append("type Query"), Roots);
        }

        foreach (var draft in Types.Values.OrderBy(draft => draft.Type.Name, StringComparer.Ordinal))
        {
            Print(text, draft);
        }

        return text.ToString();
    }

    private void Print(StringBuilder text, TypeDraft draft)
    {
        var keys = string.Concat(draft.Keys.Select(key => $" @key(fields: \"{key}\"{(draft.IsResolvable ? "" : ", resolvable: false")})"));
        switch (draft.Type.Kind)
        {
            case WorldKind.Enum:
                text.Append($"enum {draft.Type.Name} {{ {string.Join(' ', draft.Type.Members)} }}\n");
                break;
            case WorldKind.Union:
                text.Append($"union {draft.Type.Name} = {string.Join(" | ", draft.Members)}\n");
                break;
            case WorldKind.Interface when !draft.IsInterfaceObject:
                Fields(text.Append($"interface {draft.Type.Name}{keys}"), draft.Fields.Values);
                break;
            case WorldKind.Value:
                Fields(text.Append($"type {draft.Type.Name} @shareable"), draft.Fields.Values);
                break;
            default:
                var interfaces = Types.Values.Where(other => other.Members.Contains(draft.Type.Name) && other.Type.Kind == WorldKind.Interface)
                    .Select(other => other.Type.Name).Order(StringComparer.Ordinal).ToList();
                text.Append($"type {draft.Type.Name}{(interfaces.Count > 0 ? " implements " : "")}{string.Join(" & ", interfaces)}{keys}");
                Fields(text.Append(draft.IsInterfaceObject ? " @interfaceObject" : ""), draft.Fields.Values);
                break;
        }
    }

    private static void Fields(StringBuilder text, IEnumerable<FieldDraft> fields)
    {
        text.Append(" {\n");
        foreach (var draft in fields)
        {
            text.Append("  ").Append(draft.Field.Definition);
            text.Append(draft.IsExternal ? " @external" : draft.IsShareable ? " @shareable" : "");
            text.Append(draft.OverriddenFrom is { } from ? $" @override(from: \"{from}\")" : "");
            text.Append(draft.Provides is { } provided ? $" @provides(fields: \"{provided}\")" : "");
            text.Append(draft is { IsExternal: false, Field.Requires: { } required } ? $" @requires(fields: \"{required}\")" : "").Append('\n');
        }

        text.Append("}\n");
    }
}
