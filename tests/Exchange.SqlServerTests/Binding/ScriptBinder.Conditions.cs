using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Exchange.SqlServerTests.Binding;

/// <summary>Conditions: their sides have to agree.</summary>
internal sealed partial class ScriptBinder
{
    private void Condition(BooleanExpression condition, Scope scope)
    {
        switch (condition)
        {
            case BooleanParenthesisExpression inner:
                Condition(inner.Expression, scope);
                break;
            case BooleanNotExpression not:
                Condition(not.Expression, scope);
                break;
            case BooleanBinaryExpression both:
                Condition(both.FirstExpression, scope);
                Condition(both.SecondExpression, scope);
                break;
            case BooleanComparisonExpression comparison:
                Agree(comparison, Scalar(comparison.FirstExpression, scope), Scalar(comparison.SecondExpression, scope));
                break;
            case BooleanIsNullExpression isNull:
                Scalar(isNull.Expression, scope);
                break;
            case LikePredicate { FirstExpression: var text, SecondExpression: var pattern }:
                Agree(condition, Scalar(text, scope), Scalar(pattern, scope));
                break;
            case InPredicate membership:
                Membership(membership, scope);
                break;
            case ExistsPredicate exists:
                Query(exists.Subquery.QueryExpression, scope);
                break;
            default:
                Unknown(condition);
                break;
        }
    }

    private void Membership(InPredicate membership, Scope scope)
    {
        var sought = Scalar(membership.Expression, scope);
        var among = membership.Subquery is { } query
            ? [Single(query, scope)]
            : membership.Values.Select(value => Scalar(value, scope)).ToList();
        among.ForEach(value => Agree(membership, sought, value));
    }

    // A comparison with NULL is never true; a condition that EF Core means is IS NULL.
    private void Agree(TSqlFragment place, SqlType left, SqlType right)
    {
        if (left.IsNull || right.IsNull || !left.AgreesWith(right))
        {
            Report(FindingKind.TypeMismatch, $"{Source(place)}: {left} and {right}");
        }
    }

    private static string Source(TSqlFragment node) => string.Concat(
        Enumerable.Range(node.FirstTokenIndex, node.LastTokenIndex - node.FirstTokenIndex + 1).Select(i => node.ScriptTokenStream[i].Text));
}
