namespace Exchange.GraphQL.TypeSystem.Comparison;

/// <summary>Compares the types of two schemas.</summary>
internal static class TypeComparison
{
    public static void Compare(Schema old, Schema @new, ChangeList changes)
    {
        foreach (var (before, after) in Pairing.ByName(Defined(old), Defined(@new), type => type.Name))
        {
            if (after is null)
            {
                changes.Breaking("TYPE_REMOVED", before!.Name, $"The type \"{before.Name}\" was removed.");
            }
            else if (before is null)
            {
                changes.Safe("TYPE_ADDED", after.Name, $"The type \"{after.Name}\" was added.");
            }
            else if (before.GetType() != after.GetType())
            {
                changes.Breaking("TYPE_CHANGED_KIND", before.Name, $"\"{before.Name}\" changed from {KindOf(before)} to {KindOf(after)}.");
            }
            else
            {
                CompareType(before, after, changes);
            }
        }
    }

    /// <summary>The types that the author wrote; the built-in ones come and go with their use.</summary>
    private static IEnumerable<NamedType> Defined(Schema schema) =>
        schema.Types.Where(type => type is not ScalarType { IsBuiltIn: true } && !type.Name.StartsWith("__", StringComparison.Ordinal));

    private static void CompareType(NamedType old, NamedType @new, ChangeList changes)
    {
        changes.Described(old.Name, old.Description, @new.Description);
        changes.Applied(old.Name, old.Directives, @new.Directives);
        switch (old, @new)
        {
            case (ScalarType before, ScalarType after) when before.SpecifiedBy != after.SpecifiedBy:
                changes.Dangerous("SPECIFIED_BY_CHANGED", old.Name, $"The specification of the scalar \"{old.Name}\" changed.");
                break;
            case (FieldsType before, FieldsType after):
                CompareInterfaces(before, after, changes);
                FieldComparison.Compare(before, after, changes);
                break;
            case (UnionType before, UnionType after):
                CompareMembers(before, after, changes);
                break;
            case (EnumType before, EnumType after):
                CompareValues(before, after, changes);
                break;
            case (InputObjectType before, InputObjectType after):
                InputComparison.Compare(before, after, changes);
                break;
        }
    }

    private static void CompareInterfaces(FieldsType old, FieldsType @new, ChangeList changes)
    {
        foreach (var (before, after) in Pairing.ByName(old.Interfaces, @new.Interfaces, type => type.Name))
        {
            if (after is null)
            {
                changes.Breaking("IMPLEMENTED_INTERFACE_REMOVED", old.Name, $"\"{old.Name}\" no longer implements \"{before!.Name}\".");
            }
            else if (before is null)
            {
                changes.Dangerous("IMPLEMENTED_INTERFACE_ADDED", old.Name, $"\"{old.Name}\" implements \"{after.Name}\" now.");
            }
        }
    }

    private static void CompareMembers(UnionType old, UnionType @new, ChangeList changes)
    {
        foreach (var (before, after) in Pairing.ByName(old.Members, @new.Members, type => type.Name))
        {
            if (after is null)
            {
                changes.Breaking("TYPE_REMOVED_FROM_UNION", old.Name, $"\"{before!.Name}\" was removed from the union \"{old.Name}\".");
            }
            else if (before is null)
            {
                changes.Dangerous("TYPE_ADDED_TO_UNION", old.Name, $"\"{after.Name}\" was added to the union \"{old.Name}\".");
            }
        }
    }

    private static void CompareValues(EnumType old, EnumType @new, ChangeList changes)
    {
        foreach (var (before, after) in Pairing.ByName(old.Values, @new.Values, value => value.Name))
        {
            var coordinate = $"{old.Name}.{(before ?? after)!.Name}";
            if (after is null)
            {
                changes.Breaking("VALUE_REMOVED_FROM_ENUM", coordinate, $"The enum value \"{coordinate}\" was removed.");
            }
            else if (before is null)
            {
                changes.Dangerous("VALUE_ADDED_TO_ENUM", coordinate, $"The enum value \"{coordinate}\" was added.");
            }
            else
            {
                changes.Described(coordinate, before.Description, after.Description);
                changes.Deprecated(coordinate, before.DeprecationReason, after.DeprecationReason);
                changes.Applied(coordinate, before.Directives, after.Directives);
            }
        }
    }

    private static string KindOf(NamedType type) => type switch
    {
        ScalarType => "a scalar",
        ObjectType => "an object type",
        InterfaceType => "an interface",
        UnionType => "a union",
        EnumType => "an enum",
        _ => "an input object",
    };
}
