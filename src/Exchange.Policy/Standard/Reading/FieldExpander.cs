namespace Exchange.Policy.Standard.Reading;

/// <summary>
/// Turns types into governed fields: every leaf and link of an entity, named by its path through value objects, with what it inherits from
/// the fields and the type that hold it.
/// </summary>
internal sealed class FieldExpander(
    IReadOnlyDictionary<string, TypeDraft> types, IReadOnlyDictionary<string, LadderEntry> ladders, FindingLog log)
{
    private const int MostLevels = 8;
    private const string DefaultLadder = "whole";

    /// <summary>The governed fields of the graph.</summary>
    public List<GovernedField> Fields { get; } = [];

    /// <summary>The governed fields that the graph does not show.</summary>
    public List<GovernedField> OutsideGraph { get; } = [];

    /// <summary>The fields of the root types.</summary>
    public List<StandardRoot> Roots { get; } = [];

    /// <summary>The compiled checks of leaves.</summary>
    public Dictionary<Coordinate, CellRule> Cells { get; } = [];

    /// <summary>Where each governed field is written.</summary>
    public Dictionary<Coordinate, SourcePlace> Places { get; } = [];

    public void Run()
    {
        var governed = types.Values.Where(draft => draft.Type.Kind is StandardTypeKind.Entity or StandardTypeKind.Root);
        foreach (var draft in TypeOrder.Of([.. governed.Select(draft => draft.Type)]).Select(type => types[type.Name]))
        {
            var inherited = draft.Type.Implements is { } parent ? types[parent].Properties : [];
            foreach (var property in inherited.Concat(draft.Properties))
            {
                var governance = draft.Governance.Of(property.Governance);
                Expand($"{draft.Type.Name}.{property.Property.Name}", property, governance, property.InGraph, 0);
            }
        }
    }

    private void Expand(string path, PropertyDraft property, Governance governance, bool inGraph, int depth)
    {
        var type = types.GetValueOrDefault(property.Property.Type);
        if (property.Link is null && governance.Resolve is null && type is { Type.Kind: StandardTypeKind.Value })
        {
            if (depth >= MostLevels)
            {
                log.Add(
                    "value-cycle", property.Place,
                    $"Value objects are nested deeper than {MostLevels} levels here, or hold themselves.");
                return;
            }

            foreach (var inner in type.Properties)
            {
                Expand($"{path}.{inner.Property.Name}", inner, governance.Of(inner.Governance), inGraph && inner.InGraph, depth + 1);
            }

            return;
        }

        if (Govern(new Coordinate(path), property, governance) is not { } field)
        {
            return;
        }

        Places[field.Coordinate] = property.Place;
        (inGraph ? Fields : OutsideGraph).Add(field);
        if (governance.Resolve is { } kind)
        {
            Roots.Add(new StandardRoot(field, property.Property.Name, kind, kind == ResolutionKind.Lookup ? property.Link : null));
        }
        else if (inGraph && field.LinksTo is null)
        {
            var reduction = ladders[LadderOf(governance)].Reduction;
            Cells.Add(field.Coordinate, new CellRule(property.Shape ?? type!.Shape!, field.Ladder, reduction));
        }
    }

    private GovernedField? Govern(Coordinate coordinate, PropertyDraft property, Governance governance)
    {
        var owner = governance.Owners.Count > 0 ? DataStandard.Hub : governance.Owner;
        if (owner is null)
        {
            log.Add("missing-owner", property.Place, $"{coordinate} has no owner: name it here or on the field that holds it.");
        }

        if (governance.Level is null)
        {
            log.Add(
                "missing-level", property.Place,
                $"{coordinate} has no classification: give a 'level' from 1 to 4 here or on the field that holds it.");
        }

        if (owner is not { } department || governance is not { Level: { } level, Title: { } title })
        {
            return null;
        }

        var ladder = ladders[LadderOf(governance)];
        return new GovernedField
        {
            Coordinate = coordinate,
            Owner = department,
            Owners = governance.Owners,
            Classification = level,
            Category = governance.Category ?? SharingCategory.Conditional,
            Ladder = ladder.Ladder,
            Reduction = ladder.ReductionName,
            Reveals = governance.Reveals ?? Revelation.None,
            LinksTo = property.Link,
            ImpliedFrom = governance.ImpliedFrom,
            OpenWithObject = governance.WithObject ?? false,
            WithheldBasis = governance.Basis,
            Arguments = governance.Arguments,
            Title = title,
        };
    }

    private static string LadderOf(Governance governance) => governance.Ladder ?? DefaultLadder;
}
