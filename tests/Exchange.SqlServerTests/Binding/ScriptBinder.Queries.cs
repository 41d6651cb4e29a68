using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Exchange.SqlServerTests.Binding;

/// <summary>Queries and what stands in their FROM: each gives columns.</summary>
internal sealed partial class ScriptBinder
{
    private IReadOnlyList<Column> Query(QueryExpression query, Scope? outer)
    {
        switch (query)
        {
            case QuerySpecification specification:
                return Specification(specification, outer);
            case QueryParenthesisExpression inner:
                return Query(inner.QueryExpression, outer);
            case BinaryQueryExpression both:
                var (first, second) = (Query(both.FirstQueryExpression, outer), Query(both.SecondQueryExpression, outer));
                if (first.Count != second.Count || first.Zip(second).Any(pair => !pair.First.Type.AgreesWith(pair.Second.Type)))
                {
                    Report(FindingKind.TypeMismatch, $"the sides of {both.BinaryQueryExpressionType} at line {both.StartLine}");
                }

                return first;
            default:
                Unknown(query);
                return [];
        }
    }

    private IReadOnlyList<Column> Specification(QuerySpecification query, Scope? outer)
    {
        var scope = new Scope(outer);
        Sources(query.FromClause, scope, outer);
        if (query.WhereClause is { } where)
        {
            Where(where, scope);
        }

        foreach (var grouping in query.GroupByClause?.GroupingSpecifications ?? [])
        {
            if (grouping is ExpressionGroupingSpecification { Expression: var key })
            {
                Scalar(key, scope);
            }
            else
            {
                Unknown(grouping);
            }
        }

        if (query.HavingClause is { } having)
        {
            Condition(having.SearchCondition, scope);
        }

        var columns = query.SelectElements.SelectMany(element => Selected(element, scope)).ToList();
        if (query.TopRowFilter is { } top)
        {
            Whole(top.Expression, scope);
        }

        Order(query, columns, scope);
        if (query.ForClause is { } form)
        {
            Unknown(form);
        }

        return columns;
    }

    private void Order(QuerySpecification query, List<Column> columns, Scope scope)
    {
        foreach (var element in query.OrderByClause?.OrderByElements ?? [])
        {
            var isOfSelection = element.Expression is ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [var name] }
                && columns.Any(column => column.Name == name.Value);
            if (!isOfSelection)
            {
                Scalar(element.Expression, scope);
            }
        }

        if (query.OffsetClause is { } offset)
        {
            Whole(offset.OffsetExpression, scope);
            if (offset.FetchExpression is { } count)
            {
                Whole(count, scope);
            }
        }
    }

    private void Whole(ScalarExpression number, Scope scope)
    {
        if (Scalar(number, scope) is { IsUnknown: false, Family: not "integer" } type)
        {
            Report(FindingKind.TypeMismatch, $"a count of {type} at line {number.StartLine}");
        }
    }

    private IEnumerable<Column> Selected(SelectElement element, Scope scope)
    {
        switch (element)
        {
            case SelectScalarExpression { Expression: var value } selected:
                var name = selected.ColumnName?.Value ?? (value as ColumnReferenceExpression)?.MultiPartIdentifier?.Identifiers[^1].Value ?? "";
                return [new Column(name, Scalar(value, scope))];
            case SelectStarExpression star:
                var alias = star.Qualifier?.Identifiers[^1].Value;
                return scope.Sources.Where(source => alias is null || source.Alias == alias).SelectMany(source => source.Columns);
            default:
                Unknown(element);
                return [];
        }
    }

    private void Where(WhereClause where, Scope scope)
    {
        if (where.SearchCondition is { } condition)
        {
            Condition(condition, scope);
        }
        else
        {
            Unknown(where);
        }
    }

    private void Sources(FromClause? from, Scope scope, Scope? outer)
    {
        foreach (var reference in from?.TableReferences ?? [])
        {
            Source(reference, scope, outer);
        }
    }

    private void Source(TableReference reference, Scope scope, Scope? outer)
    {
        switch (reference)
        {
            case NamedTableReference named:
                Add(scope, named.Alias?.Value ?? named.SchemaObject.BaseIdentifier.Value, ColumnsOf(named.SchemaObject));
                break;
            case QualifiedJoin join:
                Source(join.FirstTableReference, scope, outer);
                Source(join.SecondTableReference, scope, outer);
                Condition(join.SearchCondition, scope);
                break;
            case UnqualifiedJoin join:
                Source(join.FirstTableReference, scope, outer);
                var isApply = join.UnqualifiedJoinType is UnqualifiedJoinType.CrossApply or UnqualifiedJoinType.OuterApply;
                Source(join.SecondTableReference, scope, isApply ? scope : outer);
                break;
            case JoinParenthesisTableReference inner:
                Source(inner.Join, scope, outer);
                break;
            case QueryDerivedTable derived:
                Add(scope, derived.Alias.Value, Renamed(derived, Query(derived.QueryExpression, outer), derived.Columns));
                break;
            case InlineDerivedTable values:
                Add(scope, values.Alias.Value, Renamed(values, Rows(values.RowValues, outer), values.Columns));
                break;
            case OpenJsonTableReference json:
                Add(scope, json.Alias.Value, Elements(json, scope, outer));
                break;
            default:
                Unknown(reference);
                break;
        }
    }

    private void Add(Scope scope, string alias, IReadOnlyList<Column> columns)
    {
        if (!scope.Add(alias, columns))
        {
            Report(FindingKind.NameTaken, $"alias {alias}");
        }
    }

    private IReadOnlyList<Column> ColumnsOf(SchemaObjectName name) =>
        name.SchemaIdentifier is null && _commonTables.TryGetValue(name.BaseIdentifier.Value, out var common) ? common : TableOf(name)?.Columns ?? [];

    private Table? TableOf(SchemaObjectName name)
    {
        var schema = name.SchemaIdentifier?.Value;
        var full = schema is null or "dbo" ? name.BaseIdentifier.Value : $"{schema}.{name.BaseIdentifier.Value}";
        var table = _catalogue.Find(full);
        if (table is null)
        {
            Report(FindingKind.UnknownTable, full);
        }

        return table;
    }

    private IReadOnlyList<Column> Renamed(TSqlFragment place, IReadOnlyList<Column> columns, IList<Identifier> names)
    {
        if (names.Count == 0)
        {
            return columns;
        }

        if (names.Count != columns.Count)
        {
            Report(FindingKind.ColumnCount, $"{names.Count} names for {columns.Count} columns at line {place.StartLine}");
        }

        return [.. columns.Zip(names, (column, name) => column with { Name = name.Value })];
    }

    private IReadOnlyList<Column> Rows(IList<RowValue> rows, Scope? outer)
    {
        var scope = new Scope(outer);
        var values = rows.Select(row => row.ColumnValues.Select(value => Scalar(value, scope)).ToList()).ToList();
        if (values.Any(row => row.Count != values[0].Count))
        {
            Report(FindingKind.ColumnCount, $"rows of unlike length at line {rows[0].StartLine}");
            return [];
        }

        return [.. Enumerable.Range(0, values[0].Count).Select(i => new Column("", Same(rows[0], values.Select(row => row[i]))))];
    }

    private IReadOnlyList<Column> Elements(OpenJsonTableReference json, Scope scope, Scope? outer)
    {
        if (Scalar(json.Variable, new Scope(outer ?? scope)) is { IsUnknown: false, Family: not "text" } type)
        {
            Report(FindingKind.TypeMismatch, $"OPENJSON of {type}");
        }

        return json.SchemaDeclarationItems.Count == 0
            ? [new Column("key", new SqlType("nvarchar", 4000)), new Column("value", new SqlType("nvarchar", SqlType.Max)), new Column("type", SqlType.Int)]
            : [.. json.SchemaDeclarationItems.Select(item => item.ColumnDefinition)
                .Select(column => new Column(column.ColumnIdentifier.Value, TypeOf(column.DataType)))];
    }
}
