using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;
using Exchange.Pipeline.Callers;

namespace Exchange.Pipeline.Stages;

/// <summary>
/// Who may ask what of the schema itself: nothing, what the client could ever see, or everything. <c>__typename</c> is always allowed.
/// </summary>
internal static class IntrospectionAccess
{
    /// <summary>Throws <see cref="GraphQLException"/> where the operation introspects and the caller may not.</summary>
    public static void Demand(HubSnapshot snapshot, Caller caller, Operation operation)
    {
        if (caller.Client.Introspection == IntrospectionMode.Full || Introspecting(operation) is not { } field)
        {
            return;
        }

        var why = caller.Client.Introspection == IntrospectionMode.Off
            ? "Introspection is off for this client (GraphQL:Introspection, or the client's own setting)"
            : snapshot.Visible.Of(snapshot, caller.Client) is null ? "No field of the graph is open to this client in any of its roles and purposes"
            : null;
        if (why is not null)
        {
            throw new GraphQLException(new GraphQLError(ErrorCodes.ValidationFailed, $"{why}: leave out \"{field.Definition.Name}\".")
            {
                Locations = [field.Location],
            });
        }
    }

    /// <summary>The part of the schema that the operation's introspection tells of; null for all of it, or where it does not introspect.</summary>
    public static Schema? Shown(HubSnapshot snapshot, Caller caller, Operation operation) =>
        caller.Client.Introspection != IntrospectionMode.Full && Introspecting(operation) is not null
            ? snapshot.Visible.Of(snapshot, caller.Client)
            : null;

    private static SelectedField? Introspecting(Operation operation) =>
        operation.Root.For(operation.RootType.Name).FirstOrDefault(field => field.Definition.Name is "__schema" or "__type");
}
