using System.Globalization;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Costs;

/// <summary>Tells how long a list will be at most, by the arguments that bound it.</summary>
internal static class ListLength
{
    /// <summary>
    /// The length of <paramref name="field"/>'s list. Throws <see cref="GraphQLException"/> (<c>BAD_USER_INPUT</c>) where it needs exactly
    /// one slicing argument and has another number of them.
    /// </summary>
    public static int Of(ListSize size, SelectedField field, VariableValues variables)
    {
        int longest = -1, given = 0;
        foreach (var name in size.SlicingArguments)
        {
            if (Given(name, field, variables) is { } length)
            {
                given++;
                longest = Math.Max(longest, length);
            }
        }

        if (given != 1 && size is { RequireOneSlicingArgument: true, SlicingArguments.Count: > 0 })
        {
            throw new GraphQLException(new GraphQLError(
                ErrorCodes.BadUserInput,
                $"Give \"{field.Definition.Name}\" exactly one of {string.Join(" and ", size.SlicingArguments.Select(argument => $"\"{argument}\""))}.")
            {
                Locations = [field.Location],
            });
        }

        // WHY: a negative number is no length; whoever answers may refuse it or take it for no bound at all.
        return longest >= 0 ? longest : size.AssumedSize ?? CostModel.UnknownListSize;
    }

    /// <summary>The length that an argument gives; null where it is absent or null.</summary>
    private static int? Given(string name, SelectedField field, VariableValues variables)
    {
        var argument = field.Arguments.FirstOrDefault(argument => argument.Name == name);
        return argument?.Value switch
        {
            null => Default(name, field),
            VariableNode variable => variables.TryGet(variable.Name, out var given) ? Length(given) : Default(name, field),
            IntNode number => int.TryParse(number.Text, CultureInfo.InvariantCulture, out var length) ? length : int.MaxValue,
            ListNode list => list.Items.Count,
            NullNode => null,

            // A single value stands for the list that holds it (section 3.11).
            _ => 1,
        };
    }

    private static int? Default(string name, SelectedField field) =>
        field.Definition.Argument(name) is { DefaultLiteral: not null } declared ? Length(declared.Default) : null;

    private static int? Length(Datum value) => value.Kind switch
    {
        DatumKind.Null => null,
        DatumKind.Integer => (int)Math.Clamp(value.AsInteger(), int.MinValue, int.MaxValue),
        DatumKind.List => value.AsList().Length,
        _ => 1,
    };
}
