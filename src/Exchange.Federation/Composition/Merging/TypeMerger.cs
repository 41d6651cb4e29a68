using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Merging;

/// <summary>Merges the types of one name, enums aside: theirs depend on where the other types use them.</summary>
internal sealed class TypeMerger(Merge merge)
{
    private readonly FieldMerger _fields = new(merge);
    private readonly InputMerger _inputs = new(merge);

    /// <summary>The type, its members not yet merged; null where the subgraphs do not agree on what it is.</summary>
    public MergedType? Start(string name)
    {
        SubgraphType?[] sources = [.. merge.Schemas.Select(schema => schema.Type(name))];
        var present = sources.OfType<SubgraphType>().ToList();
        var plain = present.Where(source => !source.IsInterfaceObject).Select(source => source.Kind).Distinct().ToList();
        if (plain.Count == 0)
        {
            merge.Errors.Add(
                CompositionCodes.InterfaceObjectUsageError,
                $"\"{name}\" is an \"@interfaceObject\" wherever it is defined; some subgraph has to define it as an interface.",
                merge.NameOf(Array.FindIndex(sources, source => source is not null)),
                name,
                present[0].Location);
            return null;
        }

        if (plain.Count > 1 || (plain[0] != TypeKind.Interface && plain.Count < present.Select(Kind).Distinct().Count()))
        {
            merge.Errors.Add(
                CompositionCodes.TypeKindMismatch,
                $"\"{name}\" is not the same kind of type everywhere: {merge.Differences(sources, Kind)}.",
                null,
                name,
                present[0].Location);
            return null;
        }

        return new MergedType(name, plain[0], sources);
    }

    /// <summary>Merges members, description and directives into it.</summary>
    public void Fill(MergedType type)
    {
        type.Description = Merging.Merge.Description(type.Sources);
        JoinType(type);
        switch (type.Kind)
        {
            case TypeKind.Object or TypeKind.Interface:
                FillFields(type);
                break;
            case TypeKind.Union:
                FillUnion(type);
                break;
            case TypeKind.Input:
                FillInput(type);
                break;
        }

        merge.Directives.Apply(type, type.Sources);
    }

    private static string Kind(SubgraphType type) => type.IsInterfaceObject ? "object with @interfaceObject" : type.Kind switch
    {
        TypeKind.Input => "input object",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private void JoinType(MergedType type)
    {
        foreach (var (index, source) in type.Sources.Index().Where(entry => entry.Item is not null))
        {
            var graph = JoinNodes.Graph(merge.Graphs.Name(index));
            var isInterfaceObject = source!.IsInterfaceObject ? JoinNodes.Flag("isInterfaceObject", true) : null;
            var keys = source.All("key").DistinctBy(key => (key.Text("fields"), key.IsFalse("resolvable"))).ToList();
            if (keys.Count == 0)
            {
                type.Directives.Add(JoinNodes.Directive("join__type", graph, isInterfaceObject));
            }

            type.Directives.AddRange(keys.Select(key => JoinNodes.Directive(
                "join__type",
                graph,
                JoinNodes.Text("key", key.Text("fields") ?? ""),
                key.IsOnExtension || source.Has("extends") ? JoinNodes.Flag("extension", true) : null,
                key.IsFalse("resolvable") ? JoinNodes.Flag("resolvable", false) : null,
                isInterfaceObject)));
        }
    }

    private void FillFields(MergedType type)
    {
        foreach (var (index, source) in type.Sources.Index().Where(entry => entry.Item is not null))
        {
            foreach (var contract in source!.Interfaces)
            {
                if (!type.Interfaces.Contains(contract))
                {
                    type.Interfaces.Add(contract);
                }

                type.Directives.Add(JoinNodes.Directive(
                    "join__implements", JoinNodes.Graph(merge.Graphs.Name(index)), JoinNodes.Text("interface", contract)));
            }
        }

        _fields.Merge(type);
    }

    private void FillUnion(MergedType type)
    {
        foreach (var (index, source) in type.Sources.Index().Where(entry => entry.Item is not null))
        {
            foreach (var member in source!.Members)
            {
                if (!type.Members.Contains(member))
                {
                    type.Members.Add(member);
                }

                type.Directives.Add(JoinNodes.Directive(
                    "join__unionMember", JoinNodes.Graph(merge.Graphs.Name(index)), JoinNodes.Text("member", member)));
            }
        }
    }

    private void FillInput(MergedType type)
    {
        var before = merge.Errors.Errors.Count;
        type.Inputs.AddRange(_inputs.Fields(type));
        if (type.Inputs.Count == 0 && merge.Errors.Errors.Count == before)
        {
            merge.Errors.Add(
                CompositionCodes.EmptyMergedInputType,
                $"No field of the input object \"{type.Name}\" is taken by every subgraph that has it, so nothing is left of it.",
                null,
                type.Name);
        }
    }
}
