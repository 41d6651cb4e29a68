using System.Buffers;
using System.Text;
using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Lists;

/// <summary>What one page is asked for once its arguments are known: how many rows, from where, of which departments. Immutable.</summary>
internal sealed class ListQuestion
{
    private ListQuestion(int first, string? after, string binding, IReadOnlyList<ListShare> shares, IReadOnlyList<Cell> untold)
    {
        First = first;
        After = after;
        Binding = binding;
        Shares = shares;
        Untold = untold;
    }

    /// <summary>The most rows of the page.</summary>
    public int First { get; }

    /// <summary>The cursor after which it begins; null for the beginning.</summary>
    public string? After { get; }

    /// <summary>The list with its filters as text: cursors are sealed for it.</summary>
    public string Binding { get; }

    /// <summary>What each department is asked for.</summary>
    public IReadOnlyList<ListShare> Shares { get; }

    /// <summary>The kinds of row that are not in the list for this caller, and those that it was narrowed for: named whatever the rows are.</summary>
    public IReadOnlyList<Cell> Untold { get; }

    /// <summary>
    /// The question that the arguments ask, on the record <paramref name="parent"/> or on the query root. Throws <see cref="GraphQLException"/>
    /// for wrong arguments.
    /// </summary>
    public static ListQuestion Of(PagePlan plan, DatumObject arguments, string? parent, ListLimits limits)
    {
        var filters = Filters(plan.List, arguments, parent);
        var shares = new Dictionary<(string Department, string? Region), List<string>>();
        var untold = new List<Cell>();
        foreach (var type in Asked(plan, arguments))
        {
            var scope = new ListScope(plan, type, filters).Judge();
            if (scope.Withheld is { } withheld)
            {
                untold.Add(withheld);
                continue;
            }

            if (scope.Region is not null)
            {
                untold.Add(Narrowed(plan, scope.Department));
            }

            var share = (scope.Department, scope.Region);
            (shares.TryGetValue(share, out var types) ? types : shares[share] = []).Add(type.Name);
        }

        return new ListQuestion(
            PageSize(arguments, limits),
            Cursor(arguments, limits),
            Bind(plan.List, filters, Asked(plan, arguments)),
            [.. shares.Select(share => new ListShare(share.Key.Department, share.Value, Narrow(plan.List, filters, share.Key.Region, share.Value)))],
            [.. untold.Distinct()]);
    }

    private static List<ListFilter> Filters(ListField list, DatumObject arguments, string? parent)
    {
        var filters = list.Arguments
            .Where(argument => argument.Match != ListMatch.Kind && !arguments[argument.Name].IsNull)
            .Select(argument => new ListFilter(argument.Name, argument.Field, argument.Match, arguments[argument.Name])).ToList();
        if (list.Parent is { } held && parent is not null)
        {
            filters.Add(new ListFilter(held.Name, held.Field, held.Match, Datum.From(parent)));
        }

        return filters;
    }

    private static IReadOnlyList<EntityType> Asked(PagePlan plan, DatumObject arguments)
    {
        var kinds = plan.List.Arguments.FirstOrDefault(argument => argument.Match == ListMatch.Kind);
        if (kinds is null || arguments[kinds.Name] is not { Kind: DatumKind.List } given)
        {
            return plan.Types;
        }

        var types = given.AsList().Select(kind => plan.List.Kinds.GetValueOrDefault(kind.AsString())).ToHashSet(StringComparer.Ordinal);
        return types.Count > 0
            ? [.. plan.Types.Where(type => types.Contains(type.Name))]
            : throw WrongUse($"\"{kinds.Name}\" names no kind: name one, or leave it out for all of them.");
    }

    // The region replaces a wider one that was asked for; kinds are those of the share alone.
    private static List<ListFilter> Narrow(ListField list, List<ListFilter> filters, string? region, List<string> types)
    {
        var narrowed = filters.Where(filter => region is null || filter.Match != ListMatch.StartsWith).ToList();
        if (region is not null)
        {
            narrowed.Add(new ListFilter(list.Region!.Name, list.Region.Field, ListMatch.StartsWith, Datum.From(region)));
        }

        if (list.Arguments.FirstOrDefault(argument => argument.Match == ListMatch.Kind) is { } kinds)
        {
            var names = list.Kinds.Where(kind => types.Contains(kind.Value)).Select(kind => Datum.FromEnum(kind.Key)).ToArray();
            narrowed.Add(new ListFilter(kinds.Name, kinds.Field, ListMatch.Kind, Datum.From(names)));
        }

        return narrowed;
    }

    // WHY no count and no path: that the list was narrowed does not say whether anything lies outside.
    private static Cell Narrowed(PagePlan plan, string department) =>
        CellReporter.OfRecord(plan.Grant, plan.Field.Index, plan.Grant.List!.OutsideReason, null) with { Department = department, IsUncounted = true };

    private static int PageSize(DatumObject arguments, ListLimits limits)
    {
        var first = arguments["first"] is { Kind: DatumKind.Integer } given ? given.AsInteger() : limits.First;
        return first < 0 ? throw WrongUse("\"first\" is less than nothing: ask for 0 rows or more.")
            : first > limits.First ? throw ListLimits.Exceeded("first", $"A page has at most {limits.First} rows; ask for the rest with \"after\".")
            : (int)first;
    }

    private static string? Cursor(DatumObject arguments, ListLimits limits) => arguments["after"] is not { Kind: DatumKind.String } after ? null
        : after.AsString().Length <= limits.CursorLength ? after.AsString()
        : throw CursorFault();

    /// <summary>The error of a cursor that is none of this list.</summary>
    public static GraphQLException CursorFault() => new(new GraphQLError(
        "CURSOR_INVALID",
        "\"after\" is no cursor of this list: it was given to another caller or for other arguments, or it was changed. Begin again without it."));

    private static string Bind(ListField list, List<ListFilter> filters, IReadOnlyList<EntityType> types)
    {
        var content = new ArrayBufferWriter<byte>();
        DatumWriter.Write(content, Datum.From([
            Datum.From(list.Field),
            Datum.From(list.Parent is null ? "" : list.Parent.Name),
            Datum.From([.. types.Select(type => Datum.From(type.Name))]),
            .. filters.Select(filter => Datum.From([Datum.From(filter.Argument), Datum.From(filter.Match.ToString()), filter.Value])),
        ]));
        return Encoding.UTF8.GetString(content.WrittenSpan);
    }

    private static GraphQLException WrongUse(string message) => new(new GraphQLError(ErrorCodes.BadUserInput, message));
}

/// <summary>What one department is asked for.</summary>
/// <param name="Department">Its code.</param>
/// <param name="Types">The types of the rows.</param>
/// <param name="Filters">The filters.</param>
internal sealed record ListShare(string Department, IReadOnlyList<string> Types, IReadOnlyList<ListFilter> Filters)
{
    /// <summary>What the share is called in cursors.</summary>
    public string Name => $"{Department}:{string.Join(',', Types)}";
}
