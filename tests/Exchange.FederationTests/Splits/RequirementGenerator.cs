namespace Exchange.FederationTests.Splits;

/// <summary>Makes selections for <c>@requires</c>: leaves, with and without arguments, and what lies behind references and fragments.</summary>
internal sealed class RequirementGenerator(World world, Random random)
{
    /// <summary>A selection on fields that are there already, so that no requirement can turn in a circle; null where nothing fits.</summary>
    public string? Generate(WorldType type)
    {
        var candidates = type.Fields.Where(field => !field.IsKey && !field.Fails && field.OfInterface is null).ToArray();
        random.Shuffle(candidates);
        var parts = candidates.Take(random.Next(1, 4)).Select(Part).OfType<string>().ToList();
        return parts.Count == 0 ? null : string.Join(' ', parts);
    }

    private string? Part(WorldField field)
    {
        var name = field.Arguments switch
        {
            ArgumentKind.Text when random.Next(2) == 0 => $"{field.Name}(by: {random.Next(2, 5)})",
            ArgumentKind.First when random.Next(2) == 0 => $"{field.Name}(first: 1)",
            _ => field.Name,
        };
        if (!world.Types.TryGetValue(field.Named, out var type) || type.Kind == WorldKind.Enum)
        {
            return name;
        }

        return type.Kind switch
        {
            WorldKind.Interface => $"{name} {{ id {Fragments(type)} }}",
            WorldKind.Union => $"{name} {{ {Fragments(type)} }}",
            _ => Leaf(type) is { } leaf ? $"{name} {{ {leaf} }}" : null,
        };
    }

    private string Fragments(WorldType type) =>
        string.Join(' ', type.Members.Select(member => Leaf(world.Types[member]) is { } leaf ? $"... on {member} {{ {leaf} }}" : ""));

    private string? Leaf(WorldType type)
    {
        var leaves = type.Fields.Where(field => !field.Fails && field.Name != "position" && field.OfInterface is null && field.Requires is null
            && (!world.Types.TryGetValue(field.Named, out var named) || named.Kind == WorldKind.Enum)).ToList();
        return leaves.Count == 0 ? null : leaves[random.Next(leaves.Count)].Name;
    }
}
