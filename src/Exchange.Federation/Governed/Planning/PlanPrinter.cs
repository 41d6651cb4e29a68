using System.Numerics;
using System.Text;
using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;

namespace Exchange.Federation.Governed.Planning;

/// <summary>Prints plans as stable text for people and for snapshots. Holds no argument values. Stateless.</summary>
public static class PlanPrinter
{
    /// <summary>The plan as indented lines, ending with a line feed.</summary>
    public static string Print(QueryPlan plan)
    {
        var text = new StringBuilder();
        foreach (var root in plan.Roots)
        {
            text.Append($"{root.Field.ResponseName}: {root.Kind.ToString().ToLowerInvariant()} {root.Grant.Coordinate}".TrimEnd());
            text.Append(root.Owners.Count > 0 ? $" of {string.Join(", ", root.Owners)}" : "").Append(Ways(root.Grant)).Append('\n');
            if (root.Stage is not null)
            {
                Stage(text, root.Stage, 1);
            }

            foreach (var stage in root.Reportable.Values)
            {
                Stage(text, stage, 1);
            }

            foreach (var kind in root.Untold)
            {
                Line(text, 1, $"untold {kind.Coordinate}");
            }

            Page(text, root.Page, 1);
        }

        return text.ToString();
    }

    private static void Stage(StringBuilder text, EntityStage stage, int depth)
    {
        var presence = stage.Presence is null ? "" : $", present where {Ways(stage.Presence).Trim()}";
        Line(text, depth, $"stage {stage.Id}: {stage.Type.Name} by {stage.Type.KeyField}{presence}");
        foreach (var fetch in stage.Fetches)
        {
            Line(text, depth + 1, $"ask {fetch.Department}{(fetch.Wave == 0 ? "" : $" in round {fetch.Wave + 1}")}");
            Fields(text, stage.Read.Where(fetch.Asks), depth + 2, stage.Inputs);
        }

        Fields(text, stage.Fields.Where(field => !field.IsFetched), depth + 1);
    }

    private static void Page(StringBuilder text, PagePlan? page, int depth)
    {
        if (page is null)
        {
            return;
        }

        Line(text, depth, $"list {page.List.Field} by {page.List.SortField ?? page.KeyField}: {string.Join(", ", page.Types.Select(Scope))}");
        foreach (var stage in page.Rows.SelectMany(position => position.Values))
        {
            Stage(text, stage, depth + 1);
        }

        string Scope(EntityType type) => page.List.SortField is { } sort
            && page.Grant.List!.Readings.GetValueOrDefault((type.Name, sort)) is { Scope: not ReadingScope.Open } reading
            ? $"{type.Name} ({reading.Scope})"
            : type.Name;
    }

    private static void Fields(StringBuilder text, IEnumerable<PlannedField> fields, int depth, IReadOnlyList<PlannedField>? inputs = null)
    {
        foreach (var field in fields)
        {
            var use = inputs?.Contains(field) == true ? "join " : "";
            Line(text, depth, $"{use}{Describe(field)}{Told(field)}");
            Fields(text, field.Children, depth + 1);
            Page(text, field.Page, depth + 1);
            foreach (var target in field.Targets.Values)
            {
                Stage(text, target, depth + 1);
            }
        }
    }

    private static string Told(PlannedField field)
    {
        if (field.Join is not { } join)
        {
            return "";
        }

        var required = join.Required.Count == 0 ? "" : $" told {string.Join(", ", join.Required.Select(input => input.Text))}";
        return $" as {join.Address.Type} by {string.Join(", ", join.Address.Key.Select(input => input.Text))}{required}";
    }

    private static string Describe(PlannedField field) => field.Kind switch
    {
        PlannedKind.TypeName => "__typename",
        PlannedKind.Closed => $"closed {field.Coordinate} ({field.ClosedReason})",
        PlannedKind.Hole => $"hole {field.Coordinate} of {string.Join(", ", field.Owners)}",
        PlannedKind.Hub => $"hub {field.Coordinate}{Ways(field.Grant)}",
        PlannedKind.Page => $"page {field.Coordinate}{Ways(field.Grant)}",
        PlannedKind.Link => $"link {field.RequestName} = {field.Coordinate}{Ways(field.Grant)}",
        _ when field.Grant.IsStructure => field.RequestName,
        _ => $"{field.RequestName} = {field.Coordinate}{Ways(field.Grant)}",
    };

    private static string Ways(FieldGrant grant)
    {
        if (grant.IsStructure)
        {
            return "";
        }

        var ways = PlannedField.Reachable(grant)
            .Select(way => way.Gates == 0 ? way.LevelName : $"{way.LevelName} if {Bits(way.Gates)}")
            .ToList();
        var cut = grant.CutGates == 0 ? "" : $", cut unless {Bits(grant.CutGates)}";
        return $" [{(ways.Count == 0 ? $"closed {grant.ClosedReason}" : string.Join(" or ", ways))}{cut}]";
    }

    private static string Bits(ulong gates)
    {
        var names = new List<string>();
        for (; gates != 0; gates &= gates - 1)
        {
            names.Add($"gate {BitOperations.TrailingZeroCount(gates)}");
        }

        return string.Join(" and ", names);
    }

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', depth * 2).Append(line).Append('\n');
}
