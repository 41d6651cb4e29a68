using Exchange.Pipeline.Callers;
using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Generates what a request selects, by chance: look-ups of every kind, fields, links and lists inside each other.</summary>
internal sealed class QueryGenerator(CanaryCity city, DataStandard standard, Pseudonyms pseudonyms, string? self, Random random)
{
    /// <summary>The field of a subscription.</summary>
    public const string Stream = "eventReported";

    private const int MaxDepth = 6;
    private static readonly (string Name, string Type)[] Lookups =
    [
        ("person", "Person"), ("people", "Person"), ("people", "Person"),
        ("place", "Place"), ("organization", "Organization"), ("grid", "Grid"), ("event", "Event"), ("event", "Event"),
    ];

    private const string EventType = "Event";

    // Ids that carry no owner, one who has no events, and one who has, but not this.
    private static readonly string[] Nowhere = ["P-nowhere", "exchange:1", "grid-centre:nowhere", "hotline:nowhere"];

    /// <summary>The threshold arguments that are used, with values that policy lists and values that it does not.</summary>
    public static IReadOnlyList<(string Field, string Argument, string[] Listed, string[] Unlisted)> Thresholds { get; } =
    [
        ("Person.ageAtLeast", "years", ["18", "60"], ["17", "61"]),
        ("Person.vaccinationComplete", "program", ["\"flu\"", "\"hepatitis\""], ["\"kx-any-program-kx\"", "\"measles\""]),
    ];

    private static readonly string[] Regions = ["9901", "990102", "990103", "990121001001"];

    private int _ids;

    public IReadOnlyList<Ask> Roots(ClientIdentity client)
    {
        _ids = 0;
        var roots = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Lookup(client)).ToList();
        if (random.Next(8) == 0)
        {
            roots.Add(new Ask(_ids++, "me", $"me{_ids}", "Caller")
            {
                Children = [new Ask(_ids++, "client", "client", "String"), new Ask(_ids++, "regionCode", "regionCode", "RegionCode")],
            });
        }

        return roots;
    }

    /// <summary>A subscription to events, of all kinds or of some, perhaps of one region.</summary>
    public (Ask Root, IReadOnlyList<string> Types) Subscription()
    {
        _ids = 1;
        var types = random.Next(3) == 0 ? city.EventTypes : [.. city.EventTypes.OrderBy(_ => random.Next()).Take(random.Next(1, 5))];
        var region = random.Next(3) == 0 ? Regions[random.Next(Regions.Length)] : null;
        string[] arguments =
        [
            .. types.Count == city.EventTypes.Count ? (string[])[] : [$"kinds: [{string.Join(", ", types.Select(city.KindOf))}]"],
            .. region is null ? (string[])[] : [$"regionCode: \"{region}\""],
        ];
        var root = new Ask(0, Stream, random.Next(2) == 0 ? Stream : "alias_0_kx", EventType)
        {
            Arguments = arguments.Length == 0 ? "" : $"({string.Join(", ", arguments)})",
            Region = region,
            Children = OnEvents(),
        };
        return (root, [.. types.Select(type => type.Name)]);
    }

    private Ask Lookup(ClientIdentity client)
    {
        var (name, type) = Lookups[random.Next(Lookups.Length)];
        var id = _ids++;
        var (arguments, keys) = type == "Person" ? People(name, client) : Thing(name, type);
        return new Ask(id, name, $"{name}_{id}", type)
        {
            Arguments = arguments, Keys = keys, Children = type == EventType ? OnEvents() : Selection(standard.Type(type)!, 1),
        };
    }

    private (string Arguments, IReadOnlyList<string?> Keys) Thing(string name, string type)
    {
        var argument = name switch { "place" => "addressCode", "grid" => "code", "event" => "eventId", _ => "uscc" };
        var keys = type == EventType ? [.. city.EventTypes.SelectMany(kind => city.Keys(kind.Name))] : city.Keys(type);
        var nowhere = type == EventType ? Nowhere[random.Next(Nowhere.Length)] : "P-nowhere";
        var key = type != "Organization" && random.Next(10) == 0 ? nowhere : keys[random.Next(keys.Count)];
        return ($"({argument}: \"{key}\")", [key]);
    }

    private (string Arguments, IReadOnlyList<string?> Keys) People(string name, ClientIdentity client)
    {
        var byPid = random.Next(3) == 0;
        var keys = Enumerable.Range(0, name == "person" ? 1 : random.Next(0, 9)).Select(_ => Person()).ToList();
        if (self is not null && keys.Count > 0 && random.Next(2) == 0)
        {
            keys[0] = self;
        }

        var foreign = random.Next(6) == 0;
        var texts = keys.Select(key => $"\"{(byPid ? Pid(key, foreign ? new DepartmentId("nobody") : client.Department) : key)}\"");
        IReadOnlyList<string?> named = byPid && foreign ? [.. keys.Select(_ => (string?)null)] : [.. keys];
        return name == "person"
            ? ($"({(byPid ? "pid" : "citizenNo")}: {texts.Single()})", named)
            : ($"({(byPid ? "pids" : "citizenNos")}: [{string.Join(", ", texts)}])", named);
    }

    private string Person() => random.Next(12) == 0
        ? city.UnknownPeople[random.Next(city.UnknownPeople.Count)]
        : city.Keys("Person")[random.Next(city.Keys("Person").Count)];

    private string Pid(string citizenNo, DepartmentId department)
    {
        _ = PersonKey.TryFromCitizenNo(citizenNo, out var person);
        return pseudonyms.ForDepartment(person, department);
    }

    private IReadOnlyList<Ask> Selection(StandardType type, int depth)
    {
        var possible = type.Properties.Where(property => IsAskable(property, depth)).ToList();
        var wanted = depth == 1 ? random.Next(4, 13) : random.Next(1, 6);
        var asks = new List<Ask>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < wanted; i++)
        {
            asks.Add(Field(possible[random.Next(possible.Count)], depth, names) with { IsSkipped = i > 0 && random.Next(10) == 0 });
        }

        if (random.Next(6) == 0)
        {
            var id = _ids++;
            asks.Add(new Ask(id, "__typename", $"type{id}", "String"));
        }

        return asks;
    }

    // Fields of the interface, and fields of single kinds, in one set.
    private IReadOnlyList<Ask> OnEvents()
    {
        var all = standard.Type(EventType)!;
        var asks = new List<Ask>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = random.Next(4, 13); i > 0; i--)
        {
            var kind = random.Next(2) == 0 ? null : city.EventTypes[random.Next(city.EventTypes.Count)];
            var possible = (kind ?? all).Properties.Where(property => IsAskable(property, 1)).ToList();
            asks.Add(Field(possible[random.Next(possible.Count)], 1, names) with { On = kind?.Name, IsSkipped = asks.Count > 0 && random.Next(10) == 0 });
        }

        if (random.Next(4) == 0)
        {
            var id = _ids++;
            asks.Add(new Ask(id, "__typename", $"type{id}", "String"));
        }

        return asks;
    }

    private bool IsAskable(StandardProperty property, int depth)
    {
        var isObject = standard.IsEntity(property.Type) || standard.IsValueType(property.Type);
        return !standard.IsConnection(property.Type)
            && property.Arguments.All(argument => Thresholds.Any(values => values.Argument == argument.Name))
            && (depth < MaxDepth || !isObject);
    }

    private (string Arguments, bool IsListed) Threshold(StandardProperty property)
    {
        if (property.Arguments.Count == 0)
        {
            return ("", true);
        }

        var (_, name, listed, unlisted) = Thresholds.Single(values => values.Argument == property.Arguments[0].Name);
        var isListed = random.Next(3) != 0;
        return ($"({name}: {(isListed ? listed : unlisted)[random.Next(2)]})", isListed);
    }

    private Ask Field(StandardProperty property, int depth, HashSet<string> names)
    {
        var id = _ids++;

        // WHY: a closed field's name, and an alias, must not reach a department; a mark in the alias shows where it went.
        var response = random.Next(3) == 0 || !names.Add(property.Name) ? $"alias_{id}_kx" : property.Name;
        var isObject = standard.IsEntity(property.Type) || standard.IsValueType(property.Type);
        var (arguments, isListed) = Threshold(property);
        return new Ask(id, property.Name, arguments.Length > 0 ? $"alias_{id}_kx" : response, property.Type)
        {
            Arguments = arguments,
            IsUnlisted = !isListed,
            IsList = property.IsList,
            Children = isObject ? Selection(standard.Type(property.Type)!, depth + 1) : [],
        };
    }
}
