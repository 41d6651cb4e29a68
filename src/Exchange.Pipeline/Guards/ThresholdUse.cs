using System.Text;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;
using Exchange.Policy;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Guards;

/// <summary>
/// Which fields of one request ask by a threshold, and whether policy lists its value. Decided for every request by itself, because values stand
/// in variables; the key tells requests apart that are decided differently, so that grants can be kept. Immutable.
/// </summary>
internal sealed class ThresholdUse
{
    private readonly HashSet<(int Field, Coordinate Coordinate)> _taken = [];

    private ThresholdUse(string key, IEnumerable<(int Field, Coordinate Coordinate)> taken)
    {
        Key = key;
        _taken.UnionWith(taken);
    }

    /// <summary>Empty where no field asks by a threshold that policy lists values for.</summary>
    public string Key { get; }

    private static ThresholdUse None { get; } = new("", []);

    public static ThresholdUse Of(HubSnapshot snapshot, Operation operation, VariableValues variables, DateTimeOffset now)
    {
        var key = new StringBuilder();
        var taken = new List<(int Field, Coordinate Coordinate)>();
        foreach (var field in operation.Fields)
        {
            if (field.Definition.Arguments.Count == 0 || Names(snapshot, field) is not { Count: > 0 } thresholds)
            {
                continue;
            }

            foreach (var coordinate in snapshot.Thresholds.Named(field.Definition.Name))
            {
                var takes = Takes(snapshot, field, coordinate, thresholds, variables, now);
                key.Append(takes ? '1' : '0');
                if (takes)
                {
                    taken.Add((field.Index, coordinate));
                }
            }
        }

        return key.Length == 0 ? None : new ThresholdUse(key.ToString(), taken);
    }

    /// <summary>Whether the field, governed as <paramref name="coordinate"/>, asks by values that policy lists.</summary>
    public bool Takes(SelectedField field, Coordinate coordinate) => _taken.Contains((field.Index, coordinate));

    /// <summary>The names of the field's threshold arguments, given or not.</summary>
    public static IReadOnlyList<string> Names(HubSnapshot snapshot, SelectedField field) =>
    [
        .. (snapshot.Standard.Type(field.Parent.Name)?.Properties.FirstOrDefault(property => property.Name == field.Definition.Name)?.Arguments ?? [])
            .Where(argument => argument.Governance.Use == ArgumentUse.Threshold).Select(argument => argument.Name),
    ];

    private static bool Takes(
        HubSnapshot snapshot, SelectedField field, Coordinate coordinate, IReadOnlyList<string> thresholds, VariableValues variables, DateTimeOffset now)
    {
        try
        {
            var arguments = InputCoercion.CoerceArguments(field.Definition, field.Arguments, variables, snapshot.Scalars);
            return snapshot.Thresholds.Takes(coordinate, thresholds, arguments, CityDay.Of(snapshot, now));
        }
        catch (GraphQLException)
        {
            // INVARIANT: an argument that cannot be coerced is refused where it is used, and no department is asked.
            return true;
        }
    }
}
