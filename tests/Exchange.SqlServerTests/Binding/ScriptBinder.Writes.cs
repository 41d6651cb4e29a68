using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Exchange.SqlServerTests.Binding;

/// <summary>INSERT, UPDATE, DELETE and MERGE: what is written has to fit its column.</summary>
internal sealed partial class ScriptBinder
{
    private void Insert(InsertSpecification insert)
    {
        if (insert.Target is not NamedTableReference { SchemaObject: var name } || TableOf(name) is not { } table)
        {
            Untargeted(insert.Target);
            return;
        }

        Output(insert.OutputClause, table, new Scope());
        Values(table, insert.Columns, insert.InsertSource, new Scope());
    }

    private void Values(Table table, IList<ColumnReferenceExpression> names, InsertSource source, Scope scope)
    {
        var columns = names.Select(name => Written(table, name)).ToList();
        foreach (var left in table.Columns.Where(c => c is { IsNullable: false, IsFilled: false } && !columns.Contains(c)))
        {
            Report(FindingKind.MissingValue, $"{table.Name}.{left.Name}");
        }

        switch (source)
        {
            case ValuesInsertSource { IsDefaultValues: false } values:
                foreach (var row in values.RowValues)
                {
                    Row(table, columns, row, [.. row.ColumnValues.Select(value => Scalar(value, scope))]);
                }

                break;
            case SelectInsertSource { Select: var query }:
                Row(table, columns, query, [.. Query(query, null).Select(column => column.Type)]);
                break;
            default:
                Unknown(source);
                break;
        }
    }

    private void Row(Table table, List<Column?> columns, TSqlFragment place, List<SqlType> values)
    {
        if (columns.Count != values.Count)
        {
            Report(FindingKind.ColumnCount, $"{values.Count} values for {columns.Count} columns of {table.Name} at line {place.StartLine}");
            return;
        }

        foreach (var (column, value) in columns.Zip(values))
        {
            Assign(table, column, value);
        }
    }

    private void Update(UpdateSpecification update)
    {
        var scope = new Scope();
        if (Target(update, scope) is not { } table)
        {
            return;
        }

        foreach (var clause in update.SetClauses)
        {
            Set(table, clause, scope);
        }

        if (update.WhereClause is { } where)
        {
            Where(where, scope);
        }

        Output(update.OutputClause, table, scope);
    }

    private void Delete(DeleteSpecification delete)
    {
        var scope = new Scope();
        if (Target(delete, scope) is not { } table)
        {
            return;
        }

        if (delete.WhereClause is { } where)
        {
            Where(where, scope);
        }

        Output(delete.OutputClause, table, scope);
    }

    private void Merge(MergeSpecification merge)
    {
        if (merge.Target is not NamedTableReference { SchemaObject: var name } || TableOf(name) is not { } table)
        {
            Untargeted(merge.Target);
            return;
        }

        var sources = new Scope();
        Source(merge.TableReference, sources, null);
        var scope = new Scope(sources);
        Add(scope, merge.TableAlias?.Value ?? table.Name, table.Columns);
        Condition(merge.SearchCondition, scope);
        foreach (var clause in merge.ActionClauses)
        {
            Action(table, clause, scope, sources);
        }

        Output(merge.OutputClause, table, sources);
    }

    private void Action(Table table, MergeActionClause clause, Scope scope, Scope sources)
    {
        if (clause.SearchCondition is { } condition)
        {
            Condition(condition, scope);
        }

        switch (clause.Action)
        {
            case InsertMergeAction insert:
                Values(table, insert.Columns, insert.Source, sources);
                break;
            case UpdateMergeAction update:
                foreach (var set in update.SetClauses)
                {
                    Set(table, set, scope);
                }

                break;
            case DeleteMergeAction:
                break;
            default:
                Unknown(clause.Action);
                break;
        }
    }

    // UPDATE [c] SET … FROM [Table] AS [c]: the target is an alias of what FROM names.
    private Table? Target(UpdateDeleteSpecificationBase write, Scope scope)
    {
        if (write.Target is not NamedTableReference { SchemaObject: var name })
        {
            Unknown(write.Target);
            return null;
        }

        Sources(write.FromClause, scope, null);
        var aliased = new Aliases();
        write.FromClause?.Accept(aliased);
        var table = TableOf(aliased.Tables.GetValueOrDefault(name.BaseIdentifier.Value, name));
        if (table is not null && write.FromClause is null)
        {
            Add(scope, table.Name, table.Columns);
        }

        return table;
    }

    private void Set(Table table, SetClause clause, Scope scope)
    {
        if (clause is AssignmentSetClause { Column: { } name, AssignmentKind: AssignmentKind.Equals } set)
        {
            Assign(table, Written(table, name), Scalar(set.NewValue, scope));
        }
        else
        {
            Unknown(clause);
        }
    }

    private Column? Written(Table table, ColumnReferenceExpression reference)
    {
        var name = reference.MultiPartIdentifier.Identifiers[^1].Value;
        var column = table.Find(name);
        if (column is null)
        {
            Report(FindingKind.UnknownColumn, $"{table.Name}.{name}");
        }

        return column;
    }

    private void Assign(Table table, Column? column, SqlType value)
    {
        if (column is null)
        {
            return;
        }

        if (value.IsNull && !column.IsNullable)
        {
            Report(FindingKind.NullIntoRequired, $"{table.Name}.{column.Name}");
        }
        else if (!value.FitsInto(column.Type))
        {
            Report(FindingKind.TypeMismatch, $"{table.Name}.{column.Name} {column.Type} = {value}");
        }
    }

    private void Output(OutputClause? output, Table table, Scope surroundings)
    {
        if (output is null)
        {
            return;
        }

        var scope = new Scope(surroundings);
        scope.Add("inserted", table.Columns);
        scope.Add("deleted", table.Columns);
        foreach (var element in output.SelectColumns)
        {
            _ = Selected(element, scope).ToList();
        }
    }

    private void Untargeted(TableReference target)
    {
        // A table that is not there was reported where it was looked up.
        if (target is not NamedTableReference)
        {
            Unknown(target);
        }
    }

    private sealed class Aliases : TSqlFragmentVisitor
    {
        public Dictionary<string, SchemaObjectName> Tables { get; } = new(StringComparer.Ordinal);

        public override void Visit(NamedTableReference node) => Tables.TryAdd(node.Alias?.Value ?? node.SchemaObject.BaseIdentifier.Value, node.SchemaObject);
    }
}
