using Exchange.Policy.Findings;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Reads the types of one <c>*.schema.json</c> document.</summary>
internal sealed class TypeReader(FindingLog log)
{
    private static readonly Dictionary<string, StandardTypeKind> Kinds = new(StringComparer.Ordinal)
    {
        ["entity"] = StandardTypeKind.Entity,
        ["interface"] = StandardTypeKind.Interface,
        ["value"] = StandardTypeKind.Value,
        ["root"] = StandardTypeKind.Root,
        ["enum"] = StandardTypeKind.Enum,
        ["scalar"] = StandardTypeKind.Scalar,
    };

    private readonly PropertyReader _properties = new(log);

    /// <summary>The types of a document: the one at its root, named by <c>title</c>, and those in <c>definitions</c>.</summary>
    public IEnumerable<TypeDraft> Read(string file, SourceObject document)
    {
        var root = SourcePlace.Of(file, document, "");
        Keywords.Check(document, root, Keywords.Document, log);
        var reader = new ObjectReader(document, root, log);
        var drafts = new List<TypeDraft?>();
        if (reader.Has("properties") && reader.Text("title", required: true) is { } title)
        {
            drafts.Add(Type(title, document, root));
        }

        foreach (var member in reader.Object("definitions")?.Members ?? [])
        {
            var place = reader.PlaceOf("definitions").Within(member);
            if (Keywords.Schema(member.Value, place, log) is { } schema)
            {
                Keywords.Check(schema, place, Keywords.Type, log);
                drafts.Add(Type(member.Name, schema, place));
            }
        }

        return drafts.OfType<TypeDraft>();
    }

    private TypeDraft? Type(string name, SourceObject schema, SourcePlace place)
    {
        var reader = new ObjectReader(schema, place, log);
        if (reader.Object("x-exchange", required: true) is not { } node)
        {
            return null;
        }

        var extension = new ObjectReader(node, reader.PlaceOf("x-exchange"), log);
        var kind = extension.Choice("kind", Kinds, required: true);
        var governance = new Governance
        {
            Title = extension.Title("title"),
            Owner = extension.Text("owner") is { } owner ? new DepartmentId(owner) : null,
            Level = extension.Integer("level", 1, 4),
        };
        var key = extension.Text("key", required: kind == StandardTypeKind.Entity);
        var home = extension.Text("home");
        var implements = extension.Text("implements");
        var check = Check(extension);
        var cost = CostReader.Cost(extension);
        extension.RefuseOthers();
        if (kind is null)
        {
            return null;
        }

        var type = new StandardType
        {
            Name = name,
            Kind = kind.Value,
            Description = schema["properties"] is not null || kind != StandardTypeKind.Root ? reader.Text("description") : null,
            Key = key,
            Home = home is null ? null : new DepartmentId(home),
            Implements = implements,
            Values = reader.Texts("enum"),
            Cost = cost,
        };
        CheckParent(reader, implements);
        return new TypeDraft(type, place, Properties(reader), governance) { Shape = Shape(reader, type, check) };
    }

    private IReadOnlyList<PropertyDraft> Properties(ObjectReader reader)
    {
        var required = reader.Texts("required");
        var members = reader.Object("properties")?.Members ?? [];
        var place = reader.PlaceOf("properties");
        foreach (var name in required.Where(name => members.All(member => member.Name != name)))
        {
            var hint = Suggestion.For(name, members.Select(member => member.Name));
            log.Add("unknown-key", reader.PlaceOf("required"), $"There is no property '{name}' to be required.{hint}");
        }

        return [.. members
            .Select(member => _properties.Read(member, place.Within(member), required.Contains(member.Name)))
            .OfType<PropertyDraft>()];
    }

    private void CheckParent(ObjectReader reader, string? implements)
    {
        var parents = (reader.Array("allOf")?.Items ?? [])
            .Select(item => item is SourceObject { Members: [{ Name: "$ref", Value: SourceText reference }] } ? reference.Value : "");
        string[] expected = implements is null ? [] : [$"#/definitions/{implements}"];
        if (!parents.SequenceEqual(expected))
        {
            log.Add(
                "wrong-value", reader.PlaceOf("allOf"),
                "'allOf' holds one '$ref', to the interface that x-exchange says the type implements.");
        }
    }

    private CellShape? Shape(ObjectReader reader, StandardType type, Func<string, bool>? check)
    {
        if (type.Kind == StandardTypeKind.Enum)
        {
            if (type.Values.Count == 0)
            {
                log.Add("missing-key", reader.Place, "'enum' is missing: list the codes.");
            }

            return new CellShape(CellKind.Enum) { Codes = type.Values };
        }

        if (type.Kind != StandardTypeKind.Scalar)
        {
            return null;
        }

        var shape = ShapeReader.Read(reader, CellKind.Text, log) with { Check = check };
        if (shape.MaxLength is null)
        {
            log.Add("unbounded-text", reader.Place, "'maxLength' is missing: every text has a greatest length.");
        }

        return shape;
    }

    private Func<string, bool>? Check(ObjectReader extension)
    {
        if (extension.Text("check") is not { } name)
        {
            return null;
        }

        if (ScalarCheck.ByName.TryGetValue(name, out var check))
        {
            return check;
        }

        log.Add(
            "unknown-check", extension.PlaceOf("check"),
            $"There is no check '{name}'.{Suggestion.For(name, ScalarCheck.ByName.Keys)}");
        return null;
    }
}
