namespace Exchange.SqlServerTests.Binding;

/// <summary>What a query can name at one place: its sources by alias, and what surrounds it.</summary>
internal sealed class Scope(Scope? outer = null)
{
    private readonly List<(string Alias, IReadOnlyList<Column> Columns)> _sources = [];

    public IEnumerable<(string Alias, IReadOnlyList<Column> Columns)> Sources => _sources;

    /// <summary>Adds a source; false where the alias is taken.</summary>
    public bool Add(string alias, IReadOnlyList<Column> columns)
    {
        if (_sources.Any(source => source.Alias == alias))
        {
            return false;
        }

        _sources.Add((alias, columns));
        return true;
    }

    /// <summary>The columns of that name, in the innermost scope that has one; more than one is ambiguous.</summary>
    public IReadOnlyList<Column> Find(string? alias, string name)
    {
        // WHY aliases in any case: OUTPUT INSERTED and inserted are one; aliases of EF Core differ in more than case.
        var found = _sources.Where(source => alias is null || source.Alias.Equals(alias, StringComparison.OrdinalIgnoreCase))
            .SelectMany(source => source.Columns).Where(column => column.Name == name).ToList();
        return found.Count > 0 || outer is null ? found : outer.Find(alias, name);
    }
}
