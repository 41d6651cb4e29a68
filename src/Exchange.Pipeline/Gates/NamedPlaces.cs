using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.Pipeline.Gates;

/// <summary>The places that a request names at its root, under whatever alias and by whatever variable.</summary>
internal static class NamedPlaces
{
    /// <summary>The entity type of places.</summary>
    public const string PlaceType = "Place";

    /// <summary>The address code of the one place that is named; null where none is, or more than one, or one cannot be read.</summary>
    public static string? Only(HubSnapshot snapshot, Operation operation, VariableValues variables)
    {
        string? only = null;
        foreach (var field in operation.Root.For(operation.RootType.Name).Where(field => IsLookup(snapshot, field)))
        {
            if (Key(snapshot, field, variables) is not { } key || (only is not null && only != key))
            {
                return null;
            }

            only = key;
        }

        return only;
    }

    private static bool IsLookup(HubSnapshot snapshot, SelectedField field) => snapshot.RootFields.Any(root =>
        root is { On: null, Kind: RootKind.Lookup, Entity: PlaceType } && root.Name == field.Definition.Name);

    private static string? Key(HubSnapshot snapshot, SelectedField field, VariableValues variables)
    {
        try
        {
            var arguments = InputCoercion.CoerceArguments(field.Definition, field.Arguments, variables, snapshot.Scalars);
            return arguments.Values is [{ Kind: DatumKind.String } key] ? key.AsString() : null;
        }
        catch (GraphQLException)
        {
            // WHY: what is named cannot be read, so nobody can say that it is the same place; the error itself is told where the field is answered.
            return null;
        }
    }
}
