using Exchange.FederationTests.Suites.Subgraphs;
using Exchange.GraphQL.Values;

namespace Exchange.FederationTests.Splits;

/// <summary>Makes worlds by chance.</summary>
internal sealed class WorldGenerator(Random random)
{
    private static readonly string[] LeafWrappings = ["{0}", "{0}", "{0}!", "[{0}]", "[{0}!]!", "[[{0}]!]"];
    private static readonly string[] ObjectWrappings = ["{0}", "{0}!", "{0}", "[{0}]", "[{0}!]!", "[[{0}]]"];

    private readonly World _world = new();

    /// <summary>A world of a few types, each connected to others, with data for all of them.</summary>
    public World Generate()
    {
        _world.Types["Colour"] = new WorldType("Colour", WorldKind.Enum) { Members = ["RED", "GREEN", "BLUE"] };
        var position = _world.Types["Position"] = new WorldType("Position", WorldKind.Value);
        position.Fields.AddRange([new WorldField("a", "Int", "{0}!"), new WorldField("b", "String", "{0}!")]);
        AddValues(random.Next(1, 3));
        AddEntities(random.Next(3, 6));
        AddInterfaces(random.Next(1, 3));
        AddUnions(random.Next(1, 3));
        AddReferences();
        AddComputed();
        AddRoots();
        new WorldFiller(_world, random).Fill();
        return _world;
    }

    private void AddValues(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var type = _world.Types[$"V{i}"] = new WorldType($"V{i}", WorldKind.Value);
            AddLeaves(type, $"v{i}", random.Next(1, 4));
        }
    }

    private void AddEntities(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var type = _world.Types[$"E{i}"] = new WorldType($"E{i}", WorldKind.Entity);
            type.Fields.Add(new WorldField("id", "ID", "{0}!") { IsKey = true });
            type.Fields.Add(new WorldField("code", "String", "{0}!") { IsKey = true });
            type.Fields.Add(new WorldField("position", "Position", "{0}!") { IsKey = true });
            type.Keys.AddRange(["id", "code", "position { a b }"]);
            AddLeaves(type, $"e{i}", random.Next(2, 5));
        }
    }

    private void AddLeaves(WorldType type, string prefix, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var named = Pick("String", "Int", "Boolean", "Float", "ID", "Colour");
            var wrapping = Pick(LeafWrappings);
            var takesArguments = wrapping is "{0}" or "{0}!" && named is "String" or "Int" && type.Kind == WorldKind.Entity && Chance(0.4);
            type.Fields.Add(new WorldField($"{prefix}f{i}", named, wrapping)
            {
                Arguments = takesArguments ? ArgumentKind.Text : ArgumentKind.None,
                Fails = wrapping == "{0}" && type.Kind == WorldKind.Entity && Chance(0.05),
            });
        }
    }

    private void AddInterfaces(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var type = _world.Types[$"I{i}"] = new WorldType($"I{i}", WorldKind.Interface) { Members = Some(Names(WorldKind.Entity), 2) };
            type.Fields.Add(new WorldField("id", "ID", "{0}!") { IsKey = true });
            AddLeaves(type, $"i{i}", random.Next(1, 3));
            foreach (var member in type.Members)
            {
                _world.Types[member].Fields.AddRange(type.Fields.Where(field => !field.IsKey));
            }

            if (Chance(0.6))
            {
                AddObjectFields(type, i);
            }
        }
    }

    // Fields that one subgraph adds to every implementation without knowing any.
    private void AddObjectFields(WorldType type, int number)
    {
        var added = new List<WorldField>
        {
            new($"i{number}x0", "String", Pick("{0}", "{0}!")) { OfInterface = type.Name, Arguments = Chance(0.3) ? ArgumentKind.Text : ArgumentKind.None },
            new($"i{number}x1", Pick([type.Name, .. Names(WorldKind.Entity).Except(type.Members)]), Pick(ObjectWrappings)) { OfInterface = type.Name },
        };
        if (Chance(0.5))
        {
            var required = type.Fields.Where(field => !field.IsKey && !field.Fails).Select(field => field.Name).ToList();
            if (required.Count > 0)
            {
                added.Add(new WorldField($"i{number}x2", "String", "{0}") { OfInterface = type.Name, Requires = string.Join(' ', required) });
            }
        }

        type.Fields.AddRange(added);
        type.Members.ForEach(member => _world.Types[member].Fields.AddRange(added));
    }

    private void AddUnions(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var members = Some([.. Names(WorldKind.Entity), .. Names(WorldKind.Value).Where(name => name != "Position")], 2);
            _world.Types[$"U{i}"] = new WorldType($"U{i}", WorldKind.Union) { Members = members };
        }
    }

    private void AddReferences()
    {
        foreach (var type in _world.Of(WorldKind.Entity).ToList())
        {
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                type.Fields.Add(Reference($"{char.ToLowerInvariant(type.Name[0])}{type.Name[1..]}r{i}"));
            }
        }
    }

    private WorldField Reference(string name)
    {
        var kind = Pick(WorldKind.Entity, WorldKind.Entity, WorldKind.Value, WorldKind.Interface, WorldKind.Union);
        var named = Pick(Names(kind));
        var wrapping = Pick(ObjectWrappings);
        return new WorldField(name, named, wrapping)
        {
            Arguments = wrapping is "[{0}]" or "[{0}!]!" && Chance(0.4) ? ArgumentKind.First : ArgumentKind.None,
        };
    }

    private void AddComputed()
    {
        var number = 0;
        foreach (var type in _world.Of(WorldKind.Entity).ToList())
        {
            for (var i = random.Next(0, 3); i > 0; i--)
            {
                if (new RequirementGenerator(_world, random).Generate(type) is { } requires)
                {
                    type.Fields.Add(new WorldField($"c{number++}", "String", Pick("{0}", "{0}!")) { Requires = requires });
                }
            }
        }
    }

    private void AddRoots()
    {
        var targets = _world.Types.Values.Where(type => type.Kind != WorldKind.Enum && type.Name != "Position").ToList();
        foreach (var type in targets)
        {
            var wrapping = Pick(ObjectWrappings);
            _world.Roots.Add(new WorldField($"q{type.Name}", type.Name, wrapping)
            {
                Arguments = wrapping is "[{0}]" or "[{0}!]!" && Chance(0.3) ? ArgumentKind.First : ArgumentKind.None,
            });
        }

        foreach (var type in targets.Where(type => type.Fields.Any(field => type.Kind == WorldKind.Interface && field.OfInterface is not null)))
        {
            _world.Roots.Add(new WorldField($"qo{type.Name}", type.Name, Pick(ObjectWrappings)) { OfInterface = type.Name });
        }

        _world.Roots.Add(new WorldField("qLeaf", "String", "{0}") { Arguments = ArgumentKind.Text });
    }

    private List<string> Names(WorldKind kind) => [.. _world.Of(kind).Select(type => type.Name)];

    private List<string> Some(IReadOnlyList<string> of, int least)
    {
        var all = of.ToArray();
        random.Shuffle(all);
        return [.. all.Take(random.Next(Math.Min(least, all.Length), all.Length + 1)).Order(StringComparer.Ordinal)];
    }

    private T Pick<T>(params IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private bool Chance(double probability) => random.NextDouble() < probability;
}
