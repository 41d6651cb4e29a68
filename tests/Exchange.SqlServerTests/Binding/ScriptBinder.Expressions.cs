using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Exchange.SqlServerTests.Binding;

/// <summary>Scalar expressions: each has a type.</summary>
internal sealed partial class ScriptBinder
{
    private SqlType Scalar(ScalarExpression expression, Scope scope)
    {
        switch (expression)
        {
            case ColumnReferenceExpression column:
                return ColumnType(column, scope);
            case VariableReference variable:
                return VariableType(variable.Name);
            case IntegerLiteral:
                return SqlType.Int with { Origin = Origin.Literal };
            case StringLiteral text:
                return new SqlType(text.IsNational ? "nvarchar" : "varchar", Math.Max(1, text.Value.Length), Origin.Literal);
            case NullLiteral:
                return SqlType.Null;
            case ParenthesisExpression inner:
                return Scalar(inner.Expression, scope);
            case UnaryExpression unary:
                return Scalar(unary.Expression, scope);
            case BinaryExpression binary:
                return Same(binary, [Scalar(binary.FirstExpression, scope), Scalar(binary.SecondExpression, scope)]);
            case CastCall cast:
                Scalar(cast.Parameter, scope);
                return TypeOf(cast.DataType);
            case CoalesceExpression coalesce:
                return Same(coalesce, coalesce.Expressions.Select(inner => Scalar(inner, scope)));
            case SearchedCaseExpression choice:
                return Case(choice, scope);
            case FunctionCall call:
                return Function(call, scope);
            case ScalarSubquery query:
                return Single(query, scope);
            default:
                Unknown(expression);
                return SqlType.Unknown;
        }
    }

    private SqlType ColumnType(ColumnReferenceExpression reference, Scope scope)
    {
        if (reference.ColumnType == Microsoft.SqlServer.TransactSql.ScriptDom.ColumnType.Wildcard)
        {
            return SqlType.Int;
        }

        var parts = reference.MultiPartIdentifier.Identifiers.Select(part => part.Value).ToArray();
        if (parts.Length > 2)
        {
            Unknown(reference);
            return SqlType.Unknown;
        }

        var name = string.Join('.', parts);
        switch (scope.Find(parts.Length == 2 ? parts[0] : null, parts[^1]))
        {
            case [var column]:
                return column.Type with { Origin = Origin.Column };
            case []:
                Report(FindingKind.UnknownColumn, name);
                return SqlType.Unknown;
            default:
                Report(FindingKind.AmbiguousColumn, name);
                return SqlType.Unknown;
        }
    }

    private SqlType VariableType(string name)
    {
        if (_variables.TryGetValue(name, out var type))
        {
            return type;
        }

        Report(FindingKind.UndeclaredVariable, name);
        return SqlType.Unknown;
    }

    private SqlType Case(SearchedCaseExpression choice, Scope scope)
    {
        var results = new List<SqlType>();
        foreach (var when in choice.WhenClauses)
        {
            Condition(when.WhenExpression, scope);
            results.Add(Scalar(when.ThenExpression, scope));
        }

        if (choice.ElseExpression is { } otherwise)
        {
            results.Add(Scalar(otherwise, scope));
        }

        return Same(choice, results);
    }

    // The server's own functions that EF Core and the hub write. The type is the first argument's where null stands.
    private SqlType Function(FunctionCall call, Scope scope)
    {
        var arguments = call.Parameters.Select(argument => Scalar(argument, scope)).ToList();
        switch (call.FunctionName.Value.ToUpperInvariant())
        {
            case "COUNT" or "LEN" or "OBJECT_ID":
                return SqlType.Int;
            case "COUNT_BIG":
                return new SqlType("bigint");
            case "MAX" or "MIN" or "SUM" or "LOWER" or "UPPER" when arguments.Count == 1:
                return arguments[0] with { Origin = Origin.Expression };
            case "JSON_MODIFY" when arguments is [{ Family: "text" }, { Family: "text" }, _]:
                return arguments[0] with { Origin = Origin.Expression };
            case "DB_NAME":
                return new SqlType("nvarchar", 128);
            case "SERVERPROPERTY":
                return SqlType.Unknown;
            default:
                Report(FindingKind.UnknownConstruct, $"function {call.FunctionName.Value}");
                return SqlType.Unknown;
        }
    }

    private SqlType Single(ScalarSubquery query, Scope scope)
    {
        var columns = Query(query.QueryExpression, scope);
        if (columns.Count != 1)
        {
            Report(FindingKind.ColumnCount, $"a value of {columns.Count} columns at line {query.StartLine}");
            return SqlType.Unknown;
        }

        return columns[0].Type with { Origin = Origin.Expression };
    }

    private SqlType TypeOf(DataTypeReference reference)
    {
        if (SqlType.Of(reference) is { } type)
        {
            return type;
        }

        Unknown(reference);
        return SqlType.Unknown;
    }

    // NULL takes the type of the others; of integers and texts the widest counts.
    private SqlType Same(TSqlFragment place, IEnumerable<SqlType> types)
    {
        var result = SqlType.Null;
        foreach (var type in types)
        {
            if (!result.IsNull && !type.IsNull && !result.AgreesWith(type))
            {
                Report(FindingKind.TypeMismatch, $"{result} and {type} at line {place.StartLine}");
                return SqlType.Unknown;
            }

            if (result.IsNull || type.IsUnknown || (!type.IsNull && !result.IsUnknown && type.Origin != Origin.Literal && !type.FitsInto(result)))
            {
                result = type;
            }
        }

        return result with { Origin = Origin.Expression };
    }
}
