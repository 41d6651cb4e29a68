using System.Data.Common;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Mapping;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Sql;

/// <summary>
/// Subject facts out of a department's database: only the facts named are read. <c>exists</c> needs no column. Thread-safe.
/// </summary>
internal sealed class SqlFactSource(SqlSourceConfiguration configuration, Func<DbConnection> connect) : IFactSource
{
    private const string Exists = "exists";
    private readonly SqlDatabase _database = new(configuration, connect);

    /// <inheritdoc/>
    public string Department => configuration.Department;

    /// <inheritdoc/>
    public async ValueTask<DatumObject?[]> FetchAsync(
        string accessId, string type, IReadOnlyList<string> keys, IReadOnlyList<string> facts, CancellationToken cancellation)
    {
        if (!configuration.Facts.TryGetValue(type, out var entity))
        {
            throw new SourceException(Department, SourceFault.Invalid, $"The department's file maps no facts of {type}.");
        }

        if (keys.Count == 0)
        {
            return [];
        }

        var query = new SqlQuery(entity.Place, entity.Key);
        var columns = facts.Select(fact => fact == Exists ? null : Mapping(entity, fact)).ToArray();
        var ordinals = Array.ConvertAll(columns, column => column is null ? -1 : query.Column(column.From!));
        var names = facts.ToArray();
        return await _database.ReadAsync(
            async (connection, bounded) =>
            {
                var rows = await query.ReadAsync(connection, keys, configuration.BatchSize, configuration.Timeout, bounded);
                return keys.Select(key =>
                    rows.TryGetValue(key, out var found) ? Facts(entity, names, columns, ordinals, found) : null).ToArray();
            },
            cancellation);
    }

    private FieldMapping Mapping(EntityMapping entity, string fact) =>
        entity.Fields.FirstOrDefault(field => field.Name == fact && field.From is not null)
        ?? throw new SourceException(Department, SourceFault.Invalid, $"The department's file maps no fact '{fact}' of {entity.Type}.");

    private static DatumObject Facts(EntityMapping entity, string[] names, FieldMapping?[] columns, int[] ordinals, List<Datum[]> rows)
    {
        if (rows.Count != 1)
        {
            throw new InvalidDataException($"The view {entity.Place} has more than one row for one key.");
        }

        var values = new Datum[names.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = columns[i] is { } column ? CellConverter.Convert(column, rows[0][ordinals[i]]) : Datum.True;
        }

        return new DatumObject(names, values);
    }
}
