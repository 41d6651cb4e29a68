using Exchange.Policy.Findings;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Reads one property of a type: its JSON Schema and its <c>x-exchange</c>.</summary>
internal sealed class PropertyReader(FindingLog log)
{
    private static readonly Dictionary<string, (string GraphType, CellKind Kind)> BuiltIn = new(StringComparer.Ordinal)
    {
        ["string"] = ("String", CellKind.Text),
        ["integer"] = ("Int", CellKind.Integer),
        ["number"] = ("Float", CellKind.Number),
        ["boolean"] = ("Boolean", CellKind.Boolean),
    };

    private readonly GovernanceReader _governance = new(log);

    /// <summary>The property; null, with findings, where its type cannot be told.</summary>
    public PropertyDraft? Read(SourceMember member, SourcePlace place, bool isRequired)
    {
        if (Keywords.Schema(member.Value, place, log) is not { } schema)
        {
            return null;
        }

        Keywords.Check(schema, place, Keywords.Property, log);
        var reader = new ObjectReader(schema, place, log);
        if (reader.Object("x-exchange") is not { } governanceNode)
        {
            log.Add(
                "missing-key", place,
                "'x-exchange' is missing: say who owns the field, at which level, and its title in both languages.");
            return null;
        }

        var extension = new ObjectReader(governanceNode, reader.PlaceOf("x-exchange"), log);
        var governance = _governance.Read(extension);
        var link = extension.Text("link");
        var isConnection = extension.Flag("connection") ?? false;
        var itemsNullable = extension.Flag("itemsNullable") ?? false;
        var inGraph = extension.Flag("graph") ?? true;
        var arguments = new ArgumentReader(log).Read(extension);
        var cost = CostReader.Cost(extension);
        var listSize = new CostReader(log).Size(extension, isConnection, arguments);
        var statistics = new StatisticsReader(log).Read(extension, arguments);
        extension.RefuseOthers();
        if (Shape(reader, link) is not { } shape)
        {
            return null;
        }

        var property = new StandardProperty
        {
            Name = member.Name,
            Type = isConnection ? $"{shape.Type}Connection" : shape.Type,
            IsList = shape.IsList,
            ItemsNullable = itemsNullable,
            IsRequired = isRequired,
            Description = reader.Text("description"),
            Arguments = arguments,
            Cost = cost,
            ListSize = listSize,
            Statistics = statistics,
        };
        return new PropertyDraft(property, place, governance with { Arguments = [.. arguments.Select(argument => argument.Governance)] })
        {
            Link = link,
            IsConnection = isConnection,
            InGraph = inGraph,
            Shape = shape.Cell,
        };
    }

    private (string Type, bool IsList, CellShape? Cell)? Shape(ObjectReader reader, string? link)
    {
        if (reader.Text("$ref") is { } reference)
        {
            return (DefinitionName(reference), false, null);
        }

        var type = reader.Text("type", required: true);
        if (type == "array")
        {
            return Items(reader, link);
        }

        if (type == "object")
        {
            return Linked(reader, link);
        }

        if (type is not null && BuiltIn.TryGetValue(type, out var builtIn))
        {
            return (builtIn.GraphType, false, Cell(reader, builtIn.Kind));
        }

        if (type is not null)
        {
            log.Add("wrong-value", reader.PlaceOf("type"), $"'{type}' is no type of a property.{Suggestion.For(type, BuiltIn.Keys)}");
        }

        return null;
    }

    private (string Type, bool IsList, CellShape? Cell)? Items(ObjectReader reader, string? link)
    {
        var place = reader.PlaceOf("items");
        if (reader.Any("items") is not { } node)
        {
            log.Add("missing-key", reader.Place, "'items' is missing: say what the list holds.");
            return null;
        }

        if (Keywords.Schema(node, place, log) is not { } items)
        {
            return null;
        }

        Keywords.Check(items, place, Keywords.Property, log);
        var inner = new ObjectReader(items, place, log);
        if (items["type"] is SourceText { Value: "array" })
        {
            log.Add(
                "wrong-value", inner.PlaceOf("type"),
                "A list of lists has no place in the standard: name a value object between them.");
            return null;
        }

        return Shape(inner, link) is { } shape ? (shape.Type, true, shape.Cell) : null;
    }

    private (string Type, bool IsList, CellShape? Cell)? Linked(ObjectReader reader, string? link)
    {
        if (link is not null)
        {
            return (link, false, null);
        }

        log.Add("missing-key", reader.Place, "An object has to be a '$ref' to a value object or, with 'link' in x-exchange, an entity.");
        return null;
    }

    private CellShape Cell(ObjectReader reader, CellKind kind)
    {
        var shape = ShapeReader.Read(reader, kind, log);
        if (kind == CellKind.Text && shape.MaxLength is null)
        {
            log.Add("unbounded-text", reader.Place, "'maxLength' is missing: every text has a greatest length.");
        }

        return shape;
    }

    // INVARIANT: whether the definition exists is checked once all documents are read.
    private static string DefinitionName(string reference)
    {
        const string Local = "#/definitions/";
        var start = reference.IndexOf(Local, StringComparison.Ordinal);
        var file = start < 0 ? reference : reference[..start];
        return start >= 0 && (file.Length == 0 || file == "values.schema.json") ? reference[(start + Local.Length)..] : reference;
    }
}
