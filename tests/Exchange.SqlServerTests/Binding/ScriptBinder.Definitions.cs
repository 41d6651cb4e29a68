using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Exchange.SqlServerTests.Binding;

/// <summary>CREATE TABLE and CREATE INDEX: they add to the catalogue, and what they refer to has to be there.</summary>
internal sealed partial class ScriptBinder
{
    private void CreateTable(CreateTableStatement create)
    {
        var name = create.SchemaObjectName.BaseIdentifier.Value;
        var table = new Table(name, [.. create.Definition.ColumnDefinitions.Select(ColumnOf)]);
        if (!_catalogue.Add(table))
        {
            Report(FindingKind.NameTaken, $"table {name}");
        }

        foreach (var twice in table.Columns.GroupBy(column => column.Name).Where(group => group.Count() > 1))
        {
            Report(FindingKind.NameTaken, $"column {name}.{twice.Key}");
        }

        foreach (var constraint in create.Definition.TableConstraints)
        {
            Constraint(table, constraint);
        }
    }

    private Column ColumnOf(ColumnDefinition column)
    {
        var isNullable = true;
        foreach (var constraint in column.Constraints)
        {
            if (constraint is NullableConstraintDefinition nullable)
            {
                isNullable = nullable.Nullable;
            }
            else
            {
                Unknown(constraint);
            }
        }

        if (column.DefaultConstraint is { } otherwise)
        {
            Scalar(otherwise.Expression, new Scope());
        }

        return new Column(
            column.ColumnIdentifier.Value,
            TypeOf(column.DataType),
            isNullable,
            IsFilled: column.IdentityOptions is not null || column.DefaultConstraint is not null,
            column.Collation?.Value);
    }

    private void Constraint(Table table, ConstraintDefinition constraint)
    {
        if (constraint.ConstraintIdentifier is { } name && !_catalogue.Name(name.Value))
        {
            Report(FindingKind.NameTaken, $"constraint {name.Value}");
        }

        switch (constraint)
        {
            case UniqueConstraintDefinition unique:
                var key = unique.Columns.Select(column => column.Column.MultiPartIdentifier.Identifiers[^1].Value).ToList();
                Keyed(table, unique.ConstraintIdentifier.Value, key, FindingKind.UnknownIndexTarget);
                foreach (var column in key.Select(table.Find).Where(column => unique.IsPrimaryKey && column is { IsNullable: true }))
                {
                    Report(FindingKind.NullIntoRequired, $"{table.Name}.{column!.Name} of {unique.ConstraintIdentifier.Value}");
                }

                table.UniqueKeys.Add(key);
                break;
            case ForeignKeyConstraintDefinition foreign:
                ForeignKey(table, foreign);
                break;
            default:
                Unknown(constraint);
                break;
        }
    }

    private void ForeignKey(Table table, ForeignKeyConstraintDefinition foreign)
    {
        table.ForeignKeys++;
        var name = foreign.ConstraintIdentifier.Value;
        var own = Keyed(table, name, [.. foreign.Columns.Select(column => column.Value)], FindingKind.UnknownKeyTarget);
        var target = _catalogue.Find(foreign.ReferenceTableName.BaseIdentifier.Value);
        if (target is null)
        {
            Report(FindingKind.UnknownKeyTarget, $"{name}: {foreign.ReferenceTableName.BaseIdentifier.Value}");
            return;
        }

        var names = foreign.ReferencedTableColumns.Select(column => column.Value).ToList();
        var referred = Keyed(target, name, names, FindingKind.UnknownKeyTarget);
        if (referred.Count == names.Count && !target.UniqueKeys.Any(key => key.Order().SequenceEqual(names.Order())))
        {
            Report(FindingKind.UnknownKeyTarget, $"{name}: {target.Name}({string.Join(", ", names)}) is not unique");
        }

        foreach (var (left, right) in own.Zip(referred))
        {
            if (left.Type != right.Type || left.Collation != right.Collation)
            {
                Report(FindingKind.TypeMismatch, $"{name}: {left.Type} {left.Collation} and {right.Type} {right.Collation}");
            }
        }
    }

    private void CreateIndex(CreateIndexStatement create)
    {
        var name = create.Name.Value;
        var on = create.OnName.BaseIdentifier.Value;
        if (_catalogue.Find(on) is not { } table)
        {
            Report(FindingKind.UnknownIndexTarget, $"{name}: {on}");
            return;
        }

        if (!_catalogue.Indexes.Add($"{on}.{name}"))
        {
            Report(FindingKind.NameTaken, $"index {on}.{name}");
        }

        var key = create.Columns.Select(column => column.Column.MultiPartIdentifier.Identifiers[^1].Value).ToList();
        var included = create.IncludeColumns.Select(column => column.MultiPartIdentifier.Identifiers[^1].Value);
        foreach (var column in Keyed(table, name, [.. key, .. included], FindingKind.UnknownIndexTarget).Where(c => c.Type.Length == SqlType.Max))
        {
            Report(FindingKind.TypeMismatch, $"{name}: {column.Name} {column.Type} cannot be indexed");
        }

        if (create.FilterPredicate is { } filter)
        {
            var scope = new Scope();
            scope.Add(table.Name, table.Columns);
            Condition(filter, scope);
        }
        else if (create.Unique)
        {
            table.UniqueKeys.Add(key);
        }
    }

    private List<Column> Keyed(Table table, string name, IReadOnlyList<string> columns, FindingKind kind)
    {
        foreach (var missing in columns.Where(column => table.Find(column) is null))
        {
            Report(kind, $"{name}: {table.Name}.{missing}");
        }

        return [.. columns.Select(table.Find).OfType<Column>()];
    }
}
