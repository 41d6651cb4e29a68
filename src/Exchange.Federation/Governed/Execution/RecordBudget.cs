using Exchange.GraphQL;

namespace Exchange.Federation.Governed.Execution;

/// <summary>Counts record positions of one answer against the limit <c>records</c>: lists of links multiply with every level.</summary>
internal sealed class RecordBudget(int limit)
{
    private int _positions;

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

    private GraphQLException Exceeded() =>
        new(new GraphQLError(
            ErrorCodes.LimitExceeded, $"The answer would hold more than {limit} records; ask for fewer lists inside lists.")
        {
            Limit = "records",
        });
}
