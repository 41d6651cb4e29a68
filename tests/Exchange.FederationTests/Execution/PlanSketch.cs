using Exchange.Federation.Planning;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.FederationTests.Execution;

/// <summary>
/// A plan drawn by hand, so that execution is tested without a planner: each request is written as the document that is sent, and a slot is a
/// field with its arguments.
/// </summary>
internal sealed class PlanSketch
{
    private readonly Schema _schema;
    private readonly Operation _operation;
    private readonly Dictionary<ResultShape, List<ResultSlot>> _slots = [];
    private readonly List<ResultShape> _shapes = [];
    private readonly List<FetchRequest> _requests = [];
    private readonly ResultShape _root;

    public PlanSketch(string sdl, string query)
    {
        _schema = SchemaBuilder.Build(sdl);
        var document = GraphQLParser.Parse(query);
        var definition = OperationSelector.Select(document, null);
        _operation = OperationCompiler.CompileConditional(_schema, document, definition, OperationLimits.Default);
        _root = NewShape(_operation.RootType);
    }

    /// <summary>The condition under which the next request is sent.</summary>
    public SelectionCondition? NextCondition { get; set; }

    /// <summary>A request for root fields.</summary>
    public PlanSketch Root(int subgraph, string document, params int[] after)
    {
        var operation = OperationSelector.Select(GraphQLParser.Parse(document), null);
        var part = new RootPart { Path = [], Shape = _root, Selection = Selection(operation.SelectionSet, _root) };
        return Add(subgraph, document, operation, after, part);
    }

    /// <summary>A request for entities; each part tells where its <c>_entities</c> goes, in the document's order.</summary>
    public PlanSketch Entities(int subgraph, string document, int[] after, params EntitySketch[] sketches)
    {
        var operation = OperationSelector.Select(GraphQLParser.Parse(document), null);
        var fields = operation.SelectionSet.Selections.Cast<FieldNode>().ToList();
        var parts = sketches.Select((sketch, i) => (FetchPart)Part(fields[i], sketch)).ToArray();
        return Add(subgraph, document, operation, after, parts);
    }

    public FetchPlan Build()
    {
        var output = Output(_operation.Root, _root);
        foreach (var (shape, slots) in _slots)
        {
            shape.Slots = slots;
            shape.TypeSlot = slots.Find(slot => slot.FieldName == "__typename");
        }

        return new FetchPlan
        {
            Operation = _operation,
            Requests = _requests,
            Root = _root,
            Output = output,
            Shapes = _shapes,
            ConditionVariables = OperationCompiler.ConditionVariables(_operation.Document, _operation.Definition),
            Steps = 0,
        };
    }

    private PlanSketch Add(int subgraph, string document, OperationDefinition operation, int[] after, params FetchPart[] parts)
    {
        var representations = parts.OfType<EntityPart>().Select(part => part.Variable).ToHashSet();
        _requests.Add(new FetchRequest
        {
            Index = _requests.Count,
            Subgraph = subgraph,
            Level = after.Length == 0 ? 0 : after.Max(index => _requests[index].Level) + 1,
            After = after,
            Kind = operation.Kind,
            Document = document,
            Variables = [.. operation.Variables.Select(variable => variable.Name).Where(name => !representations.Contains(name))],
            Parts = parts,
            Condition = NextCondition,
        });
        NextCondition = null;
        return this;
    }

    private EntityPart Part(FieldNode entities, EntitySketch sketch)
    {
        var (path, shape) = Walk(sketch.Path);
        return new EntityPart
        {
            Path = path,
            Shape = shape,
            Selection = Selection(entities.SelectionSet!, shape),
            ResponseName = entities.ResponseName,
            Variable = ((VariableNode)entities.Arguments[0].Value).Name,
            Representations = sketch.Types.ToDictionary(type => type, type => new Representation(
                sketch.SentAs ?? type,
                [.. Inputs(sketch.Key, type.Length > 0 ? type : shape.Type.Name, shape, true), .. sketch.Requires is null ? [] : Inputs(sketch.Requires, type.Length > 0 ? type : shape.Type.Name, shape, false)])),
        };
    }

    private (List<PathStep> Path, ResultShape Shape) Walk(string path)
    {
        var steps = new List<PathStep>();
        var shape = _root;
        foreach (var name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = name.Split(':');
            var slot = _slots[shape].Find(slot => slot.FieldName == parts[0])!;
            steps.Add(new PathStep(slot, parts.Length == 1 ? null : parts[1].Split('|')));
            shape = slot.Shape!;
        }

        return (steps, shape);
    }

    private IEnumerable<InputField> Inputs(string fields, string type, ResultShape shape, bool isKey) =>
        Inputs(OperationSelector.Select(GraphQLParser.Parse($"{{ {fields} }}"), null).SelectionSet, _schema.Type(type)!, shape, isKey);

    private IEnumerable<InputField> Inputs(SelectionSet set, NamedType type, ResultShape shape, bool isKey)
    {
        foreach (var node in set.Selections.Cast<FieldNode>())
        {
            var slot = Slot(shape, (FieldsType)type, node);
            var children = node.SelectionSet is null
                ? null
                : new Dictionary<string, IReadOnlyList<InputField>>
                {
                    [""] = [.. Inputs(node.SelectionSet, slot.Type.Named, slot.Shape!, isKey)],
                };
            yield return new InputField(node.Name, slot, isKey, children);
        }
    }

    private FetchSelection Selection(SelectionSet set, ResultShape shape) => new() { Fields = [.. Fields(set, shape.Type, shape)] };

    private IEnumerable<FetchField> Fields(SelectionSet set, NamedType type, ResultShape shape)
    {
        foreach (var selection in set.Selections)
        {
            if (selection is InlineFragment inline)
            {
                foreach (var field in Fields(inline.SelectionSet, _schema.Type(inline.TypeCondition ?? type.Name)!, shape))
                {
                    yield return field;
                }
            }
            else if (selection is FieldNode node)
            {
                var slot = Slot(shape, type as FieldsType, node);
                yield return new FetchField(
                    node.ResponseName, slot, node.SelectionSet is null ? null : Selection(node.SelectionSet, slot.Shape!));
            }
        }
    }

    private OutputSelection Output(SelectedSet set, ResultShape shape) => new()
    {
        Types = set.PossibleTypes.ToDictionary(
            type => type, type => (IReadOnlyList<OutputField>)[.. set.For(type).Select(field => Output(field, shape))]),
    };

    private OutputField Output(SelectedField field, ResultShape shape)
    {
        if (field.Definition.Name.StartsWith("__", StringComparison.Ordinal))
        {
            return new OutputField(field, null, null, false);
        }

        var slot = Slot(shape, field.Parent, field.Definition.Name, Key(field.Definition.Name, field.Arguments));
        return new OutputField(field, slot, field.Selection is null ? null : Output(field.Selection, slot.Shape!), false);
    }

    private ResultSlot Slot(ResultShape shape, FieldsType? type, FieldNode node) =>
        Slot(shape, type, node.Name, Key(node.Name, node.Arguments));

    private ResultSlot Slot(ResultShape shape, FieldsType? type, string name, string key)
    {
        var slots = _slots[shape];
        if (slots.Find(slot => slot.FieldName == key) is { } known)
        {
            return known;
        }

        var fieldType = name == "__typename" ? _schema.Type("String")! : type!.Field(name)!.Type;
        var slot = new ResultSlot(slots.Count, key, fieldType, fieldType.Named.IsComposite ? NewShape(fieldType.Named) : null);
        slots.Add(slot);
        return slot;
    }

    private static string Key(string name, IReadOnlyList<ArgumentNode> arguments) =>
        arguments.Count == 0 ? name : $"{name}({string.Join(',', arguments.Select(argument => DocumentPrinter.Print(argument.Value)))})";

    private ResultShape NewShape(NamedType type)
    {
        var shape = new ResultShape(_shapes.Count, type);
        _shapes.Add(shape);
        _slots.Add(shape, []);
        return shape;
    }
}

/// <summary>Entities of a request.</summary>
/// <param name="Path">Slots with dots between, each with the types of its owners that are followed after a colon.</param>
/// <param name="Types">The types that are asked for.</param>
/// <param name="Key">Their key.</param>
/// <param name="Requires">What is sent beside the key.</param>
/// <param name="SentAs">The type name to send, where it is not the object's own.</param>
internal sealed record EntitySketch(string Path, string[] Types, string Key, string? Requires = null, string? SentAs = null);
