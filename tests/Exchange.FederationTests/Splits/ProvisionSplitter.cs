namespace Exchange.FederationTests.Splits;

/// <summary>Lets some fields that lead to an entity provide one of its fields.</summary>
internal sealed class ProvisionSplitter(World world, Random random, IReadOnlyList<SubgraphDraft> drafts)
{
    public void Split()
    {
        foreach (var draft in drafts)
        {
            var leading = draft.Types.Values.Where(known => known.Type.Kind == WorldKind.Entity).SelectMany(known => known.Fields.Values)
                .Where(field => field is { IsResolved: true, OverriddenFrom: null, IsShareable: false }).Concat(draft.Roots.Where(root => !root.IsShareable));
            foreach (var field in leading.ToList())
            {
                if (world.Types.TryGetValue(field.Field.Named, out var target) && target.Kind == WorldKind.Entity && random.NextDouble() < 0.4)
                {
                    Provide(draft, field, target);
                }
            }
        }
    }

    private void Provide(SubgraphDraft draft, FieldDraft field, WorldType target)
    {
        var known = draft.Types[target.Name];
        var candidates = target.Fields.Where(candidate =>
            candidate is { IsKey: false, Fails: false, Requires: null, OfInterface: null, Arguments: ArgumentKind.None }
            && (!world.Types.TryGetValue(candidate.Named, out var type) || type.Kind == WorldKind.Enum)
            && (!known.Fields.TryGetValue(candidate.Name, out var own) || own.IsExternal)
            && Declared(target, candidate).All(other => other.IsExternal || (other.IsResolved && other.OverriddenFrom is null))).ToList();
        if (candidates.Count == 0)
        {
            return;
        }

        var provided = candidates[random.Next(candidates.Count)];
        known.Fields.TryAdd(provided.Name, new FieldDraft(provided) { IsExternal = true });
        if (world.Types.TryGetValue(provided.Named, out var leaf) && !draft.Types.ContainsKey(leaf.Name))
        {
            draft.Types[leaf.Name] = new TypeDraft(leaf);
        }

        field.Provides = provided.Name;
        foreach (var other in Declared(target, provided).Where(other => !other.IsExternal))
        {
            other.IsShareable = true;
        }
    }

    private IEnumerable<FieldDraft> Declared(WorldType type, WorldField field) =>
        drafts.Select(draft => draft.Types.GetValueOrDefault(type.Name)?.Fields.GetValueOrDefault(field.Name)).OfType<FieldDraft>();
}
