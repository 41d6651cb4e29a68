using System.Data.Common;
using System.Globalization;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Mapping;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Sql;

/// <summary>
/// A department with a database: reads the columns of the asked fields for the asked keys, one query per view and selection,
/// in SQL that every provider understands. Thread-safe.
/// </summary>
internal sealed class SqlSource(SqlSourceConfiguration configuration, Func<DbConnection> connect, TimeProvider clock) : ISource
{
    private readonly SqlDatabase _database = new(configuration, connect);

    /// <inheritdoc/>
    public string Department => configuration.Department;

    /// <inheritdoc/>
    public async ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation)
    {
        var readings = request.Selections.Select(Plan).ToArray();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(configuration.UtcOffset).DateTime);
        return await _database.ReadAsync(
            async (connection, bounded) =>
            {
                var answers = new DatumObject?[readings.Length][];
                for (var i = 0; i < readings.Length; i++)
                {
                    answers[i] = await ReadAsync(readings[i], request.Selections[i].Keys, today, connection, bounded);
                }

                return new SourceResponse(answers, AsOf: null);
            },
            cancellation);
    }

    private Reading Plan(EntitySelection selection) => configuration.Entities.TryGetValue(selection.Type, out var entity)
        ? new Reading(entity, MappedField.Plan(selection.Fields, entity.Fields))
        : throw new SourceException(Department, SourceFault.Unavailable, $"The department's file maps no type {selection.Type}.");

    private async Task<DatumObject?[]> ReadAsync(
        Reading reading, IReadOnlyList<string> keys, DateOnly today, DbConnection connection, CancellationToken cancellation)
    {
        var queries = new Dictionary<(string View, string Key), SqlQuery>();
        var own = queries[(reading.Entity.Place, reading.Entity.Key)] = new SqlQuery(reading.Entity.Place, reading.Entity.Key);
        var cells = MappedField.Cells(reading.Fields).ToDictionary(field => field, field => Locate(field, own, queries, today));
        var rows = new Dictionary<SqlQuery, Dictionary<string, List<Datum[]>>>();
        foreach (var query in queries.Values)
        {
            rows[query] = keys.Count == 0
                ? [] : await query.ReadAsync(connection, keys, configuration.BatchSize, configuration.Timeout, cancellation);
        }

        return [.. keys.Select(key => Assemble(reading, key, own, cells, rows))];
    }

    private static SqlCellPlace Locate(
        MappedField field, SqlQuery own, Dictionary<(string View, string Key), SqlQuery> queries, DateOnly today)
    {
        var mapping = field.Mapping!;
        if (field.IsItems)
        {
            return Items(field, queries);
        }

        if (mapping.Rows is not { } second)
        {
            return new SqlCellPlace(own, mapping.IsAgeAtLeast ? Age(field, own, today) : own.Column(mapping.From!), -1);
        }

        if (!queries.TryGetValue((second.View, second.Key), out var query))
        {
            queries[(second.View, second.Key)] = query = new SqlQuery(second.View, second.Key);
        }

        return new SqlCellPlace(
            query,
            second.Use == RowsUse.Count ? -1 : query.Column(mapping.From!),
            second.WhereColumn is null ? -1 : query.Column(second.WhereColumn));
    }

    private static SqlCellPlace Items(MappedField field, Dictionary<(string View, string Key), SqlQuery> queries)
    {
        var (view, key, _, _, _) = field.Mapping!.Rows!;
        if (!queries.TryGetValue((view, key), out var query))
        {
            queries[(view, key)] = query = new SqlQuery(view, key);
        }

        return new SqlCellPlace(query, -1, -1)
        {
            Items = MappedField.Cells(field.Children).ToDictionary(inner => inner, inner => query.Column(inner.Mapping!.From!)),
        };
    }

    private static int Age(MappedField field, SqlQuery own, DateOnly today)
    {
        const int Oldest = 150;
        var years = field.Requested.Arguments["years"] is { Kind: DatumKind.Integer } given ? given.AsInteger() : Oldest;
        var reached = today.AddYears(-(int)Math.Clamp(years, 0, Oldest));
        return own.NotAfter(field.Mapping!.From!, reached.ToString(field.Mapping.Format, CultureInfo.InvariantCulture));
    }

    private static DatumObject? Assemble(
        Reading reading,
        string key,
        SqlQuery own,
        Dictionary<MappedField, SqlCellPlace> cells,
        Dictionary<SqlQuery, Dictionary<string, List<Datum[]>>> rows)
    {
        if (!rows[own].TryGetValue(key, out var record))
        {
            return null;
        }

        return record.Count == 1
            ? RecordAssembler.Assemble(
                reading.Fields,
                field => Cell(field, cells[field], rows[cells[field].Query].GetValueOrDefault(key, [])),
                field => rows[cells[field].Query].GetValueOrDefault(key, []).Select(row => Item(cells[field], row)))
            : throw new InvalidDataException($"The view {reading.Entity.Place} has more than one row for one key.");
    }

    private static Datum Cell(MappedField field, SqlCellPlace place, List<Datum[]> rows)
    {
        var mapping = field.Mapping!;
        if (mapping.Rows is not { } second)
        {
            return mapping.IsAgeAtLeast ? Flag(rows[0][place.Ordinal]) : CellConverter.Convert(mapping, rows[0][place.Ordinal]);
        }

        var selected = rows.Where(row => place.Where < 0 || IsText(row[place.Where], second.WhereValue!)).ToList();
        return second.Use switch
        {
            RowsUse.Count => Datum.From(selected.Count),
            RowsUse.First => selected.Count == 0 ? Datum.Null : CellConverter.Convert(mapping, selected[0][place.Ordinal]),
            _ => Datum.From(selected.ConvertAll(row => CellConverter.Convert(mapping, row[place.Ordinal])).ToArray()),
        };
    }

    private static Func<MappedField, Datum> Item(SqlCellPlace place, Datum[] row) =>
        field => CellConverter.Convert(field.Mapping!, row[place.Items[field]]);

    private static Datum Flag(Datum compared) => compared.Kind == DatumKind.Integer ? Datum.From(compared.AsInteger() != 0) : Datum.Null;

    private static bool IsText(Datum cell, string wanted) => cell.Kind switch
    {
        DatumKind.String => cell.AsString() == wanted,
        DatumKind.Integer => cell.AsInteger().ToString(CultureInfo.InvariantCulture) == wanted,
        _ => false,
    };

    private sealed record Reading(EntityMapping Entity, IReadOnlyList<MappedField> Fields);

    /// <summary>Where a cell stands: its query, the position of its column and of the column that selects rows (-1 for none).</summary>
    private sealed record SqlCellPlace(SqlQuery Query, int Ordinal, int Where)
    {
        /// <summary>Of a list of objects, the position of each cell of a row.</summary>
        public IReadOnlyDictionary<MappedField, int> Items { get; init; } = new Dictionary<MappedField, int>();
    }
}
