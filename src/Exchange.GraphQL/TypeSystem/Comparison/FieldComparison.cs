namespace Exchange.GraphQL.TypeSystem.Comparison;

/// <summary>Compares the fields of an object or interface and their arguments.</summary>
internal static class FieldComparison
{
    public static void Compare(FieldsType old, FieldsType @new, ChangeList changes)
    {
        foreach (var (before, after) in Pairing.ByName(old.Fields, @new.Fields, field => field.Name))
        {
            var coordinate = $"{old.Name}.{(before ?? after)!.Name}";
            if (after is null)
            {
                changes.Breaking("FIELD_REMOVED", coordinate, $"The field \"{coordinate}\" was removed.");
            }
            else if (before is null)
            {
                changes.Safe("FIELD_ADDED", coordinate, $"The field \"{coordinate}\" was added.");
            }
            else
            {
                CompareField(coordinate, before, after, changes);
            }
        }
    }

    private static void CompareField(string coordinate, FieldDefinition old, FieldDefinition @new, ChangeList changes)
    {
        if (!TypeRelations.AreEqual(old.Type, @new.Type))
        {
            var message = $"The type of \"{coordinate}\" changed from \"{old.Type}\" to \"{@new.Type}\".";
            if (StillGives(@new.Type, old.Type))
            {
                changes.Safe("FIELD_CHANGED_KIND_SAFE", coordinate, message);
            }
            else
            {
                changes.Breaking("FIELD_CHANGED_KIND", coordinate, message);
            }
        }

        InputComparison.CompareArguments(coordinate, old.Arguments, @new.Arguments, changes);
        changes.Described(coordinate, old.Description, @new.Description);
        changes.Deprecated(coordinate, old.DeprecationReason, @new.DeprecationReason);
        changes.Applied(coordinate, old.Directives, @new.Directives);
    }

    /// <summary>Whether everything the new type gives is something the old one could have given: the same, with fewer nulls.</summary>
    private static bool StillGives(GraphQLType @new, GraphQLType old) => (@new, old) switch
    {
        (NonNullType a, NonNullType b) => StillGives(a.Inner, b.Inner),
        (NonNullType a, _) => StillGives(a.Inner, old),
        (ListType a, ListType b) => StillGives(a.Item, b.Item),
        _ => TypeRelations.AreEqual(@new, old),
    };
}
