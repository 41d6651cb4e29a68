using Exchange.GraphQL.Values;
using Exchange.Policy;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>What public-security would say of a person when a gate asks.</summary>
/// <param name="Region">The residence, a prefix code.</param>
/// <param name="IsProtected">Whether the address is protected.</param>
/// <param name="BirthDate">The date of birth; null where it is not known.</param>
internal sealed record PersonFacts(string Region, bool IsProtected, DateOnly? BirthDate);

/// <summary>
/// A city made of the data standard alone: for every entity its properties, every cell a canary. A link holds the target's key.
/// </summary>
internal sealed class CanaryCity
{
    private static readonly string[] Regions = ["990102001001", "990102002003", "990103001002", "990121004001", "990122001001"];
    private readonly Dictionary<(string Type, string Key), DatumObject> _records = [];
    private readonly Dictionary<string, PersonFacts> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _keys = new(StringComparer.Ordinal);
    private readonly DataStandard _standard;
    private readonly Random _random;

    public CanaryCity(DataStandard standard, int seed)
    {
        (_standard, _random) = (standard, new Random(seed));
        _keys["Person"] = [.. Times(36, () => Canaries.CitizenNo(_random))];
        _keys["Place"] = [.. Times(16, () => Canaries.Key(Regions[_random.Next(Regions.Length)]))];
        _keys["Organization"] = [.. Times(10, Canaries.OrganizationCode)];
        _keys["Grid"] = [.. Times(5, () => Canaries.Key(Regions[_random.Next(Regions.Length)]))];
        EventTypes = [.. standard.Types.Where(type => type is { Kind: StandardTypeKind.Entity, Implements: "Event" })];
        foreach (var type in EventTypes)
        {
            _keys[type.Name] = [.. Times(5, () => Canaries.Key($"{type.Home!.Value.Value}:"))];
        }

        UnknownPeople = [.. Times(3, () => Canaries.CitizenNo(_random))];
        foreach (var (type, keys) in _keys)
        {
            foreach (var key in keys)
            {
                _records[(type, key)] = Entity(standard.Type(type)!, key);
            }
        }

        // WHY: some numbers that other departments hold are unknown to public-security, and one unknown number is held by nobody.
        foreach (var key in _keys["Person"].Skip(2))
        {
            _facts[key] = new PersonFacts(Regions[_random.Next(Regions.Length)], _random.Next(5) == 0, BirthDate());
        }

        // WHY: who asks is one of them, so that a condition on the department that a record names holds of some.
        foreach (var key in _keys["Organization"].Where(_ => _random.Next(2) == 0))
        {
            var names = Record("Organization", key)!.Names.ToArray();
            var code = Datum.From(standard.Departments[_random.Next(standard.Departments.Count)].Code.Value);
            _records[("Organization", key)] = new DatumObject(
                names, [.. names.Select(name => name == "status" ? code : _records[("Organization", key)][name])]);
        }
    }

    public Canaries Canaries { get; } = new();

    // A quarter children, a quarter other minors, somebody on the eve of a birthday, somebody nobody knows the age of.
    private DateOnly? BirthDate() => _random.Next(8) switch
    {
        0 or 1 => new DateOnly(2012, 11, 21).AddDays(_random.Next(-1, 3_000)),
        2 or 3 => new DateOnly(2008, 11, 21).AddDays(_random.Next(-1, 1_400)),
        4 => null,
        _ => new DateOnly(1940, 1, 1).AddDays(_random.Next(20_000)),
    };

    /// <summary>The kinds of event, each with one owner.</summary>
    public IReadOnlyList<StandardType> EventTypes { get; }

    /// <summary>Valid numbers that no department knows.</summary>
    public IReadOnlyList<string> UnknownPeople { get; }

    public IReadOnlyList<string> Keys(string type) => _keys[type];

    public DatumObject? Record(string type, string key) => _records.GetValueOrDefault((type, key));

    /// <summary>The facts about a person; null where public-security knows nobody of that number.</summary>
    public PersonFacts? Facts(string person) => _facts.GetValueOrDefault(person);

    /// <summary>Changes what public-security says of a person.</summary>
    public void Set(string person, PersonFacts facts) => _facts[person] = facts;

    /// <summary>Changes a record.</summary>
    public void Set(string type, string key, DatumObject record) => _records[(type, key)] = record;

    /// <summary>A person's record where nothing is known of the residence; lists without an entry are empty or not there.</summary>
    public DatumObject WithoutResidence(string person, bool isEmpty)
    {
        var record = Record("Person", person)!;
        var names = record.Names.ToArray();
        return new DatumObject(names, [.. names.Select(name => WithoutResidence($"Person.{name}", record[name], isEmpty))]);
    }

    /// <summary>Takes the person out of all that says where others live; gives what to restore.</summary>
    public IReadOnlyList<(string Type, string Key, DatumObject Record)> WithoutLinksTo(string person)
    {
        var before = _keys.Keys.SelectMany(type => _keys[type], (type, key) => (type, key, Record(type, key)!))
            .Where(each => each.Item3 is not null).ToList();
        foreach (var (type, key, record) in before)
        {
            var names = record.Names.ToArray();
            var values = names.Select(name => WithoutLink($"{type}.{name}", record[name], person)).ToArray();
            Set(type, key, new DatumObject(names, values));
        }

        return before;
    }

    /// <summary>Undoes <see cref="WithoutLinksTo"/>.</summary>
    public void Restore(IReadOnlyList<(string Type, string Key, DatumObject Record)> records)
    {
        foreach (var (type, key, record) in records)
        {
            Set(type, key, record);
        }
    }

    private Datum WithoutLink(string path, Datum value, string person)
    {
        var isLink = _standard.TryField(new Coordinate(path), out var field)
            && field is { LinksTo: "Person", Reveals: Revelation.Residence };
        return value.Kind switch
        {
            DatumKind.List => Datum.From(
                [
                    .. value.AsList().Where(item => !(isLink && IsLinkTo(item, person)) && !IsAbout(path, item, person))
                        .Select(item => WithoutLink(path, item, person)),
                ]),
            DatumKind.Object when isLink => IsLinkTo(value, person) ? Datum.Null : value,
            DatumKind.Object when field is null => Datum.From(new DatumObject(
                value.AsObject().Names.ToArray(),
                [.. value.AsObject().Names.ToArray().Select(name => WithoutLink($"{path}.{name}", value.AsObject()[name], person))])),
            _ => value,
        };
    }

    // Whether an item of another record's list is about the person: then it goes as a whole.
    private bool IsAbout(string path, Datum item, string person) =>
        !path.StartsWith("Person.", StringComparison.Ordinal)
        && item.Kind == DatumKind.Object
        && item.AsObject().Names.ToArray().Any(name =>
            _standard.TryField(new Coordinate($"{path}.{name}"), out var field)
            && field is { LinksTo: "Person", Reveals: Revelation.Residence }
            && item.AsObject()[name].Kind == DatumKind.Object
            && IsLinkTo(item.AsObject()[name], person));

    private static bool IsLinkTo(Datum item, string person) =>
        item.Kind == DatumKind.Object && item.AsObject().Values[0].Equals(Datum.From(person));

    private Datum WithoutResidence(string path, Datum value, bool isEmpty)
    {
        var fields = _standard.Expand(new Coordinate(path));
        if (fields.Count > 0 && fields.All(field => field.Reveals == Revelation.Residence))
        {
            return isEmpty && value.Kind == DatumKind.List ? Datum.From([]) : Datum.Null;
        }

        return value.Kind switch
        {
            DatumKind.List => Datum.From([.. value.AsList().Select(item => WithoutResidence(path, item, isEmpty))]),
            DatumKind.Object when !fields.Any(field => field.Coordinate.Value == path) => Datum.From(new DatumObject(
                value.AsObject().Names.ToArray(),
                [.. value.AsObject().Names.ToArray().Select(name => WithoutResidence($"{path}.{name}", value.AsObject()[name], isEmpty))])),
            _ => value,
        };
    }

    private static IEnumerable<T> Times<T>(int count, Func<T> make) => Enumerable.Range(0, count).Select(_ => make());

    private DatumObject Entity(StandardType type, string key)
    {
        var properties = type.Properties.Where(IsGenerated).ToArray();
        return new DatumObject(
            [.. properties.Select(property => property.Name)],
            [
                .. properties.Select(property =>
                    property.Name == type.Key ? Datum.From(key)
                    : EventTypes.Contains(type) && property.Name == "kind" ? Datum.FromEnum(KindOf(type))
                    : Value(property, $"{type.Name}.{property.Name}")),
            ]);
    }

    /// <summary>The kind that events of a type are.</summary>
    public string KindOf(StandardType type) => _standard.Type("EventKind")!.Values.Single(kind =>
        type.Name.StartsWith(kind.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    /// <summary>The department that knows which records of a type there are.</summary>
    public string HomeOf(string type) => _standard.Type(type)!.Home!.Value.Value;

    private bool IsGenerated(StandardProperty property) =>
        !_standard.IsConnection(property.Type) && _standard.Type(property.Type)?.Kind != StandardTypeKind.Interface;

    private Datum Value(StandardProperty property, string path)
    {
        var mayBeNull = !property.IsRequired && !path.StartsWith("Place.", StringComparison.Ordinal);
        if (mayBeNull && _random.Next(12) == 0)
        {
            return Datum.Null;
        }

        return property.IsList
            ? Datum.From([.. Times(_random.Next(0, 4), () => Item(property, path))])
            : Item(property, path);
    }

    private Datum Item(StandardProperty property, string path)
    {
        if (_standard.IsEntity(property.Type))
        {
            return Link(property.Type);
        }

        if (_standard.IsValueType(property.Type))
        {
            // WHY: whom it is about a department knows and can be asked for, whether or not the graph has it.
            var parts = _standard.Type(property.Type)!.Properties;
            var about = _standard.OutsideGraph
                .Where(link => link.LinksTo is not null && link.Coordinate.Value.StartsWith($"{path}.", StringComparison.Ordinal)).ToList();
            return Datum.From(new DatumObject(
                [.. parts.Select(part => part.Name), .. about.Select(link => link.Coordinate.Value.Split('.')[^1])],
                [.. parts.Select(part => Value(part, $"{path}.{part.Name}")), .. about.Select(link => Link(link.LinksTo!))]));
        }

        return _standard.Type(property.Type) is { Kind: StandardTypeKind.Enum } codes
            ? Datum.FromEnum(codes.Values[_random.Next(codes.Values.Count)])
            : Leaf(property.Type, new Coordinate(path));
    }

    private Datum Link(string type) =>
        Datum.From(new DatumObject([_standard.Type(type)!.Key!], [Datum.From(_keys[type][_random.Next(_keys[type].Count)])]));

    private Datum Leaf(string type, Coordinate coordinate)
    {
        if (!_standard.TryField(coordinate, out var field) || !_standard.TryCell(coordinate, out var cell))
        {
            return Datum.Null;
        }

        return (type, field.Reduction) switch
        {
            ("Boolean", _) => Datum.From(_random.Next(2) == 0),
            ("Int", _) => Datum.From(Number(cell)),
            ("Float", _) => Datum.From(Canaries.Fraction()),
            ("Date", _) => Datum.From(Canaries.Date()),
            ("DateTime", _) => Datum.From(Canaries.DateTime()),

            // WHY: who asks is one of them, so that a condition on the department that a record names holds of some.
            ("ID", _) when coordinate.Value.EndsWith(".code", StringComparison.Ordinal) =>
                Datum.From(_standard.Departments[_random.Next(_standard.Departments.Count)].Code.Value),
            ("Money", _) => Datum.From(Canaries.Amount(_random)),
            ("RegionCode", _) => Datum.From(Canaries.Region(RegionLength(coordinate))),
            (_, "name") => Datum.From(Canaries.Name()),
            (_, "phone") => Datum.From(Canaries.Phone()),
            (_, "address") => Datum.From(Canaries.Address()),
            _ => Datum.From(Canaries.Text()),
        };
    }

    private static int RegionLength(Coordinate coordinate) => coordinate.Value switch
    {
        "Place.streetCode" => RegionCode.StreetLength,
        "Place.communityCode" => RegionCode.CommunityLength,
        _ => RegionCode.CountyLength,
    };

    // A number that the standard bounds too narrowly to be unique is chosen by chance and checked by its place in the answer.
    private long Number(CellRule cell) =>
        new[] { Canaries.Whole(), _random.Next(1_000, 3_000), _random.Next(100, 300), _random.Next(0, 10) }.First(cell.AcceptsInteger);
}
