using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.TypeSystem.Comparison;

/// <summary>Compares what the schema itself says: root types, description, directives.</summary>
internal static class RootComparison
{
    public static void Compare(Schema old, Schema @new, ChangeList changes)
    {
        CompareRoot(OperationKind.Query, old.QueryType, @new.QueryType, changes);
        CompareRoot(OperationKind.Mutation, old.MutationType, @new.MutationType, changes);
        CompareRoot(OperationKind.Subscription, old.SubscriptionType, @new.SubscriptionType, changes);
        changes.Described("schema", old.Description, @new.Description);
        changes.Applied("schema", old.AppliedDirectives, @new.AppliedDirectives);
    }

    private static void CompareRoot(OperationKind kind, ObjectType? old, ObjectType? @new, ChangeList changes)
    {
        var name = kind.ToString().ToLowerInvariant();
        if (old is null && @new is not null)
        {
            changes.Safe("ROOT_TYPE_ADDED", "schema", $"The schema has a {name} type now: \"{@new.Name}\".");
        }
        else if (old is not null && old.Name != @new?.Name)
        {
            changes.Breaking("ROOT_TYPE_CHANGED", "schema", $"The {name} type is no longer \"{old.Name}\".");
        }
    }
}
