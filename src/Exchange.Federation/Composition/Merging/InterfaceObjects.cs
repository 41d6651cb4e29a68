using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Merging;

/// <summary>
/// Settles what subgraphs say of an interface as an object (<c>@interfaceObject</c>): its fields are fields of every implementation, and who
/// looks it up by key knows every implementation.
/// </summary>
internal sealed class InterfaceObjects(Merge merge, IReadOnlyList<MergedType> types)
{
    /// <summary>Settles every interface.</summary>
    public void Settle()
    {
        foreach (var contract in types.Where(type => type.Kind == TypeKind.Interface))
        {
            var implementations = types.Where(type => type.Kind == TypeKind.Object && type.Interfaces.Contains(contract.Name)).ToList();
            foreach (var (index, source) in contract.Sources.Index().Where(entry => entry.Item is not null))
            {
                if (source!.IsInterfaceObject)
                {
                    CheckAlone(contract, implementations, index, source);
                }
                else if (source.All("key").Any(key => !key.IsFalse("resolvable")))
                {
                    CheckComplete(contract, implementations, index, source);
                }
            }

            AddFields(contract);
        }
    }

    private void CheckAlone(MergedType contract, List<MergedType> implementations, int index, SubgraphType source)
    {
        foreach (var known in implementations.Where(type => type.Sources[index] is not null))
        {
            merge.Errors.Add(
                CompositionCodes.InterfaceObjectUsageError,
                $"\"{contract.Name}\" is an \"@interfaceObject\" in \"{merge.NameOf(index)}\", which therefore cannot define \"{known.Name}\", "
                    + "a type that implements it.",
                merge.NameOf(index),
                contract.Name,
                source.Location);
        }
    }

    private void CheckComplete(MergedType contract, List<MergedType> implementations, int index, SubgraphType source)
    {
        var missing = implementations.Where(type => type.Sources[index] is not { } known || !known.Interfaces.Contains(contract.Name))
            .Select(type => $"\"{type.Name}\"").ToList();
        if (missing.Count > 0)
        {
            merge.Errors.Add(
                CompositionCodes.InterfaceKeyMissingImplementationType,
                $"\"{contract.Name}\" can be looked up by key in \"{merge.NameOf(index)}\", which therefore has to know every type that implements it; "
                    + $"it lacks {string.Join(", ", missing)}.",
                merge.NameOf(index),
                contract.Name,
                source.Location);
        }
    }

    private void AddFields(MergedType contract)
    {
        var added = contract.Fields.Values
            .Where(field => field.Sources.Index().Any(entry => entry.Item is not null && contract.Sources[entry.Index]!.IsInterfaceObject))
            .ToList();
        foreach (var type in types.Where(type => type.Interfaces.Contains(contract.Name)))
        {
            foreach (var field in added.Where(field => !type.Fields.ContainsKey(field.Name)))
            {
                type.Fields.Add(field.Name, Copy(type, field));
            }
        }
    }

    private MergedField Copy(MergedType type, MergedField field)
    {
        var copy = new MergedField($"{type.Name}.{field.Name}", field.Name, new SubgraphField?[field.Sources.Length])
        {
            Description = field.Description,
            Type = field.Type,
            IsInaccessible = field.IsInaccessible,
        };
        copy.Arguments.AddRange(field.Arguments);
        copy.Directives.Add(JoinNodes.Directive("join__field"));
        copy.Directives.AddRange(field.Directives.Where(directive => directive.Name != "join__field"));
        return copy;
    }
}
