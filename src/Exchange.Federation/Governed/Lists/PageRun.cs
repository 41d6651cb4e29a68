using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL;

namespace Exchange.Federation.Governed.Lists;

/// <summary>One row of a page: where it was read, by position in the page, and where the list stands after it.</summary>
internal sealed record PageRow(string Key, IReadOnlyList<StageRun> Runs, ListPositions After);

/// <summary>What came of one page.</summary>
internal sealed record PageRun(PagePlan Plan)
{
    /// <summary>Wrong arguments; then there is no page.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; init; } = [];

    /// <summary>The rows in order.</summary>
    public IReadOnlyList<PageRow> Rows { get; init; } = [];

    /// <summary>The kinds of row that are not in the list for this caller, reasons of rows that were dropped, and departments that failed.</summary>
    public IReadOnlyList<Cell> Untold { get; init; } = [];

    /// <summary>Whether any department could be asked for anything.</summary>
    public bool IsThere { get; init; }

    /// <summary>Whether rows follow.</summary>
    public bool HasNext { get; init; }

    /// <summary>Whether the page began after a cursor.</summary>
    public bool HasPrevious { get; init; }

    /// <summary>Where the list stands at the page's end; null where there is nothing to go on from.</summary>
    public ListPositions? End { get; init; }

    /// <summary>The list with its filters, for which cursors are sealed.</summary>
    public string Binding { get; init; } = "";

    /// <summary>The way by which the list is open.</summary>
    public Alternative? Opened { get; init; }
}

/// <summary>A page in the place of a value.</summary>
internal sealed record PageNode(PageRun Page) : Node;
