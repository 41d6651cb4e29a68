using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.TypeSystem.Comparison;

/// <summary>Collects differences; knows those that every described element can have.</summary>
internal sealed class ChangeList
{
    private readonly List<SchemaChange> _changes = [];

    public void Add(ChangeSeverity severity, string code, string coordinate, string message) =>
        _changes.Add(new SchemaChange(severity, code, coordinate, message));

    public void Breaking(string code, string coordinate, string message) => Add(ChangeSeverity.Breaking, code, coordinate, message);

    public void Dangerous(string code, string coordinate, string message) => Add(ChangeSeverity.Dangerous, code, coordinate, message);

    public void Safe(string code, string coordinate, string message) => Add(ChangeSeverity.Safe, code, coordinate, message);

    /// <summary>Compares descriptions.</summary>
    public void Described(string coordinate, string? old, string? @new)
    {
        if (old != @new)
        {
            Safe("DESCRIPTION_CHANGED", coordinate, $"The description of \"{coordinate}\" changed.");
        }
    }

    /// <summary>Compares reasons of deprecation.</summary>
    public void Deprecated(string coordinate, string? old, string? @new)
    {
        if (old == @new)
        {
            return;
        }

        var (code, what) = (old, @new) switch
        {
            (null, _) => ("DEPRECATION_ADDED", "is now deprecated"),
            (_, null) => ("DEPRECATION_REMOVED", "is no longer deprecated"),
            _ => ("DEPRECATION_REASON_CHANGED", "is deprecated for another reason"),
        };
        Safe(code, coordinate, $"\"{coordinate}\" {what}.");
    }

    /// <summary>Compares applied directives in their order; those that the schema gives a meaning have codes of their own.</summary>
    public void Applied(string coordinate, IReadOnlyList<AppliedDirective> old, IReadOnlyList<AppliedDirective> @new)
    {
        if (!Texts(old).SequenceEqual(Texts(@new)))
        {
            Safe("APPLIED_DIRECTIVES_CHANGED", coordinate, $"The directives on \"{coordinate}\" changed.");
        }
    }

    /// <summary>All changes: breaking first, then by coordinate.</summary>
    public IReadOnlyList<SchemaChange> Ordered() =>
    [
        .. _changes.OrderByDescending(change => change.Severity)
            .ThenBy(change => change.Coordinate, StringComparer.Ordinal)
            .ThenBy(change => change.Code, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Texts(IReadOnlyList<AppliedDirective> directives) =>
        directives.Where(use => use.Name is not ("deprecated" or "specifiedBy" or "oneOf"))
            .Select(use => DocumentPrinter.Print(new DirectiveNode(use.Name, use.Arguments), PrintLayout.Compact));
}
