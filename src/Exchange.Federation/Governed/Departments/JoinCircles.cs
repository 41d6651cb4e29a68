using Exchange.Federation.Composition;
using Exchange.Federation.Governed.Composition;

namespace Exchange.Federation.Governed.Departments;

/// <summary>Finds fields that cannot be read because each waits for another.</summary>
internal static class JoinCircles
{
    public static IEnumerable<CompositionError> Find(GovernedGraph graph, Dictionary<(string Type, string Field), FieldJoin> joins)
    {
        // Whatever needs nothing that is still left can be read; what is left when nothing more can be read is a circle, or waits for one.
        var left = new HashSet<(string Type, string Field)>(joins.Keys);
        while (left.RemoveWhere(field => !joins[field].Inputs.Any(input => left.Contains((field.Type, input.Field.Definition.Name)))) > 0)
        {
        }

        return left.OrderBy(field => field, Comparer<(string, string)>.Default).Select(field => new CompositionError(
            DepartmentErrorCodes.InputsCircular,
            $"\"{field.Type}.{field.Field}\" requires what in the end requires it; leave one of the inputs out.",
            graph.Owner(field.Type, field.Field),
            $"{field.Type}.{field.Field}"));
    }
}
