using System.Text;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Exchange.SqlServerTests.StandIn;

/// <summary>
/// Puts EF Core's T-SQL into SQLite's words: the same meaning, other spellings. Works on the parsed tree; what it does not know it refuses, so that no
/// answer of the stand-in is a guess.
/// </summary>
internal sealed class SqliteDialect : TSqlFragmentVisitor
{
    private const string Strict = "strict ";

    private static readonly HashSet<string> SameInBoth = new(StringComparer.OrdinalIgnoreCase) { "COUNT", "MAX", "MIN", "SUM", "LOWER", "UPPER" };

    private readonly Dictionary<int, (int Last, string Text)> _spelled = [];

    public static string Of(string text)
    {
        var parser = new TSql150Parser(initialQuotedIdentifiers: true);
        var script = (TSqlScript)parser.Parse(new StringReader(text), out var errors);
        if (errors.Count > 0)
        {
            throw new FormatException($"{errors[0].Message} in: {text}");
        }

        var dialect = new SqliteDialect();
        script.Accept(dialect);
        var statements = script.Batches.SelectMany(batch => batch.Statements).Where(s => s is not SetOnOffStatement).Select(dialect.Spell);
        return string.Join("\n", statements.Select(statement => statement.TrimEnd().TrimEnd(';') + ";"));
    }

    public override void ExplicitVisit(StringLiteral node)
    {
        if (node.IsNational)
        {
            Respell(node, $"'{node.Value.Replace("'", "''", StringComparison.Ordinal)}'");
        }
    }

    public override void ExplicitVisit(QuerySpecification node)
    {
        base.ExplicitVisit(node);
        if (node.TopRowFilter is not { } top)
        {
            return;
        }

        Respell(top, "");
        Respell(node, $"{Spell(node)} LIMIT {Spell(top.Expression)}");
    }

    public override void ExplicitVisit(OffsetClause node)
    {
        base.ExplicitVisit(node);
        var count = node.FetchExpression is null ? "-1" : Spell(node.FetchExpression);
        Respell(node, $"LIMIT {count} OFFSET {Spell(node.OffsetExpression)}");
    }

    public override void ExplicitVisit(OpenJsonTableReference node)
    {
        base.ExplicitVisit(node);
        if (node.SchemaDeclarationItems is not [{ ColumnDefinition.ColumnIdentifier.Value: "value", Mapping: StringLiteral { Value: "$" } }])
        {
            throw Unknown(node);
        }

        Respell(node, $"json_each({Spell(node.Variable)}) AS [{node.Alias.Value}]");
    }

    public override void ExplicitVisit(InsertSpecification node)
    {
        base.ExplicitVisit(node);
        if (node.OutputClause is null)
        {
            return;
        }

        var columns = string.Join(", ", node.Columns.Select(Spell));
        Respell(node, $"INSERT INTO {Spell(node.Target)} ({columns}) {Spell(node.InsertSource)} {Returning(node.OutputClause)}");
    }

    public override void ExplicitVisit(UpdateSpecification node)
    {
        base.ExplicitVisit(node);
        var assignments = string.Join(", ", node.SetClauses.Select(clause => clause is AssignmentSetClause { Column: { } column } set
            ? $"[{column.MultiPartIdentifier.Identifiers[^1].Value}] = {Spell(set.NewValue)}"
            : throw Unknown(clause)));
        Respell(node, $"UPDATE {Target(node)} SET {assignments} {Condition(node.WhereClause)} {Returning(node.OutputClause)}");
    }

    public override void ExplicitVisit(DeleteSpecification node)
    {
        base.ExplicitVisit(node);
        Respell(node, $"DELETE FROM {Target(node)} {Condition(node.WhereClause)} {Returning(node.OutputClause)}");
    }

    public override void ExplicitVisit(FunctionCall node)
    {
        base.ExplicitVisit(node);
        if (node is { FunctionName.Value: "JSON_MODIFY", Parameters: [var document, StringLiteral path, var value] })
        {
            var steps = path.Value.StartsWith(Strict, StringComparison.Ordinal) ? path.Value[Strict.Length..] : path.Value;
            Respell(node, $"json_set({Spell(document)}, '{steps}', {Spell(value)})");
        }
        else if (!SameInBoth.Contains(node.FunctionName.Value))
        {
            throw Unknown(node);
        }
    }

    public override void ExplicitVisit(SaveTransactionStatement node) => Respell(node, $"SAVEPOINT [{node.Name.Value}]");

    public override void ExplicitVisit(RollbackTransactionStatement node) => Respell(node, $"ROLLBACK TO SAVEPOINT [{node.Name.Value}]");

    // EF Core inserts rows whose keys the server makes by a MERGE that never matches, and numbers them to know which key is whose.
    public override void ExplicitVisit(MergeSpecification node)
    {
        if (node is not
            {
                TableReference: InlineDerivedTable { RowValues: var rows },
                ActionClauses: [{ Condition: MergeCondition.NotMatched, Action: InsertMergeAction { Columns: var columns } }],
                OutputClause: { } output,
            }
            || Source(node.SearchCondition) != "1=0")
        {
            throw Unknown(node);
        }

        var values = rows.Select(row => row.ColumnValues.Select(Spell).ToList()).ToList();
        var cases = values.Select(row => "WHEN "
            + string.Join(" AND ", columns.Zip(row, (column, value) => $"{Spell(column)} IS {value}")) + $" THEN {row[^1]}");
        var inserted = string.Join(", ", values.Select(row => $"({string.Join(", ", row.SkipLast(1))})"));
        var number = $"CASE {string.Join(' ', cases)} END";
        Respell(
            node,
            $"INSERT INTO {Spell(node.Target)} ({string.Join(", ", columns.Select(Spell))}) VALUES {inserted} "
            + Returning(output).Replace("i._Position", number, StringComparison.Ordinal));
    }

    private static NotSupportedException Unknown(TSqlFragment node) =>
        new($"The stand-in does not know {node.GetType().Name}: {Source(node)}");

    private static string Source(TSqlFragment node) => string.Concat(
        Enumerable.Range(node.FirstTokenIndex, node.LastTokenIndex - node.FirstTokenIndex + 1).Select(i => node.ScriptTokenStream[i].Text));

    // DELETE FROM [s] FROM [Sessions] AS [s]: the target is an alias of the one table.
    private string Target(UpdateDeleteSpecificationBase node) => node.FromClause switch
    {
        null => Spell(node.Target),
        { TableReferences: [NamedTableReference table] } => Spell(table),
        _ => throw Unknown(node),
    };

    private string Condition(WhereClause? where) => where is null ? "" : Spell(where);

    private string Returning(OutputClause? output) => output is null
        ? ""
        : "RETURNING " + string.Join(", ", output.SelectColumns.Select(column =>
            Spell(column).Replace("INSERTED.", "", StringComparison.OrdinalIgnoreCase)));

    private void Respell(TSqlFragment node, string text) => _spelled[node.FirstTokenIndex] = (node.LastTokenIndex, text);

    private string Spell(TSqlFragment node)
    {
        var text = new StringBuilder();
        for (var i = node.FirstTokenIndex; i <= node.LastTokenIndex; i++)
        {
            if (_spelled.TryGetValue(i, out var spelled) && spelled.Last <= node.LastTokenIndex)
            {
                text.Append(spelled.Text);
                i = spelled.Last;
            }
            else
            {
                text.Append(node.ScriptTokenStream[i].Text);
            }
        }

        return text.ToString();
    }
}
