using Exchange.FederationTests.Suites.Subgraphs;
using Exchange.GraphQL.Values;

namespace Exchange.FederationTests.Splits;

/// <summary>Makes services of drafts: each holds what it resolves and nothing else.</summary>
internal sealed class SubgraphMaker(World world)
{
    /// <summary>The service of one subgraph.</summary>
    public MemorySubgraph Make(SubgraphDraft draft)
    {
        var subgraph = new MemorySubgraph(draft.Name, draft.Print());
        var root = new Row();
        foreach (var field in draft.Roots)
        {
            root[field.Field.Name] = Converted(draft, field, world.RootValues[field.Field.Name]);
            Resolve(subgraph, "Query", field);
        }

        subgraph.Answers(root);
        foreach (var known in draft.Types.Values.Where(known => known.Type.Kind == WorldKind.Entity || known.IsInterfaceObject))
        {
            var entities = known.IsInterfaceObject ? known.Type.Members.SelectMany(member => world.Entities[member]) : world.Entities[known.Type.Name];
            subgraph.Holds(known.Type.Name, [.. entities.Select(entity => Held(draft, known, entity))]);
            foreach (var field in known.Fields.Values.Where(field => !field.IsExternal))
            {
                Resolve(subgraph, known.Type.Name, field);
            }
        }

        return subgraph;
    }

    /// <summary>One service that has everything: what the divided world is compared with.</summary>
    public MemorySubgraph Whole()
    {
        var draft = new SubgraphDraft("whole");
        foreach (var type in world.Types.Values)
        {
            var known = draft.Types[type.Name] = new TypeDraft(type);
            known.Members.UnionWith(type.Kind is WorldKind.Union or WorldKind.Interface ? type.Members : []);
            known.Keys.AddRange(type.Kind == WorldKind.Entity ? ["id"] : []);
            type.Fields.ForEach(field => known.Fields[field.Name] = new FieldDraft(field with { Requires = null }));
        }

        draft.Roots.AddRange(world.Roots.Select(root => new FieldDraft(root)));
        var whole = Make(draft);
        foreach (var type in world.Of(WorldKind.Entity))
        {
            foreach (var field in type.Fields.Where(field => field.Requires is not null))
            {
                whole.Resolves($"{type.Name}.{field.Name}", (row, _) => World.Computed(field, world.Entity(row), world.Value));
            }
        }

        return whole;
    }

    private static void Resolve(MemorySubgraph subgraph, string type, FieldDraft draft)
    {
        var field = draft.Field;
        var coordinate = $"{type}.{field.Name}";
        if (draft.IsGone)
        {
            subgraph.Refuses(coordinate);
        }
        else if (field.Fails)
        {
            subgraph.Fails(coordinate);
        }
        else if (field.Requires is not null)
        {
            subgraph.Resolves(coordinate, (row, _) => World.Computed(field, row, (from, node) => from.GetValueOrDefault(node.Name)));
        }
        else if (field.Arguments != ArgumentKind.None)
        {
            subgraph.Resolves(coordinate, (row, arguments) => World.WithArguments(
                field,
                row.GetValueOrDefault(field.Name),
                arguments["by"] is { IsNull: false } by ? by.AsInteger() : 0,
                arguments["first"] is { IsNull: false } first ? first.AsInteger() : 0,
                arguments["tag"] is { IsNull: false } tag ? tag.AsString() : null));
        }
    }

    private Row Held(SubgraphDraft draft, TypeDraft known, Row entity)
    {
        var held = new Row { ["__typename"] = Datum.From(known.Type.Name) };
        foreach (var field in known.Fields.Values.Where(field => field.IsResolved && field.Field.Requires is null))
        {
            held[field.Field.Name] = Converted(draft, field, entity.GetValueOrDefault(field.Field.Name));
        }

        return held;
    }

    private object? Converted(SubgraphDraft draft, FieldDraft field, object? value) => value switch
    {
        IReadOnlyList<object?> items => items.Select(item => Converted(draft, field, item)).ToList(),
        Row row when world.Entities.ContainsKey(row.TypeName!) => Reference(draft, field, world.Entity(row)),
        _ => value,
    };

    // A reference holds the first key that the subgraph knows, and what is provided there.
    private Row Reference(SubgraphDraft draft, FieldDraft field, Row entity)
    {
        if (draft.Types.GetValueOrDefault(field.Field.Named) is { IsInterfaceObject: true })
        {
            return new Row { ["id"] = entity["id"] };
        }

        var key = draft.Types[entity.TypeName!].Keys[0].Split(' ')[0];
        var reference = new Row { ["__typename"] = entity["__typename"], [key] = entity[key] };
        if (field.Provides is { } provided)
        {
            reference[provided] = entity[provided];
        }

        return reference;
    }
}
