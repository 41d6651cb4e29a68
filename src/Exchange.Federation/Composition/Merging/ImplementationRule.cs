using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Merging;

/// <summary>Once merged, a type still has every field of its interfaces: also those that only another subgraph's interface has.</summary>
internal static class ImplementationRule
{
    public static void Check(Merge merge, IReadOnlyList<MergedType> types)
    {
        var byName = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        foreach (var type in types)
        {
            foreach (var contract in type.Interfaces.Select(byName.GetValueOrDefault).OfType<MergedType>())
            {
                foreach (var field in contract.Fields.Values.Where(field => !type.Fields.ContainsKey(field.Name)))
                {
                    Report(merge, type, contract, field);
                }
            }
        }
    }

    private static void Report(Merge merge, MergedType type, MergedType contract, MergedField field)
    {
        var having = field.Sources.Index().Where(entry => entry.Item is not null).Select(entry => entry.Index).ToList();
        var implementing = type.Sources.Index().Where(entry => entry.Item?.Interfaces.Contains(contract.Name) == true)
            .Select(entry => entry.Index).ToList();
        merge.Errors.Add(
            CompositionCodes.InterfaceFieldNoImplem,
            $"\"{contract.Name}\" has the field \"{field.Name}\" in {merge.List(having)}, and \"{type.Name}\", which implements it in "
                + $"{merge.List(implementing)}, has not.",
            implementing.Count > 0 ? merge.NameOf(implementing[0]) : null,
            $"{type.Name}.{field.Name}");
    }
}
