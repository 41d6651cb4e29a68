using Exchange.Federation.Governed.Composition;
using Exchange.Federation.Sources;
using Exchange.Pipeline.Streams;
using Exchange.Policy.Standard;

namespace Exchange.Host.Composition;

/// <summary>How the lists of the data standard are read: by what its arguments filter and what its rows are sorted by.</summary>
internal static class CityLists
{
    private const string QueryType = "Query";
    private const string SortField = "occurredAt";

    /// <summary>The list behind a field; null where the field is no page of a list.</summary>
    public static ListField? Of(DataStandard standard, GovernedField field)
    {
        var (parent, name) = Split(field);
        if (field.LinksTo is not { } element || Property(standard, parent, name) is not { } property || !standard.IsConnection(property.Type))
        {
            return null;
        }

        var root = RootList(standard, element, property.Type);
        return root is null ? null : new ListField
        {
            Field = root.Name,
            Element = element,
            SortField = Property(standard, element, SortField) is null ? null : SortField,
            Arguments = [.. property.Arguments.Where(IsFilter).Select(argument => Argument(standard, element, argument))],
            Parent = parent == QueryType ? null : Back(standard, element, parent, root),
            Kinds = standard.Types.Where(type => type.Implements == element)
                .ToDictionary(type => EventKinds.Of(type.Name), type => type.Name, StringComparer.Ordinal),
        };
    }

    private static StandardProperty? RootList(DataStandard standard, string element, string page) => standard.Type(QueryType)!.Properties
        .FirstOrDefault(property => property.Type == page && standard.Roots.Any(root => root.Name == property.Name && root.Field.LinksTo == element));

    // The list on a record is the list of the query root for which the one argument is given that names the record.
    private static ListArgument? Back(DataStandard standard, string element, string parent, StandardProperty root) => root.Arguments
        .Where(argument => IsFilter(argument) && argument.GraphType == "ID")
        .Select(argument => Argument(standard, element, argument))
        .FirstOrDefault(argument => Property(standard, element, argument.Reads)?.Type == parent);

    private static ListArgument Argument(DataStandard standard, string element, StandardArgument argument)
    {
        var reads = argument.Governance.Reads!.Value.Value.Split('.')[1];
        var match = argument.GraphType switch
        {
            "RegionCode" => ListMatch.StartsWith,
            "ID" => ListMatch.Is,
            "DateTime" when argument.Name == "until" => ListMatch.Before,
            "DateTime" => ListMatch.From,
            "String" => ListMatch.Contains,
            _ => ListMatch.Kind,
        };

        // WHY: the code of a place begins with that of its region (GB/T 10114), so whoever has the place can tell its region.
        var isOfKey = match == ListMatch.StartsWith && standard.Type(element)?.Key is not null;
        return new ListArgument(argument.Name, isOfKey ? standard.Type(element)!.Key! : reads, match, reads);
    }

    private static bool IsFilter(StandardArgument argument) => argument.Governance.Use == ArgumentUse.Filter;

    private static StandardProperty? Property(DataStandard standard, string type, string name) =>
        standard.Type(type)?.Properties.FirstOrDefault(property => property.Name == name);

    private static (string Parent, string Name) Split(GovernedField field) => field.Coordinate.Value.Split('.') switch
    {
        [var parent, var name] => (parent, name),
        [var parent, ..] => (parent, ""),
        _ => ("", ""),
    };
}
