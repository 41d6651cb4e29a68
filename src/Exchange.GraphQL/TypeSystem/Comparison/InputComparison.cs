namespace Exchange.GraphQL.TypeSystem.Comparison;

/// <summary>Compares what callers give: arguments and input fields.</summary>
internal static class InputComparison
{
    /// <summary>Compares the fields of two input objects.</summary>
    public static void Compare(InputObjectType old, InputObjectType @new, ChangeList changes)
    {
        if (!old.IsOneOf && @new.IsOneOf)
        {
            changes.Breaking("ONE_OF_CHANGED", old.Name, $"\"{old.Name}\" is now a OneOf input object.");
        }
        else if (old.IsOneOf && !@new.IsOneOf)
        {
            changes.Safe("ONE_OF_CHANGED", old.Name, $"\"{old.Name}\" is no longer a OneOf input object.");
        }

        foreach (var (before, after) in Pairing.ByName(old.Fields, @new.Fields, field => field.Name))
        {
            var coordinate = $"{old.Name}.{(before ?? after)!.Name}";
            if (after is null)
            {
                changes.Breaking("FIELD_REMOVED", coordinate, $"The input field \"{coordinate}\" was removed.");
            }
            else if (before is not null)
            {
                CompareInput(coordinate, before, after, ("FIELD", "INPUT_FIELD"), changes);
            }
            else if (after.IsRequired)
            {
                changes.Breaking("REQUIRED_INPUT_FIELD_ADDED", coordinate, $"The required input field \"{coordinate}\" was added.");
            }
            else
            {
                changes.Dangerous("OPTIONAL_INPUT_FIELD_ADDED", coordinate, $"The optional input field \"{coordinate}\" was added.");
            }
        }
    }

    /// <summary>Compares the arguments of a field, or of a directive.</summary>
    public static void CompareArguments(
        string owner, IReadOnlyList<InputValue> old, IReadOnlyList<InputValue> @new, ChangeList changes, bool ofDirective = false)
    {
        var prefix = ofDirective ? "DIRECTIVE_" : "";
        foreach (var (before, after) in Pairing.ByName(old, @new, argument => argument.Name))
        {
            var coordinate = $"{owner}({(before ?? after)!.Name}:)";
            if (after is null)
            {
                changes.Breaking($"{prefix}ARG_REMOVED", coordinate, $"The argument \"{coordinate}\" was removed.");
            }
            else if (before is not null)
            {
                CompareInput(coordinate, before, after, ("ARG", "ARG"), changes);
            }
            else if (after.IsRequired)
            {
                changes.Breaking($"REQUIRED_{prefix}ARG_ADDED", coordinate, $"The required argument \"{coordinate}\" was added.");
            }
            else
            {
                var severity = ofDirective ? ChangeSeverity.Safe : ChangeSeverity.Dangerous;
                changes.Add(severity, $"OPTIONAL_{prefix}ARG_ADDED", coordinate, $"The optional argument \"{coordinate}\" was added.");
            }
        }
    }

    // WHY two words: graphql-js says FIELD of the type of an input field and INPUT_FIELD of its default.
    private static void CompareInput(
        string coordinate, InputValue old, InputValue @new, (string OfType, string OfDefault) code, ChangeList changes)
    {
        if (!TypeRelations.AreEqual(old.Type, @new.Type))
        {
            var message = $"The type of \"{coordinate}\" changed from \"{old.Type}\" to \"{@new.Type}\".";
            if (StillTakes(@new.Type, old.Type))
            {
                changes.Safe($"{code.OfType}_CHANGED_KIND_SAFE", coordinate, message);
            }
            else
            {
                changes.Breaking($"{code.OfType}_CHANGED_KIND", coordinate, message);
            }
        }

        // WHY: defaults of two types that do not fit each other say nothing more.
        if (StillTakes(@new.Type, old.Type))
        {
            CompareDefault(coordinate, old, @new, code.OfDefault, changes);
        }

        changes.Described(coordinate, old.Description, @new.Description);
        changes.Deprecated(coordinate, old.DeprecationReason, @new.DeprecationReason);
        changes.Applied(coordinate, old.Directives, @new.Directives);
    }

    private static void CompareDefault(string coordinate, InputValue old, InputValue @new, string kind, ChangeList changes)
    {
        if (@new.IsRequired && !old.IsRequired && old.Type.IsNonNull)
        {
            changes.Breaking($"{kind}_DEFAULT_VALUE_REMOVED", coordinate, $"\"{coordinate}\" lost its default and must be given now.");
        }
        else if (old.DefaultLiteral is null && @new.DefaultLiteral is not null)
        {
            changes.Safe($"{kind}_DEFAULT_VALUE_ADDED", coordinate, $"\"{coordinate}\" has a default now.");
        }
        else if (old.DefaultLiteral is not null && (@new.DefaultLiteral is null || old.Default != @new.Default))
        {
            changes.Dangerous($"{kind}_DEFAULT_VALUE_CHANGE", coordinate, $"The default of \"{coordinate}\" changed.");
        }
    }

    /// <summary>Whether the new type takes everything that the old one took.</summary>
    private static bool StillTakes(GraphQLType @new, GraphQLType old) => (@new, old) switch
    {
        (NonNullType a, NonNullType b) => StillTakes(a.Inner, b.Inner),
        (_, NonNullType b) => StillTakes(@new, b.Inner),
        (ListType a, ListType b) => StillTakes(a.Item, b.Item),
        _ => TypeRelations.AreEqual(@new, old),
    };
}
