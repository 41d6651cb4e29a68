namespace Exchange.FederationTests.Splits;

/// <summary>Decides which fields of an interface stand on it in which subgraph, and where it is an entity itself.</summary>
internal sealed class InterfaceSplitter(
    World world, Random random, IReadOnlyList<SubgraphDraft> drafts, Action<SubgraphDraft, WorldType, WorldField> external)
{
    public void Split()
    {
        foreach (var type in world.Of(WorldKind.Interface).ToList())
        {
            var knowing = drafts.Where(draft => draft.Types.GetValueOrDefault(type.Name) is { IsInterfaceObject: false }).ToList();
            if (type.Fields.Any(field => field.OfInterface is not null))
            {
                MakeEntity(knowing[random.Next(knowing.Count)], type);
            }

            foreach (var draft in knowing)
            {
                draft.Types[type.Name].Fields["id"] = new FieldDraft(type.Field("id"));
            }

            foreach (var field in type.Fields.Where(field => field is { IsKey: false, OfInterface: null }))
            {
                var always = knowing[random.Next(knowing.Count)];
                knowing.Where(draft => draft == always || random.Next(2) == 0).ToList().ForEach(draft => Declare(draft, type, field));
            }
        }
    }

    private void MakeEntity(SubgraphDraft draft, WorldType type)
    {
        var known = draft.Types[type.Name];
        known.Keys.Add("id");
        foreach (var member in type.Members.Where(member => known.Members.Add(member) && !draft.Types.ContainsKey(member)))
        {
            var added = draft.Types[member] = new TypeDraft(world.Types[member]);
            added.Keys.Add("id");
            added.Fields["id"] = new FieldDraft(type.Field("id"));
        }
    }

    // Whoever declares a field on the interface declares it on each implementation, be it as another's.
    private void Declare(SubgraphDraft draft, WorldType type, WorldField field)
    {
        var known = draft.Types[type.Name];
        known.Fields[field.Name] = new FieldDraft(field);
        if (world.Types.TryGetValue(field.Named, out var named) && !draft.Types.ContainsKey(named.Name))
        {
            draft.Types[named.Name] = new TypeDraft(named);
        }

        foreach (var member in known.Members)
        {
            external(draft, world.Types[member], field);
        }
    }
}
