using Exchange.Federation.Planning.Choices;
using Exchange.Federation.Planning.Drafts;
using Exchange.Federation.Planning.Joins;
using Exchange.Federation.Planning.Needs;

namespace Exchange.Federation.Planning;

/// <summary>
/// Plans the root selection: at once for queries and subscriptions, for mutations field after field (GraphQL September 2025, section 6.2.2),
/// where fields that follow each other in one subgraph are one request. Used by one planning run, by one thread.
/// </summary>
internal sealed class RootPlanner(ChoiceFinder finder, PlanDrafter drafter, Place root)
{
    /// <summary>Plans it and gives what no plan reaches; null for nothing.</summary>
    public PlaceNeeds? Plan(PlaceNeeds needs)
    {
        var type = needs.Types[0];
        var standing = new Standing(-1, type.Type.Name, finder.Joins.Provides.None, null);
        var missing = new List<FieldNeed>();
        var level = -1;
        foreach (var fields in type.Type == finder.Joins.Full.MutationType ? Series(type, standing) : [type.Fields])
        {
            var choice = finder.Choose(type with { Fields = fields }, standing, isUniform: true);
            missing.AddRange(choice.Missing?.Fields ?? []);
            level = Draft(choice, level);
        }

        return missing.Count == 0 ? null : finder.Needs.Place(needs.Type, [type with { Fields = missing }]);
    }

    private int Draft(TypeChoice choice, int level)
    {
        var before = drafter.Parts.ToList();
        drafter.AddRoot(choice, root, level);
        foreach (var part in drafter.Parts.Skip(before.Count).Where(part => part.IsRoot))
        {
            part.After.UnionWith(before);
        }

        return drafter.Parts.Select(part => part.Level).DefaultIfEmpty(level).Max();
    }

    private List<IReadOnlyList<FieldNeed>> Series(TypeNeeds type, Standing standing)
    {
        var series = new List<IReadOnlyList<FieldNeed>>();
        int? last = null;
        foreach (var field in type.Fields)
        {
            var visits = finder.Choose(type with { Fields = [field] }, standing, isUniform: true).Visits;
            int? subgraph = visits.Count == 0 ? null : visits[0].Subgraph;
            if (series.Count > 0 && subgraph == last)
            {
                series[^1] = [.. series[^1], field];
            }
            else
            {
                series.Add([field]);
            }

            last = subgraph;
        }

        return series;
    }
}
