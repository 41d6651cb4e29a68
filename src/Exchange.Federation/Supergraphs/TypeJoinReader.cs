using Exchange.Federation.Composition;
using Exchange.GraphQL;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Supergraphs;

/// <summary>
/// Reads the <c>@join__</c> directives of types and fields. Where a document says nothing of an element, it stands in every subgraph of what
/// holds it, as the join specification has it.
/// </summary>
internal sealed class TypeJoinReader
{
    private readonly Schema _full;
    private readonly JoinGraphs _graphs;
    private readonly List<CompositionError> _errors;
    private readonly Dictionary<string, TypeDefinitionNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<int>> _standsIn = new(StringComparer.Ordinal);

    public TypeJoinReader(IReadOnlyList<TypeDefinitionNode> types, Schema full, JoinGraphs graphs, List<CompositionError> errors)
    {
        _full = full;
        _graphs = graphs;
        _errors = errors;
        foreach (var type in types)
        {
            // INVARIANT: the schema was built of these, so no name stands twice but for extensions, which join nothing.
            _nodes.TryAdd(type.Name, type);
            _standsIn[type.Name] = StandsIn(type);
        }
    }

    public IReadOnlyList<SupergraphType> Read() =>
        [.. _nodes.Values.Select(node => new SupergraphType(_full.Type(node.Name)!, Joins(node), Fields(node)))];

    private SortedSet<int> StandsIn(TypeDefinitionNode type)
    {
        var joined = Applied(type, "join__type").Select(join => _graphs.Find(join, type.Name)).OfType<int>();
        var subgraphs = new SortedSet<int>(joined);
        return subgraphs.Count > 0 ? subgraphs : [.. Enumerable.Range(0, _graphs.Count)];
    }

    private IEnumerable<TypeJoin> Joins(TypeDefinitionNode node)
    {
        var byGraph = Applied(node, "join__type").ToLookup(join => _graphs.Find(join, node.Name) ?? -1);
        foreach (var subgraph in _standsIn[node.Name])
        {
            var keys = new List<EntityKey>();
            foreach (var join in byGraph[subgraph])
            {
                if (JoinText.Text(join, "key") is { } key && Parsed(() => JoinText.Selection(key), node.Name, "key") is { } fields)
                {
                    keys.Add(new EntityKey(fields, JoinText.Flag(join, "resolvable", otherwise: true)));
                }
            }

            yield return new TypeJoin(subgraph, keys, byGraph[subgraph].Any(join => JoinText.Flag(join, "isInterfaceObject")))
            {
                PossibleTypes = PossibleTypes(node, subgraph),
                Interfaces = Interfaces(node, subgraph),
                EnumValues = EnumValues(node, subgraph),
            };
        }
    }

    private IReadOnlyList<ObjectType> PossibleTypes(TypeDefinitionNode node, int subgraph)
    {
        var type = _full.Type(node.Name)!;
        if (type is ObjectType self)
        {
            return [self];
        }

        bool IsHere(NamedType candidate) => _standsIn.TryGetValue(candidate.Name, out var subgraphs) && subgraphs.Contains(subgraph);

        if (node is UnionDefinitionNode)
        {
            var members = Applied(node, "join__unionMember").ToList();
            return
            [
                .. _full.PossibleTypes(type).Where(member => IsHere(member) && (members.Count == 0
                    || members.Exists(join => _graphs.Find(join, node.Name) == subgraph && JoinText.Text(join, "member") == member.Name))),
            ];
        }

        var isObject = Applied(node, "join__type")
            .Any(join => _graphs.Find(join, node.Name) == subgraph && JoinText.Flag(join, "isInterfaceObject"));
        return isObject
            ? []
            : [.. _full.PossibleTypes(type).Where(candidate => IsHere(candidate) && Interfaces(_nodes[candidate.Name], subgraph).Contains(node.Name))];
    }

    private IReadOnlyList<string> Interfaces(TypeDefinitionNode node, int subgraph)
    {
        var declared = Applied(node, "join__implements").ToList();
        var all = (_full.Type(node.Name) as FieldsType)?.Interfaces.Select(type => type.Name) ?? [];
        return declared.Count == 0
            ? [.. all.Where(name => _standsIn.TryGetValue(name, out var subgraphs) && subgraphs.Contains(subgraph))]
            :
            [
                .. declared.Where(join => _graphs.Find(join, node.Name) == subgraph)
                    .Select(join => JoinText.Text(join, "interface"))
                    .OfType<string>(),
            ];
    }

    private IReadOnlyList<string> EnumValues(TypeDefinitionNode node, int subgraph) => node is not EnumDefinitionNode values
        ? []
        :
        [
            .. values.Values.Where(value => Applied(value, "join__enumValue").ToList() is var joins
                    && (joins.Count == 0 || joins.Exists(join => _graphs.Find(join, $"{node.Name}.{value.Name}") == subgraph)))
                .Select(value => value.Name),
        ];

    private IEnumerable<SupergraphField> Fields(TypeDefinitionNode node)
    {
        var fields = node switch
        {
            ObjectDefinitionNode type => type.Fields,
            InterfaceDefinitionNode type => type.Fields,
            _ => [],
        };
        return _full.Type(node.Name) is FieldsType built
            ? fields.Select(field => new SupergraphField(built.Field(field.Name)!, FieldJoins(node.Name, built.Field(field.Name)!, field)))
            : [];
    }

    private List<FieldJoin> FieldJoins(string type, FieldDefinition definition, FieldDefinitionNode node)
    {
        var coordinate = $"{type}.{node.Name}";
        var applied = Applied(node, "join__field").ToList();
        if (applied.Count == 0)
        {
            return [.. _standsIn[type].Select(subgraph => new FieldJoin(subgraph, definition.Type))];
        }

        var joins = new List<FieldJoin>();

        // WHY: without a graph a field is there only through an interface object; no subgraph has it on this type.
        foreach (var join in applied.Where(join => JoinText.Argument(join, "graph") is not null))
        {
            if (_graphs.Find(join, coordinate) is { } subgraph && !joins.Exists(known => known.Subgraph == subgraph))
            {
                joins.Add(FieldJoin(join, subgraph, definition, coordinate));
            }
        }

        return [.. joins.Select(join => WithLabel(join, joins))];
    }

    private FieldJoin FieldJoin(DirectiveNode join, int subgraph, FieldDefinition definition, string coordinate)
    {
        var type = JoinText.Text(join, "type") is { } text ? Parsed(() => JoinText.Type(_full, text), coordinate, "type") : null;
        var label = JoinText.Text(join, "overrideLabel");
        return new FieldJoin(subgraph, type ?? definition.Type)
        {
            Requires = Selection(join, "requires", coordinate),
            Provides = Selection(join, "provides", coordinate),
            IsExternal = JoinText.Flag(join, "external"),
            IsOverridden = JoinText.Flag(join, "usedOverridden") && label is null,
            OverrideLabel = label,
            OverriddenSubgraph = label is not null && JoinText.Text(join, "override") is { } from ? _graphs.Named(from) : null,
        };
    }

    // WHY: the document labels the side that takes over; the other side gives the field away under the same label.
    private static FieldJoin WithLabel(FieldJoin join, List<FieldJoin> all) =>
        all.Find(other => other.OverriddenSubgraph == join.Subgraph) is { OverrideLabel: { } label }
            ? join with { OverrideLabel = label, IsOverridden = false }
            : join;

    private SelectionSet? Selection(DirectiveNode join, string argument, string coordinate) =>
        JoinText.Text(join, argument) is { } text ? Parsed(() => JoinText.Selection(text), coordinate, argument) : null;

    private T? Parsed<T>(Func<T> parse, string coordinate, string argument)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (GraphQLException refusal)
        {
            _errors.Add(new CompositionError(
                SupergraphReader.Invalid, $"\"{argument}\" of a join directive cannot be read: {refusal.Errors[0].Message}", null, coordinate));
            return null;
        }
    }

    private static IEnumerable<DirectiveNode> Applied(Definition element, string name) =>
        element.Directives.Where(directive => directive.Name == name);
}
