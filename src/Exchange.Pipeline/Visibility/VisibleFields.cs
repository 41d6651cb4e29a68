using Exchange.GraphQL.TypeSystem;
using Exchange.Pipeline.Callers;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Visibility;

/// <summary>
/// The fields of objects that a client could ever see: those that something opens to its department in one of its roles for one of its
/// purposes, whatever else the rule asks for, and the structure that leads to them. Walks the graph from its roots as Authorize walks a
/// selection, so that a value object's field counts where any of the fields that hold it is open.
/// </summary>
internal sealed class VisibleFields
{
    // INVARIANT: no coordinate is longer; where value objects hold each other in a circle, the walk still ends.
    private const int MaxPath = 16;

    private readonly HubSnapshot _snapshot;
    private readonly ClientIdentity _client;
    private readonly IReadOnlyCollection<string> _purposes;
    private readonly HashSet<(string Type, string Field)> _fields = [];
    private readonly HashSet<Place> _seen = [];
    private readonly Queue<Place> _open = new();

    private VisibleFields(HubSnapshot snapshot, ClientIdentity client)
    {
        (_snapshot, _client) = (snapshot, client);
        var vocabulary = snapshot.Policies.Vocabulary;
        _purposes =
        [
            .. client.Purposes.Distinct(StringComparer.Ordinal)
                .Where(purpose => vocabulary.StateOf(purpose, client.Purposes) == PurposeState.Registered),
        ];
    }

    public static VisibleFields Of(HubSnapshot snapshot, ClientIdentity client)
    {
        var visible = new VisibleFields(snapshot, client);
        visible.Walk();
        return visible;
    }

    public bool Contains(string type, string field) => _fields.Contains((type, field));

    // A queue, not recursion; every place is looked at once.
    private void Walk()
    {
        var schema = _snapshot.Graph.Schema;
        foreach (var root in new[] { schema.QueryType, schema.MutationType, schema.SubscriptionType }.OfType<ObjectType>())
        {
            Reach(new Place(root.Name, root.Name, "", IsOpen: false));
        }

        while (_open.TryDequeue(out var place))
        {
            foreach (var type in schema.PossibleTypes(schema.Type(place.Type)!))
            {
                var here = _snapshot.Standard.IsEntity(type.Name) ? new Place(type.Name, type.Name, "", IsOpen: false) : place;
                foreach (var field in type.Fields)
                {
                    Look(type, field, here);
                }
            }
        }
    }

    private void Look(ObjectType type, FieldDefinition field, Place place)
    {
        var named = field.Type.Named;
        string[] path = [.. place.Path.Split('.', StringSplitOptions.RemoveEmptyEntries), field.Name];
        if (place.Entity is { } entity && _snapshot.Standard.TryCoordinate(entity, path, out var governed))
        {
            // What is governed as a whole has no decisions of its own beneath, but links lead to entities, and those have.
            Keep(CouldOpen(governed), type, field, new Place(named.Name, null, "", IsOpen: true));
        }
        else if (_snapshot.Standard.IsConnection(type.Name) || IsStructure(named))
        {
            var isNamed = place.Entity is not null && path.Length < MaxPath;
            var beneath = place with { Type = named.Name, Entity = isNamed ? place.Entity : null, Path = isNamed ? string.Join('.', path) : "" };
            Keep(!isNamed || Leads(place.Entity!, path), type, field, beneath);
        }
        else if (place.IsOpen)
        {
            Keep(true, type, field, place with { Type = named.Name });
        }
    }

    private void Keep(bool isVisible, ObjectType type, FieldDefinition field, Place beneath)
    {
        if (isVisible)
        {
            _fields.Add((type.Name, field.Name));
            if (field.Type.Named.IsComposite)
            {
                Reach(beneath);
            }
        }
    }

    private void Reach(Place place)
    {
        if (_seen.Add(place))
        {
            _open.Enqueue(place);
        }
    }

    // Value objects and connections: what they hold is decided leaf by leaf.
    private bool IsStructure(NamedType type) => type.IsComposite && !_snapshot.Standard.IsEntity(type.Name);

    // WHY by its parts: others hold the same type, and of those something may be open. What nothing is governed beneath leads on.
    private bool Leads(string entity, string[] path)
    {
        var parts = _snapshot.Standard.Expand(new Coordinate($"{entity}.{string.Join('.', path)}"));
        return parts.All(part => part.OpenWithObject) || parts.Any(part => !part.OpenWithObject && CouldOpen(part));
    }

    private bool CouldOpen(GovernedField field) =>
        _snapshot.Decisions.CouldOpen(_client.Department, _client.Roles, _purposes, field.Coordinate);

    // Where the walk stands: a type, the entity and the path within it that name the field there, and whether all beneath is open.
    private readonly record struct Place(string Type, string? Entity, string Path, bool IsOpen);
}
