using Exchange.Policy.Findings;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Checks that everything the documents name exists.</summary>
internal sealed class ReferenceCheck(
    IReadOnlyDictionary<string, TypeDraft> types,
    IReadOnlyDictionary<string, LadderEntry> ladders,
    IReadOnlySet<string> departments,
    FindingLog log)
{
    private static readonly string[] BuiltIn = ["String", "Int", "Float", "Boolean", "ID"];

    private readonly string[] _owners = [DataStandard.Hub.Value, .. departments];

    /// <summary>Checks types and properties one by one.</summary>
    public void Run()
    {
        if (!ladders.ContainsKey("whole"))
        {
            log.Add(
                "unknown-ladder", SourcePlace.Of("ladders.json"),
                "The ladder 'whole' (none, full) is missing: fields without a ladder of their own use it.");
        }

        foreach (var draft in types.Values)
        {
            CheckType(draft);
            foreach (var property in draft.Properties)
            {
                CheckProperty(draft, property);
            }
        }
    }

    /// <summary>Checks what only the expanded fields can answer: fields that arguments read, levels that links imply.</summary>
    public void RunOn(FieldExpander expanded)
    {
        var coordinates = expanded.Fields.Select(field => field.Coordinate.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var field in expanded.Fields)
        {
            foreach (var argument in field.Arguments.Where(argument => argument.Reads is { } reads && !Exists(reads.Value, coordinates)))
            {
                var hint = Suggestion.For(argument.Reads!.Value.Value, coordinates);
                log.Add(
                    "unknown-coordinate", expanded.Places[field.Coordinate],
                    $"The argument '{argument.Name}' reads '{argument.Reads}', which is no field.{hint}");
            }

            if (field.ImpliedFrom is { } level && !LevelsOfLinksTo(expanded, field).Contains(level))
            {
                log.Add(
                    "unknown-level", expanded.Places[field.Coordinate],
                    $"'impliedFrom' names '{level}', which is no level of a link to this entity.");
            }
        }
    }

    private bool Exists(string reads, HashSet<string> coordinates)
    {
        if (coordinates.Contains(reads))
        {
            return true;
        }

        var dot = reads.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && types.GetValueOrDefault(reads[..dot]) is { Type.Kind: StandardTypeKind.Interface } parent
            && parent.Properties.Any(property => property.Property.Name == reads[(dot + 1)..]);
    }

    private static IEnumerable<string> LevelsOfLinksTo(FieldExpander expanded, GovernedField field)
    {
        var entity = field.Coordinate.Type;
        return expanded.Fields.Where(link => link.LinksTo == entity).SelectMany(link => link.Ladder.Levels.Skip(1));
    }

    private void CheckType(TypeDraft draft)
    {
        CheckOwner(draft.Governance.Owner, draft.Place);
        CheckOwner(draft.Type.Home, draft.Place);
        if (draft.Type.Implements is { } parent && types.GetValueOrDefault(parent) is not { Type.Kind: StandardTypeKind.Interface })
        {
            log.Add("dangling-link", draft.Place, $"There is no interface '{parent}'.{Suggestion.For(parent, types.Keys)}");
        }

        var inherited = draft.Type.Implements is { } name && types.TryGetValue(name, out var found) ? found.Properties : [];
        var inGraph = inherited.Concat(draft.Properties).Where(property => property.InGraph);
        var names = inGraph.Select(property => property.Property.Name).ToList();
        if (draft.Type.Key is { } key && !names.Contains(key))
        {
            log.Add(
                "unknown-key-field", draft.Place,
                $"The key '{key}' is no property of '{draft.Type.Name}'.{Suggestion.For(key, names)}");
        }
    }

    private void CheckProperty(TypeDraft draft, PropertyDraft property)
    {
        var governance = property.Governance;
        CheckOwner(governance.Owner, property.Place);
        foreach (var owner in governance.Owners)
        {
            CheckOwner(owner, property.Place);
        }

        var hasOwner = governance.Owner is not null || governance.Owners.Count > 0;
        if (hasOwner && draft.Type.Kind is (StandardTypeKind.Value or StandardTypeKind.Interface))
        {
            log.Add("two-owners", property.Place, "The owner comes from the field or type that holds this: leave 'owner' out here.");
        }

        if (draft.Type.Kind == StandardTypeKind.Root != governance.Resolve is not null)
        {
            log.Add(
                "missing-resolve", property.Place,
                "A field of a root type, and only that, says how it is resolved: 'resolve' hub, lookup or merged.");
        }

        if (governance.Ladder is { } ladder && !ladders.ContainsKey(ladder))
        {
            log.Add("unknown-ladder", property.Place, $"There is no ladder '{ladder}'.{Suggestion.For(ladder, ladders.Keys)}");
        }

        // WHY: whoever comes in by it reads records, and there is no record by half.
        if (IsEntrance(draft, property) && governance.Ladder is { } levels && ladders.GetValueOrDefault(levels)?.Ladder.Full > 1)
        {
            log.Add("entrance-ladder", property.Place, "A root field, or a list, is open or closed: it takes no level between none and full.");
        }

        CheckTarget(property);
        CheckStatistics(draft, property);
        foreach (var argument in property.Property.Arguments)
        {
            CheckArgument(argument, property.Place);
        }
    }

    private static bool IsEntrance(TypeDraft draft, PropertyDraft property) =>
        draft.Type.Kind == StandardTypeKind.Root || property.IsConnection;

    private void CheckTarget(PropertyDraft property)
    {
        var name = property.Link ?? property.Property.Type;
        var kind = types.GetValueOrDefault(name)?.Type.Kind;
        var isInline = BuiltIn.Contains(name) && property.Shape is not null;
        var fits = property.Link is null
            ? isInline || kind is StandardTypeKind.Value or StandardTypeKind.Enum or StandardTypeKind.Scalar
            : kind is StandardTypeKind.Entity or StandardTypeKind.Interface;
        if (!fits)
        {
            var wanted = property.Link is null ? "value object, enum or scalar" : "entity";
            log.Add("dangling-link", property.Place, $"There is no {wanted} '{name}'.{Suggestion.For(name, types.Keys)}");
        }
    }

    private void CheckStatistics(TypeDraft draft, PropertyDraft property)
    {
        if (property.Property.Statistics is not { } rule)
        {
            return;
        }

        var isOfEntity = draft.Type.Kind == StandardTypeKind.Entity && property is { Link: null, Property: { IsList: true, ItemsNullable: false } };
        var rows = types.GetValueOrDefault(property.Property.Type) is { Type.Kind: StandardTypeKind.Value } type ? type.Properties : [];
        var counts = rows.Where(row => row.Property is { Type: "Int", IsList: false }).Select(row => row.Property.Name).ToList();
        if (!isOfEntity || !counts.Contains(rule.Count))
        {
            log.Add(
                "wrong-value", property.Place,
                $"'statistics' stands on an entity's list of value objects, and '{rule.Count}' has to be a whole number of each."
                + Suggestion.For(rule.Count, counts));
        }
    }

    private void CheckArgument(StandardArgument argument, SourcePlace place)
    {
        var name = argument.GraphType.Trim('[', ']', '!');
        if (!BuiltIn.Contains(name) && types.GetValueOrDefault(name)?.Type.Kind is not (StandardTypeKind.Enum or StandardTypeKind.Scalar))
        {
            var hint = Suggestion.For(name, types.Keys.Concat(BuiltIn));
            log.Add(
                "unknown-argument-type", place,
                $"The argument '{argument.Name}' has a type '{argument.GraphType}' that does not exist.{hint}");
        }
    }

    private void CheckOwner(DepartmentId? owner, SourcePlace place)
    {
        if (owner is { } department && !_owners.Contains(department.Value))
        {
            log.Add("unknown-owner", place, $"There is no department '{department}'.{Suggestion.For(department.Value, _owners)}");
        }
    }
}
