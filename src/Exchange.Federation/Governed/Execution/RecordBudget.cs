using Exchange.Federation.Governed.Lists;
using Exchange.GraphQL;

namespace Exchange.Federation.Governed.Execution;

/// <summary>Counts record positions of one answer against the limit <c>records</c>: lists of links multiply with every level.</summary>
internal sealed class RecordBudget(int limit)
{
    private int _positions;
    private int _pages;

    public void RequireKeys(int keys)
    {
        if (keys > limit)
        {
            throw Exceeded();
        }
    }

    public void TakePosition()
    {
        if (++_positions > limit)
        {
            throw Exceeded();
        }
    }

    /// <summary>Counts a page of a list against the limit <c>lists</c>. Thread-safe.</summary>
    public void TakePage(int pages)
    {
        if (Interlocked.Increment(ref _pages) > pages)
        {
            throw ListLimits.Exceeded("lists", $"One operation reads at most {pages} pages of lists; ask for fewer lists inside lists.");
        }
    }

    private GraphQLException Exceeded() =>
        new(new GraphQLError(
            ErrorCodes.LimitExceeded, $"The answer would hold more than {limit} records; ask for fewer lists inside lists.")
        {
            Limit = "records",
        });
}
