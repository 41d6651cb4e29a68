using Exchange.Policy.Findings;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Reads what <c>x-exchange</c> says about a list of counts.</summary>
internal sealed class StatisticsReader(FindingLog log)
{
    private const int LeastSmallest = 2;
    private const int MostSmallest = 1_000_000;

    /// <summary>The rule of the property's counts; null where nothing is said, or with findings.</summary>
    public StandardStatistics? Read(ObjectReader extension, IReadOnlyList<StandardArgument> arguments)
    {
        if (extension.Object("statistics") is not { } node)
        {
            return null;
        }

        var reader = new ObjectReader(node, extension.PlaceOf("statistics"), log);
        var count = reader.Text("count", required: true);
        var smallest = reader.Integer("smallest", LeastSmallest, MostSmallest, required: true);
        var since = Date(reader, "since", arguments);
        var until = Date(reader, "until", arguments);
        reader.RefuseOthers();
        return count is null || smallest is null || since is null || until is null
            ? null
            : new StandardStatistics(count, smallest.Value, since, until);
    }

    private string? Date(ObjectReader reader, string key, IReadOnlyList<StandardArgument> arguments)
    {
        var name = reader.Text(key, required: true);
        var dates = arguments.Where(argument => argument is { GraphType: "Date!", Governance.Use: ArgumentUse.Threshold })
            .Select(argument => argument.Name).ToList();
        if (name is null || dates.Contains(name))
        {
            return name;
        }

        log.Add(
            "unknown-key", reader.PlaceOf(key),
            $"The property has no argument '{name}' of the type Date! that is a threshold.{Suggestion.For(name, dates)}");
        return null;
    }
}
