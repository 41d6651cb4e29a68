using System.Diagnostics.CodeAnalysis;

namespace Exchange.Policy.Standard;

/// <summary>
/// The city's data standard: every type, every governed field with its owner, level, ladder and titles, and the compiled check of every
/// cell. Immutable; safe to share between threads.
/// </summary>
public sealed class DataStandard
{
    /// <summary>The owner of what the hub itself answers.</summary>
    public static readonly DepartmentId Hub = new("exchange");

    private static readonly Title RequestOfHub = new(
        "向数据共享平台运行单位申请，说明所需字段、目的和法律依据", "Ask the operator of the hub: name the fields, the purpose and the legal basis");

    private readonly Dictionary<string, StandardType> _types;
    private readonly Dictionary<Coordinate, GovernedField> _fields;
    private readonly Dictionary<Coordinate, CellRule> _cells;
    private readonly Dictionary<Coordinate, IReadOnlyList<GovernedField>> _expansions;

    internal DataStandard(
        IReadOnlyList<StandardType> types,
        IReadOnlyList<GovernedField> fields,
        IReadOnlyList<GovernedField> outsideGraph,
        IReadOnlyList<StandardRoot> roots,
        IReadOnlyList<DepartmentCard> departments,
        IReadOnlyDictionary<Coordinate, CellRule> cells)
    {
        Types = types;
        Fields = fields;
        OutsideGraph = outsideGraph;
        Roots = roots;
        Departments = departments;
        Merged = [.. fields.Where(field => field.Owners.Count > 0)];
        Statistics = [.. types.Where(type => type.Kind == StandardTypeKind.Entity).SelectMany(CountsOf)];
        _types = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        _fields = fields.Concat(outsideGraph).ToDictionary(field => field.Coordinate);
        _cells = new Dictionary<Coordinate, CellRule>(cells);
        _expansions = Expansions();
    }

    /// <summary>All types, in the order of the documents.</summary>
    public IReadOnlyList<StandardType> Types { get; }

    /// <summary>All governed fields of the graph: leaves, links and root fields.</summary>
    public IReadOnlyList<GovernedField> Fields { get; }

    /// <summary>What departments hold and the graph never shows: subject facts and withheld fields, with their legal basis.</summary>
    public IReadOnlyList<GovernedField> OutsideGraph { get; }

    /// <summary>The fields of the root types and how each is resolved.</summary>
    public IReadOnlyList<StandardRoot> Roots { get; }

    /// <summary>The fields that have several owners (<c>Query.events</c>, <c>Place.events</c>).</summary>
    public IReadOnlyList<GovernedField> Merged { get; }

    /// <summary>The lists of counts.</summary>
    public IReadOnlyList<CountedList> Statistics { get; }

    /// <summary>The departments, in the order in which their subgraphs are composed.</summary>
    public IReadOnlyList<DepartmentCard> Departments { get; }

    /// <summary>The governed field of that coordinate, in the graph or outside it.</summary>
    public bool TryField(Coordinate coordinate, [NotNullWhen(true)] out GovernedField? field) => _fields.TryGetValue(coordinate, out field);

    /// <summary>
    /// The governed field at a path of field names from an entity or root type through value objects. A leaf beneath a field that is
    /// governed as a whole (<c>Query.me</c>) is governed by that field. False for structure: value objects, connections
    /// and what is in no document.
    /// </summary>
    public bool TryCoordinate(string entityType, IReadOnlyList<string> path, [NotNullWhen(true)] out GovernedField? field)
    {
        if (TryField(new Coordinate($"{entityType}.{string.Join('.', path)}"), out field))
        {
            return true;
        }

        return path.Count > 1
            && TryField(new Coordinate($"{entityType}.{path[0]}"), out field)
            && field.LinksTo is null;
    }

    /// <summary>Where access to an owner's data is asked for, in both languages; null for a department that owns none.</summary>
    public Title? WhereToAsk(DepartmentId owner) =>
        owner == Hub ? RequestOfHub : Departments.FirstOrDefault(card => card.Code == owner)?.Request;

    /// <summary>
    /// The fields that a coordinate means: itself; for one on an interface (<c>Event.place</c>) that of every implementation;
    /// for a value object (<c>Person.household</c>) all fields in it. Empty for an unknown coordinate.
    /// </summary>
    public IReadOnlyList<GovernedField> Expand(Coordinate coordinate) =>
        _fields.TryGetValue(coordinate, out var field) ? [field] : _expansions.GetValueOrDefault(coordinate) ?? [];

    /// <summary>
    /// The compiled check of a leaf. Throws <see cref="KeyNotFoundException"/> for a coordinate that is no leaf of the graph.
    /// </summary>
    public CellRule Cell(Coordinate coordinate) => _cells[coordinate];

    /// <summary>The compiled check of a leaf, where the coordinate is one.</summary>
    public bool TryCell(Coordinate coordinate, [NotNullWhen(true)] out CellRule? rule) => _cells.TryGetValue(coordinate, out rule);

    /// <summary>The type of that name, or null.</summary>
    public StandardType? Type(string name) => _types.GetValueOrDefault(name);

    /// <summary>Whether the type is an object with a key that departments share.</summary>
    public bool IsEntity(string typeName) => Is(typeName, StandardTypeKind.Entity);

    /// <summary>Whether the type is an object without a key, governed through the field that holds it.</summary>
    public bool IsValueType(string typeName) => Is(typeName, StandardTypeKind.Value);

    /// <summary>Whether the type is a page of a list or part of one: no coordinate names it.</summary>
    public bool IsConnection(string typeName) => Is(typeName, StandardTypeKind.Connection);

    private static IEnumerable<CountedList> CountsOf(StandardType type) => type.Properties
        .Where(property => property is { Statistics: not null, Owner: not null })
        .Select(property => new CountedList(type.Name, property.Name, property.Owner!.Value, property.Statistics!));

    private bool Is(string typeName, StandardTypeKind kind) => _types.TryGetValue(typeName, out var type) && type.Kind == kind;

    private Dictionary<Coordinate, IReadOnlyList<GovernedField>> Expansions()
    {
        var expansions = new Dictionary<Coordinate, List<GovernedField>>();
        foreach (var field in Fields)
        {
            var path = field.Coordinate.Value.Split('.');
            var names = _types.GetValueOrDefault(path[0])?.Implements is { } parent ? (string[])[path[0], parent] : [path[0]];
            foreach (var name in names)
            {
                for (var length = 2; length <= path.Length; length++)
                {
                    var prefix = new Coordinate($"{name}.{string.Join('.', path[1..length])}");
                    (expansions.TryGetValue(prefix, out var list) ? list : expansions[prefix] = []).Add(field);
                }
            }
        }

        return expansions.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<GovernedField>)entry.Value);
    }
}

/// <summary>A list of counts.</summary>
/// <param name="Entity">The entity that it stands on.</param>
/// <param name="Name">The field's name.</param>
/// <param name="Owner">The department that counts.</param>
/// <param name="Rule">What it must not tell.</param>
public sealed record CountedList(string Entity, string Name, DepartmentId Owner, StandardStatistics Rule)
{
    /// <summary>The field as policies name it.</summary>
    public Coordinate Field => new($"{Entity}.{Name}");
}
