using System.Globalization;
using Exchange.Demo.Generation;
using Exchange.Demo.Sources;
using Microsoft.Data.Sqlite;

namespace Exchange.Demo.Housing;

/// <summary>The database of housing's own vendor: upper-case names, padded codes, numbers as text.</summary>
internal static class HousingDatabase
{
    private const string Schema =
        """
        CREATE TABLE FW_LZ (DZBM CHAR(32) PRIMARY KEY, JCND TEXT, JG TEXT, CS TEXT, HS TEXT, AQDJ CHAR(4), RQGL TEXT, XFRQ TEXT, XFWT TEXT,
          WYQY CHAR(18));
        CREATE TABLE FW_WXZJ (SJBH TEXT PRIMARY KEY, DZBM TEXT, FSSJ CHAR(14), ZT TEXT);
        CREATE TABLE GF_RY (SFZH CHAR(18) PRIMARY KEY, TSDC CHAR(4), GJJZT CHAR(4), GJJYJE TEXT, GZFBZ CHAR(4));
        CREATE TABLE GF_CQ (SFZH CHAR(18), DZBM CHAR(32), MJ TEXT, FE TEXT, DYBZ CHAR(4));
        CREATE INDEX I_CQ_SFZH ON GF_CQ (SFZH);
        CREATE VIEW V_GF_RY AS SELECT SFZH, CASE WHEN TRIM(TSDC) = '0' THEN '0' ELSE '1' END AS YFBZ, TSDC, GJJZT, GJJYJE, GZFBZ FROM GF_RY;
        CREATE VIEW V_GF_CQ AS SELECT SFZH, DZBM, MJ, FE, DYBZ FROM GF_CQ;
        CREATE INDEX I_WXZJ_FSSJ ON FW_WXZJ (FSSJ);
        CREATE INDEX I_WXZJ_DZBM ON FW_WXZJ (DZBM);
        CREATE VIEW V_FW_LZ AS SELECT DZBM, JCND, JG, CS, HS, AQDJ, RQGL, XFRQ, XFWT, WYQY FROM FW_LZ;
        CREATE VIEW V_FW_WXZJ AS SELECT SJBH, 'RF' AS LX, 'housing' AS ZGDM, '住房和城乡建设局' AS ZGMC,
          'Housing and Construction Bureau' AS ZGYW, DZBM, FSSJ, ZT FROM FW_WXZJ;
        """;

    /// <summary>The connection string of a database file, for reading only.</summary>
    public static string Connection(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly }.ToString();

    /// <summary>Closes the connections that are kept open for reuse, so that the file can be moved or removed.</summary>
    public static void Release(string path)
    {
        using var pooled = new SqliteConnection(Connection(path));
        SqliteConnection.ClearPool(pooled);
    }

    /// <summary>Writes the database unless it is there; a half-written one never stands under the final name.</summary>
    public static void WriteUnlessThere(string path, City city)
    {
        if (File.Exists(path))
        {
            return;
        }

        var unfinished = path + ".tmp";
        File.Delete(unfinished);
        using (var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = unfinished, Pooling = false }.ToString()))
        {
            database.Open();
            using var schema = database.CreateCommand();
            schema.CommandText = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + Schema;
            schema.ExecuteNonQuery();
            using var transaction = database.BeginTransaction();
            WriteBuildings(database, city.Buildings);
            WritePersons(database, city.HousingRecords);
            WriteEvents(database, city.Events.Where(told => told.Owner == "housing"));
            transaction.Commit();
        }

        File.Move(unfinished, path);
    }

    private static void WriteBuildings(SqliteConnection database, IReadOnlyList<BuildingRecord> buildings)
    {
        using var insert = new RowWriter(database, "FW_LZ", 10);
        foreach (var building in buildings)
        {
            insert.Write(
                building.AddressCode, Number(building.YearBuilt), building.Structure, Number(building.Floors), Number(building.Units),
                building.SafetyGrade.PadRight(4), Number(building.GasPipeAge),
                building.LastFireInspection.ToString("yyyyMMdd", CultureInfo.InvariantCulture), Number(building.OpenFindings), building.ManagerUscc);
        }
    }

    private static void WritePersons(SqliteConnection database, IReadOnlyList<HousingRecord> records)
    {
        using var persons = new RowWriter(database, "GF_RY", 5);
        using var titles = new RowWriter(database, "GF_CQ", 5);
        foreach (var record in records)
        {
            persons.Write(
                record.CitizenNo, Number((int)record.CountBand).PadRight(4), Flag(record.FundMonthly is not null),
                record.FundMonthly?.ToString("0.00", CultureInfo.InvariantCulture), Flag(record.LivesInPublicHousing));
            foreach (var title in record.Titles)
            {
                titles.Write(
                    record.CitizenNo, title.AddressCode, title.Area.ToString(CultureInfo.InvariantCulture),
                    title.Share.ToString(CultureInfo.InvariantCulture), Flag(title.IsMortgaged));
            }
        }
    }

    private static void WriteEvents(SqliteConnection database, IEnumerable<PastEvent> events)
    {
        using var insert = new RowWriter(database, "FW_WXZJ", 4);
        foreach (var told in events)
        {
            insert.Write(told.EventId, told.AddressCode, told.OccurredAt.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture), told.Status);
        }
    }

    private static string Flag(bool isSet) => (isSet ? "Y" : "N").PadRight(4);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
