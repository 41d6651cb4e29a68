using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Exchange.SqlServerTests.Binding;

/// <summary>Statements, those that only hold others among them.</summary>
internal sealed partial class ScriptBinder
{
    private static readonly SetOptions KnownOptions = SetOptions.NoCount | SetOptions.ImplicitTransactions;

    private void Statement(TSqlStatement statement)
    {
        switch (statement)
        {
            case IfStatement choice:
                Condition(choice.Predicate, new Scope());
                Statement(choice.ThenStatement);
                if (choice.ElseStatement is { } otherwise)
                {
                    Statement(otherwise);
                }

                break;
            case BeginEndBlockStatement block:
                foreach (var inner in block.StatementList.Statements)
                {
                    Statement(inner);
                }

                break;
            case ExecuteStatement execute:
                Execute(execute);
                break;
            default:
                Statements++;
                Leaf(statement);
                break;
        }
    }

    private void Leaf(TSqlStatement statement)
    {
        switch (statement)
        {
            case PredicateSetStatement { Options: var options } when (options & ~KnownOptions) == 0:
            case BeginTransactionStatement or CommitTransactionStatement:
                break;
            case SetIdentityInsertStatement identity:
                TableOf(identity.Table);
                break;
            case DeclareVariableStatement declare:
                foreach (var variable in declare.Declarations)
                {
                    Declare(variable.VariableName.Value, SqlType.Of(variable.DataType), $"type of {variable.VariableName.Value}");
                }

                break;
            case CreateTableStatement table:
                CreateTable(table);
                break;
            case CreateIndexStatement index:
                CreateIndex(index);
                break;
            case StatementWithCtesAndXmlNamespaces written:
                Written(written);
                break;
            default:
                Unknown(statement);
                break;
        }
    }

    private void Written(StatementWithCtesAndXmlNamespaces statement)
    {
        _commonTables.Clear();
        foreach (var common in statement.WithCtesAndXmlNamespaces?.CommonTableExpressions ?? [])
        {
            _commonTables[common.ExpressionName.Value] = Renamed(common, Query(common.QueryExpression, null), common.Columns);
        }

        switch (statement)
        {
            case SelectStatement { Into: null } select:
                Query(select.QueryExpression, null);
                break;
            case InsertStatement { InsertSpecification: var insert }:
                Insert(insert);
                break;
            case UpdateStatement { UpdateSpecification: var update }:
                Update(update);
                break;
            case DeleteStatement { DeleteSpecification: var delete }:
                Delete(delete);
                break;
            case MergeStatement { MergeSpecification: var merge }:
                Merge(merge);
                break;
            default:
                Unknown(statement);
                break;
        }
    }

    // EXEC(N'…') and sp_executesql hold a text that the server binds when it gets there.
    private void Execute(ExecuteStatement execute)
    {
        switch (execute.ExecuteSpecification.ExecutableEntity)
        {
            case ExecutableStringList { Strings: var strings } when strings.All(part => part is StringLiteral):
                Text(string.Concat(strings.Cast<StringLiteral>().Select(part => part.Value)));
                break;
            case ExecutableProcedureReference procedure when IsTextOf(procedure, out var text):
                Text(text);
                break;
            default:
                Unknown(execute);
                break;
        }
    }

    private static bool IsTextOf(ExecutableProcedureReference procedure, out string text)
    {
        var isText = procedure.ProcedureReference.ProcedureReference?.Name.BaseIdentifier.Value == "sp_executesql"
            && procedure.Parameters is [{ ParameterValue: StringLiteral }];
        text = isText ? ((StringLiteral)procedure.Parameters[0].ParameterValue).Value : "";
        return isText;
    }
}
