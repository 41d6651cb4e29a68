using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.UnitTests.Fixtures;

/// <summary>Decisions by coordinate for tests; what it does not name is closed for <see cref="Closed"/>.</summary>
internal sealed class GrantTable
{
    public const int Closed = 1;
    public const int Region = 7;
    public const int Consent = 8;
    public const int NotAvailable = 9;
    public const int SourceUnavailable = 12;
    public const int InvalidData = 13;
    public const int NotImplied = 14;

    private readonly Dictionary<string, FieldGrant> _grants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FieldGrant> _presence = new(StringComparer.Ordinal);
    private readonly List<IGate> _gates = [];

    /// <summary>Coordinates without a decision of their own, as inside a governed connection.</summary>
    public HashSet<string> Ungoverned { get; } = new(StringComparer.Ordinal);

    public ulong Gate(IGate gate)
    {
        _gates.Add(gate);
        return 1UL << (_gates.Count - 1);
    }

    public GrantTable Open(params string[] coordinates)
    {
        foreach (var coordinate in coordinates)
        {
            Open(coordinate, 0);
        }

        return this;
    }

    public GrantTable Open(string coordinate, ulong gates) => Ways(coordinate, Full(gates));

    public GrantTable Ways(string coordinate, params Alternative[] ways)
    {
        _grants[coordinate] = Grant(coordinate) with { Alternatives = ways };
        return this;
    }

    public GrantTable Cut(string coordinate, ulong gates)
    {
        _grants[coordinate] = Grant(coordinate) with { CutGates = gates, CutReason = NotAvailable };
        return this;
    }

    public GrantTable ImpliedFrom(string coordinate, int level)
    {
        _grants[coordinate] = Grant(coordinate) with { ImpliedFrom = level };
        return this;
    }

    public GrantTable Presence(string type, string coordinate, params Alternative[] ways)
    {
        _presence[type] = new FieldGrant { Coordinate = coordinate, Department = "police", Alternatives = ways, ClosedReason = Closed };
        return this;
    }

    public static Alternative Full(ulong gates = 0) => new(9, true, "full", gates, "rule", "basis");

    public static Alternative Reduced(int level, string name, ulong gates = 0) => new(level, false, name, gates, $"rule-{name}", "basis");

    /// <summary>How an input is read: in full, cut as the coordinate is.</summary>
    public FieldGrant Input(string coordinate) => new()
    {
        Coordinate = coordinate,
        Alternatives = [new Alternative(9, true, "full", 0, "", "")],
        CutGates = Grant(coordinate).CutGates,
        CutReason = NotAvailable,
    };

    public Grants For(Operation operation, IReadOnlyDictionary<SelectedField, FieldGrant>? inputs = null)
    {
        var fields = new FieldGrant[operation.Fields.Count];
        Array.Fill(fields, FieldGrant.Structure);
        Visit(operation.Root, "", fields);
        return new Grants(fields, _gates, _presence) { Inputs = inputs ?? new Dictionary<SelectedField, FieldGrant>() };
    }

    private FieldGrant Grant(string coordinate) =>
        _grants.GetValueOrDefault(coordinate) ?? new FieldGrant { Coordinate = coordinate, ClosedReason = Closed };

    private void Visit(SelectedSet set, string path, FieldGrant[] fields)
    {
        foreach (var type in set.PossibleTypes)
        {
            var isOwner = type == "Query" || FederationCity.Graph.Entity(type) is not null;
            foreach (var field in set.For(type))
            {
                Decide(field, isOwner ? type : path, fields);
            }
        }
    }

    private void Decide(SelectedField field, string path, FieldGrant[] fields)
    {
        var coordinate = $"{path}.{field.Definition.Name}";
        var target = field.Definition.Type.Named;
        var isValueObject = target is ObjectType && path != "Query" && FederationCity.Graph.Entity(target.Name) is null;
        var isGoverned = _grants.ContainsKey(coordinate) || (!isValueObject && !Ungoverned.Contains(coordinate));
        if (isGoverned && !field.Definition.Name.StartsWith("__", StringComparison.Ordinal))
        {
            var department = FederationCity.Graph.Owner(path, field.Definition.Name);
            fields[field.Index] = Grant(coordinate) with { Department = department };
        }

        if (field.Selection is not null && target.Name != "Caller" && !target.Name.StartsWith("__", StringComparison.Ordinal))
        {
            Visit(field.Selection, coordinate, fields);
        }
    }
}
