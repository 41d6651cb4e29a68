using Exchange.SqlServerTests.Capture;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Exchange.SqlServerTests.Binding;

/// <summary>
/// Binds T-SQL to a catalogue, as a server does before it runs a text: every table, column, type and target that is named has to be there and to fit.
/// A construct that it does not know is a finding, never passed over. DDL adds to the catalogue.
/// </summary>
internal sealed partial class ScriptBinder
{
    private readonly Catalogue _catalogue;
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<string, SqlType> _variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IReadOnlyList<Column>> _commonTables = new(StringComparer.Ordinal);

    private ScriptBinder(Catalogue catalogue) => _catalogue = catalogue;

    /// <summary>How many statements were bound.</summary>
    public int Statements { get; private set; }

    /// <summary>Binds a script, which may have several batches (GO).</summary>
    public static BindingOutcome Bind(Catalogue catalogue, string text, params IEnumerable<RecordedParameter> parameters)
    {
        var binder = new ScriptBinder(catalogue);
        foreach (var parameter in parameters)
        {
            binder.Declare(parameter.Name, SqlType.Of(parameter), $"{parameter.Name} {parameter.Type}");
        }

        binder.Text(text);
        return new BindingOutcome(binder._findings, binder.Statements);
    }

    private void Text(string text)
    {
        var script = (TSqlScript)new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
        foreach (var error in errors)
        {
            Report(FindingKind.Syntax, $"line {error.Line}: {error.Message}");
        }

        if (errors.Count == 0)
        {
            foreach (var statement in script.Batches.SelectMany(batch => batch.Statements))
            {
                Statement(statement);
            }
        }
    }

    private void Declare(string name, SqlType? type, string described)
    {
        if (type is null)
        {
            Report(FindingKind.UnknownConstruct, described);
        }

        _variables[name.StartsWith('@') ? name : "@" + name] = (type ?? SqlType.Unknown) with { Origin = Origin.Parameter };
    }

    private void Report(FindingKind kind, string subject) => _findings.Add(new Finding(kind, subject));

    private void Unknown(TSqlFragment node) => Report(FindingKind.UnknownConstruct, $"{node.GetType().Name} at line {node.StartLine}");
}

/// <summary>What binding a text found.</summary>
/// <param name="Findings">Empty where it binds.</param>
/// <param name="Statements">How many statements it has.</param>
internal sealed record BindingOutcome(IReadOnlyList<Finding> Findings, int Statements);
