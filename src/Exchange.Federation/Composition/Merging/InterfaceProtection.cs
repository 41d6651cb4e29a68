using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Merging;

/// <summary>
/// Gives interfaces and their fields the protection of everything that implements them, so that data is no less protected when it is asked
/// for through an interface.
/// </summary>
internal sealed class InterfaceProtection(Merge merge, IReadOnlyList<MergedType> types)
{
    /// <summary>Adds it.</summary>
    public void Spread()
    {
        foreach (var contract in types.Where(type => type.Kind == TypeKind.Interface))
        {
            var implementations = types.Where(type => type.Kind == TypeKind.Object && type.Interfaces.Contains(contract.Name)).ToList();
            Give(contract, implementations);
            foreach (var field in contract.Fields.Values)
            {
                Give(field, implementations.Select(type => type.Fields.GetValueOrDefault(field.Name)).OfType<MergedField>());
            }
        }
    }

    private void Give(MergedElement element, IEnumerable<MergedElement> implementations)
    {
        var names = merge.Directives;
        var own = Protection.Of(element, names);
        var parts = implementations.Select(implementation => Protection.Of(implementation, names)).Append(own).Distinct().ToList();
        element.Directives.RemoveAll(directive =>
            directive.Name == names.Name("authenticated") || directive.Name == names.Name("requiresScopes") || directive.Name == names.Name("policy"));
        element.Directives.AddRange(Protection.All(parts).Directives(names));
    }
}
