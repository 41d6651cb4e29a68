using Exchange.Pipeline.Callers;
using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Generates what a request selects, by chance: look-ups of every kind, fields, links and lists inside each other.</summary>
internal sealed class QueryGenerator(CanaryCity city, DataStandard standard, Pseudonyms pseudonyms, Random random)
{
    private const int MaxDepth = 6;
    private static readonly (string Name, string Type)[] Lookups =
    [
        ("person", "Person"), ("people", "Person"), ("people", "Person"),
        ("place", "Place"), ("organization", "Organization"), ("grid", "Grid"),
    ];

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

    private Ask Lookup(ClientIdentity client)
    {
        var (name, type) = Lookups[random.Next(Lookups.Length)];
        var id = _ids++;
        var (arguments, keys) = type == "Person" ? People(name, client) : Thing(name, type);
        return new Ask(id, name, $"{name}_{id}", type)
        {
            Arguments = arguments, Keys = keys, Children = Selection(standard.Type(type)!, 1),
        };
    }

    private (string Arguments, IReadOnlyList<string?> Keys) Thing(string name, string type)
    {
        var argument = name switch { "place" => "addressCode", "grid" => "code", _ => "uscc" };
        var keys = city.Keys(type);
        var key = type != "Organization" && random.Next(10) == 0 ? "P-nowhere" : keys[random.Next(keys.Count)];
        return ($"({argument}: \"{key}\")", [key]);
    }

    private (string Arguments, IReadOnlyList<string?> Keys) People(string name, ClientIdentity client)
    {
        var byPid = random.Next(3) == 0;
        var keys = Enumerable.Range(0, name == "person" ? 1 : random.Next(0, 9)).Select(_ => Person()).ToList();
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

    private bool IsAskable(StandardProperty property, int depth)
    {
        var isObject = standard.IsEntity(property.Type) || standard.IsValueType(property.Type);
        return !standard.IsConnection(property.Type) && property.Arguments.Count == 0 && (depth < MaxDepth || !isObject);
    }

    private Ask Field(StandardProperty property, int depth, HashSet<string> names)
    {
        var id = _ids++;

        // WHY: a closed field's name, and an alias, must not reach a department; a mark in the alias shows where it went.
        var response = random.Next(3) == 0 || !names.Add(property.Name) ? $"alias_{id}_kx" : property.Name;
        var isObject = standard.IsEntity(property.Type) || standard.IsValueType(property.Type);
        return new Ask(id, property.Name, response, property.Type)
        {
            Children = isObject ? Selection(standard.Type(property.Type)!, depth + 1) : [],
        };
    }
}
