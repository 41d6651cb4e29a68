namespace Exchange.SqlServerTests.Binding;

/// <summary>A column, of a table or of what a query gives.</summary>
/// <param name="Name">Its name; empty where an expression has none.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsNullable">Whether NULL can stand in it.</param>
/// <param name="IsFilled">Whether the server fills it where an insert leaves it out.</param>
/// <param name="Collation">How its text is compared; null for the server's setting.</param>
internal sealed record Column(string Name, SqlType Type, bool IsNullable = true, bool IsFilled = false, string? Collation = null);

/// <summary>A table that the migrations made.</summary>
/// <param name="Name">Its name with its schema where that is not <c>dbo</c>.</param>
/// <param name="Columns">In the order of the DDL.</param>
internal sealed record Table(string Name, IReadOnlyList<Column> Columns)
{
    /// <summary>The sets of columns that name one row: primary keys and unique indexes.</summary>
    public List<IReadOnlyList<string>> UniqueKeys { get; } = [];

    /// <summary>How many foreign keys refer to other tables.</summary>
    public int ForeignKeys { get; set; }

    public Column? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);
}

/// <summary>The tables and names that exist once a script has run.</summary>
internal sealed class Catalogue
{
    private static readonly SqlType Sysname = new("nvarchar", 128);
    private static readonly SqlType Bit = new("bit");

    private readonly Dictionary<string, Table> _tables = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>An empty database: only the server's own views that scripts and hub ask.</summary>
    public Catalogue()
    {
        Own("sys.identity_columns", new Column("name", Sysname), new Column("object_id", SqlType.Int));
        Own(
            "sys.databases",
            new Column("name", Sysname),
            new Column("is_read_only", Bit),
            new Column("is_read_committed_snapshot_on", Bit),
            new Column("delayed_durability", SqlType.Int));
    }

    /// <summary>The tables of the script, by name.</summary>
    public IEnumerable<Table> Tables => _tables.Values.Where(table => !table.Name.StartsWith("sys.", StringComparison.Ordinal));

    /// <summary>Names of indexes, as <c>Table.Index</c>.</summary>
    public HashSet<string> Indexes { get; } = new(StringComparer.Ordinal);

    public Table? Find(string name) => _tables.GetValueOrDefault(name);

    /// <summary>Adds a table; false where the name is taken.</summary>
    public bool Add(Table table) => _tables.TryAdd(table.Name, table);

    /// <summary>Takes the name of a constraint, one of which a schema has but once; false where it is taken.</summary>
    public bool Name(string constraint) => _names.Add(constraint);

    private void Own(string name, params Column[] columns) => Add(new Table(name, columns));
}
