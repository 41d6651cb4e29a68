using Exchange.FederationTests.Suites.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.FederationTests.Splits;

/// <summary>
/// Divides a world among subgraphs by chance, so that everything can still be reached: one subgraph of each entity knows all of its keys, and
/// whoever resolves all or some of it knows at least one.
/// </summary>
internal sealed class WorldSplitter(World world, Random random)
{
    private readonly List<SubgraphDraft> _drafts = [];
    private readonly Dictionary<string, SubgraphDraft> _homes = new(StringComparer.Ordinal);

    /// <summary>The subgraphs.</summary>
    public IReadOnlyList<SubgraphDraft> Split()
    {
        _drafts.AddRange(Enumerable.Range(0, random.Next(2, 6)).Select(number => new SubgraphDraft($"s{number}")));
        foreach (var type in world.Of(WorldKind.Entity))
        {
            _homes[type.Name] = Pick(_drafts);
            Entity(_homes[type.Name], type.Name);
        }

        foreach (var type in world.Of(WorldKind.Entity).ToList())
        {
            type.Fields.Where(field => field is { IsKey: false, Requires: null, OfInterface: null }).ToList().ForEach(field => Own(type, field));
        }

        SplitComputed();
        world.Roots.ForEach(Root);
        world.Of(WorldKind.Interface).Concat(world.Of(WorldKind.Union)).ToList().ForEach(KeepMembers);
        world.Of(WorldKind.Interface).ToList().ForEach(AddObject);
        new InterfaceSplitter(world, random, _drafts, External).Split();
        new ProvisionSplitter(world, random, _drafts).Split();
        CloseStubs();
        _drafts.RemoveAll(draft => draft.Types.Count == 0 && draft.Roots.Count == 0);
        return _drafts;
    }

    private void Own(WorldType type, WorldField field)
    {
        var owners = _drafts.OrderBy(_ => random.Next()).ToList();
        var chance = random.NextDouble();
        if (chance < 0.15)
        {
            Add(owners[0], type, new FieldDraft(field) { IsShareable = true });
            Add(owners[1], type, new FieldDraft(field) { IsShareable = true });
        }
        else if (chance < 0.25)
        {
            Add(owners[0], type, new FieldDraft(field) { OverriddenFrom = owners[1].Name });
            Add(owners[1], type, new FieldDraft(field) { IsGone = true });
        }
        else
        {
            Add(owners[0], type, new FieldDraft(field));
        }
    }

    private void SplitComputed()
    {
        foreach (var type in world.Of(WorldKind.Entity).ToList())
        {
            foreach (var field in type.Fields.Where(field => field is { Requires: not null, OfInterface: null }).ToList())
            {
                var required = Required(field.Requires!);
                var names = required.Selections.OfType<FieldNode>().Select(node => node.Name).ToList();
                var candidates = _drafts.Where(draft => !draft.Types.TryGetValue(type.Name, out var known) || !names.Any(known.Fields.ContainsKey)).ToList();
                var owner = candidates.Count > 0 ? Pick(candidates) : Added($"r{_drafts.Count}");
                Add(owner, type, new FieldDraft(field));
                Require(owner, type, required);
            }
        }
    }

    // INVARIANT: recursion follows a requirement, which nests once.
    private void Require(SubgraphDraft draft, WorldType type, SelectionSet required)
    {
        foreach (var part in required.Selections)
        {
            if (part is InlineFragment fragment)
            {
                Require(draft, world.Types[fragment.TypeCondition!], fragment.SelectionSet);
                continue;
            }

            var node = (FieldNode)part;
            var field = type.Field(node.Name);
            External(draft, type, field);
            if (node.SelectionSet is not null)
            {
                var target = world.Types[field.Named];
                Reach(draft, target, target.Members);
                Require(draft, target, node.SelectionSet);
            }
        }
    }

    private void External(SubgraphDraft draft, WorldType type, WorldField field)
    {
        if (type.Kind is WorldKind.Entity or WorldKind.Interface && draft.Types.TryGetValue(type.Name, out var known) && !known.Fields.ContainsKey(field.Name))
        {
            known.Fields[field.Name] = new FieldDraft(field) { IsExternal = type.Kind == WorldKind.Entity || known.IsInterfaceObject };
            Reach(draft, field, []);
        }
    }

    private void Root(WorldField root)
    {
        if (root.OfInterface is not null)
        {
            return;
        }

        var isShared = world.Types.TryGetValue(root.Named, out var type) && type.Kind == WorldKind.Entity && random.NextDouble() < 0.25;
        foreach (var draft in _drafts.OrderBy(_ => random.Next()).Take(isShared ? 2 : 1).ToList())
        {
            draft.Roots.Add(new FieldDraft(root) { IsShareable = isShared });
            Reach(draft, root, Occurring(world.RootValues[root.Name]));
        }
    }

    // Whoever belongs to an interface or union does so in some subgraph.
    private void KeepMembers(WorldType type)
    {
        var knowing = _drafts.Where(draft => draft.Types.ContainsKey(type.Name)).ToList();
        type.Members.ForEach(member => Reach(Pick(knowing), type, [member]));
    }

    private void AddObject(WorldType type)
    {
        var fields = type.Fields.Where(field => field.OfInterface == type.Name).ToList();
        if (fields.Count == 0)
        {
            return;
        }

        var draft = Added($"o{_drafts.Count}");
        var known = draft.Types[type.Name] = new TypeDraft(type) { IsInterfaceObject = true };
        known.Keys.Add("id");
        known.Fields["id"] = new FieldDraft(type.Field("id"));
        foreach (var field in fields)
        {
            known.Fields[field.Name] = new FieldDraft(field);
            Reach(draft, field, []);
            if (field.Requires is { } requires)
            {
                Require(draft, type, Required(requires));
            }
        }

        foreach (var root in world.Roots.Where(root => root.OfInterface == type.Name))
        {
            draft.Roots.Add(new FieldDraft(root));
        }
    }

    private void Add(SubgraphDraft draft, WorldType type, FieldDraft field)
    {
        Entity(draft, type.Name).Fields[field.Field.Name] = field;
        Reach(draft, field.Field, Occurring(world.Entities[type.Name].Select(row => row.GetValueOrDefault(field.Field.Name)).ToList()));
    }

    private void Reach(SubgraphDraft draft, WorldField field, IEnumerable<string> members)
    {
        if (world.Types.TryGetValue(field.Named, out var type))
        {
            Reach(draft, type, members);
        }
    }

    // INVARIANT: recursion ends, for values hold leaves only and entities are entered without their fields.
    private void Reach(SubgraphDraft draft, WorldType type, IEnumerable<string> members)
    {
        if (type.Kind == WorldKind.Entity)
        {
            Entity(draft, type.Name);
            return;
        }

        if (!draft.Types.TryGetValue(type.Name, out var known))
        {
            known = draft.Types[type.Name] = new TypeDraft(type);
            foreach (var field in type.Kind == WorldKind.Value ? type.Fields : [])
            {
                known.Fields[field.Name] = new FieldDraft(field);
                Reach(draft, field, []);
            }
        }

        if (type.Kind is WorldKind.Union or WorldKind.Interface && !known.IsInterfaceObject)
        {
            foreach (var member in members.Append(known.Members.Count == 0 ? type.Members[0] : known.Members.First()))
            {
                known.Members.Add(member);
                Reach(draft, world.Types[member], []);
            }
        }
    }

    private TypeDraft Entity(SubgraphDraft draft, string name)
    {
        if (draft.Types.TryGetValue(name, out var known))
        {
            return known;
        }

        var type = world.Types[name];
        known = draft.Types[name] = new TypeDraft(type);
        var keys = type.Keys.Where(_ => _homes[name] == draft || random.Next(3) == 0).ToHashSet();
        keys.Add(world.InterfacesOf(name).Any() || keys.Count == 0 ? "id" : keys.First());
        known.Keys.AddRange(type.Keys.Where(keys.Contains));
        foreach (var key in known.Keys)
        {
            var field = type.Field(key.Split(' ')[0]);
            known.Fields[field.Name] = new FieldDraft(field);
            Reach(draft, field, []);
        }

        return known;
    }

    // Some of the subgraphs that only refer to an entity cannot be asked for it.
    private void CloseStubs()
    {
        foreach (var (draft, known) in _drafts.SelectMany(draft => draft.Types.Values.Select(known => (draft, known))))
        {
            var isStub = known.Type.Kind == WorldKind.Entity && _homes[known.Type.Name] != draft && known.Fields.Values.All(field => field.Field.IsKey);
            known.IsResolvable = !isStub || world.InterfacesOf(known.Type.Name).Any() || random.Next(2) == 0;
        }
    }

    private SubgraphDraft Added(string name)
    {
        var draft = new SubgraphDraft(name);
        _drafts.Add(draft);
        return draft;
    }

    private static SelectionSet Required(string fields) =>
        GraphQLParser.Parse($"{{ {fields} }}").Definitions.OfType<OperationDefinition>().Single().SelectionSet;

    private static IEnumerable<string> Occurring(object? value) => value switch
    {
        Row row => row.TypeName is { } name ? [name] : [],
        IReadOnlyList<object?> items => items.SelectMany(Occurring),
        _ => [],
    };

    private T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
