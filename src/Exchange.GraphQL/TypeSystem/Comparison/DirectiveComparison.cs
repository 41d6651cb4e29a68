namespace Exchange.GraphQL.TypeSystem.Comparison;

/// <summary>Compares the directives that two schemas define.</summary>
internal static class DirectiveComparison
{
    public static void Compare(Schema old, Schema @new, ChangeList changes)
    {
        foreach (var (before, after) in Pairing.ByName(old.Directives, @new.Directives, directive => directive.Name))
        {
            var coordinate = $"@{(before ?? after)!.Name}";
            if (after is null)
            {
                changes.Breaking("DIRECTIVE_REMOVED", coordinate, $"The directive \"{coordinate}\" was removed.");
            }
            else if (before is null)
            {
                changes.Safe("DIRECTIVE_ADDED", coordinate, $"The directive \"{coordinate}\" was added.");
            }
            else
            {
                CompareDirective(coordinate, before, after, changes);
            }
        }
    }

    private static void CompareDirective(string coordinate, DirectiveDefinition old, DirectiveDefinition @new, ChangeList changes)
    {
        InputComparison.CompareArguments(coordinate, old.Arguments, @new.Arguments, changes, ofDirective: true);
        if (old.IsRepeatable != @new.IsRepeatable)
        {
            if (old.IsRepeatable)
            {
                changes.Breaking("DIRECTIVE_REPEATABLE_REMOVED", coordinate, $"\"{coordinate}\" is no longer repeatable.");
            }
            else
            {
                changes.Safe("DIRECTIVE_REPEATABLE_ADDED", coordinate, $"\"{coordinate}\" is repeatable now.");
            }
        }

        foreach (var location in old.Locations.Except(@new.Locations))
        {
            changes.Breaking("DIRECTIVE_LOCATION_REMOVED", coordinate, $"\"{coordinate}\" may no longer stand on {location}.");
        }

        foreach (var location in @new.Locations.Except(old.Locations))
        {
            changes.Safe("DIRECTIVE_LOCATION_ADDED", coordinate, $"\"{coordinate}\" may stand on {location} now.");
        }

        changes.Described(coordinate, old.Description, @new.Description);
    }
}
