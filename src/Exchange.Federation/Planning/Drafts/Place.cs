using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Drafts;

/// <summary>A place in the result: the objects that one path leads to, and the parts of requests that fill them.</summary>
internal sealed class Place(ResultShape shape, IReadOnlyList<PathStep> path)
{
    private readonly Dictionary<(ResultSlot Slot, string Types), Place> _below = [];

    /// <summary>The shape of the objects.</summary>
    public ResultShape Shape { get; } = shape;

    /// <summary>The way from the root object.</summary>
    public IReadOnlyList<PathStep> Path { get; } = path;

    /// <summary>The parts that fill the objects.</summary>
    public List<PartDraft> Parts { get; } = [];

    /// <summary>The place that a slot of objects of the given types leads to.</summary>
    public Place Below(ResultSlot slot, IReadOnlyList<ObjectType> types, Schema full)
    {
        var all = full.PossibleTypes(Shape.Type);
        var followed = all.All(types.Contains) ? null : types.Select(type => type.Name).Order(StringComparer.Ordinal).ToList();
        var key = (slot, followed is null ? "" : string.Join(' ', followed));
        if (!_below.TryGetValue(key, out var place))
        {
            place = new Place(slot.Shape!, [.. Path, new PathStep(slot, followed)]);
            _below.Add(key, place);
        }

        return place;
    }
}
