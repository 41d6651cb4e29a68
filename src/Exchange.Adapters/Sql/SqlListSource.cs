using System.Data.Common;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Mapping;
using Exchange.Federation.Sources;

namespace Exchange.Adapters.Sql;

/// <summary>
/// The lists of a department with a database: the key and what sorts of the next rows of a view; the database filters, sorts and bounds.
/// Thread-safe.
/// </summary>
internal sealed class SqlListSource(SqlSourceConfiguration configuration, Func<DbConnection> connect) : IListSource
{
    private readonly SqlDatabase _database = new(configuration, connect);

    /// <inheritdoc/>
    public string Department => configuration.Department;

    /// <inheritdoc/>
    public async ValueTask<ListAnswer> ListAsync(ListRequest request, CancellationToken cancellation)
    {
        var after = ListPlace.Read(Department, request.After);
        var lists = request.Types.Select(type => configuration.Entities.TryGetValue(type, out var entity)
            ? new SqlList(new ListMapping(Department, entity, request), after)
            : throw new SourceException(Department, SourceFault.Unavailable, $"The department's file maps no type {type}.")).ToList();
        return await _database.ReadAsync(
            async (connection, bounded) =>
            {
                var rows = new List<ListRow>();
                foreach (var list in lists)
                {
                    rows.AddRange(await list.ReadAsync(connection, request.Limit + 1, configuration.Timeout, bounded));
                }

                var sorted = rows.OrderBy(row => row.Sort is null).ThenByDescending(row => row.Sort).ThenBy(row => row.Key, StringComparer.Ordinal).ToList();
                return new ListAnswer([.. sorted.Take(request.Limit)], sorted.Count > request.Limit, AsOf: null);
            },
            cancellation);
    }
}
