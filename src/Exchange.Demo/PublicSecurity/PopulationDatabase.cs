using System.Globalization;
using Exchange.Demo.Generation;
using Exchange.Demo.Sources;
using Microsoft.Data.Sqlite;

namespace Exchange.Demo.PublicSecurity;

/// <summary>The vendor's database of public security: tables of its own and the views that departments may read.</summary>
internal static class PopulationDatabase
{
    private const string Schema =
        """
        CREATE TABLE T_RK (GMSFHM TEXT PRIMARY KEY, XM TEXT, XBDM TEXT, CSRQ TEXT, SWBZ TEXT, DZBM TEXT, DZYXBZ TEXT, BHBZ TEXT, HH TEXT,
          JZZZT TEXT, JZZYXQ TEXT, LXDH TEXT);
        CREATE TABLE T_DZ (DZBM TEXT PRIMARY KEY, DZQC TEXT, QXQC TEXT, JDQC TEXT, SQQC TEXT, XZQH TEXT, JDDM TEXT, SQDM TEXT, ZTDM TEXT,
          WD REAL, JD REAL);
        CREATE TABLE T_HCY (HH TEXT, GMSFHM TEXT, HZBZ TEXT, PRIMARY KEY (HH, GMSFHM));
        CREATE INDEX I_HCY_GMSFHM ON T_HCY (GMSFHM);
        CREATE TABLE T_JQ (JQBH TEXT PRIMARY KEY, DZBM TEXT, BJSJ TEXT, ZT TEXT, LB TEXT);
        CREATE INDEX I_JQ_BJSJ ON T_JQ (BJSJ);
        CREATE INDEX I_JQ_DZBM ON T_JQ (DZBM);
        CREATE VIEW V_JQ AS SELECT JQBH, 'JQ' AS LX, 'public-security' AS ZGDM, '公安局' AS ZGMC, 'Public Security Bureau' AS ZGYW, DZBM, BJSJ, ZT, LB
          FROM T_JQ;
        CREATE VIEW V_CZRK_JBXX AS SELECT R.GMSFHM, R.XM, R.XBDM, R.CSRQ, R.SWBZ, R.JZZZT, R.JZZYXQ,
          CASE WHEN R.DZYXBZ = '1' THEN R.DZBM END AS DZBM,
          CASE WHEN R.DZYXBZ = '1' THEN D.XZQH END AS XZQH,
          CASE WHEN R.DZYXBZ = '1' THEN D.JDDM END AS JDDM,
          CASE WHEN R.DZYXBZ = '1' THEN D.SQDM END AS SQDM,
          CASE WHEN R.DZYXBZ = '1' THEN D.QXQC END AS QXQC,
          CASE WHEN R.DZYXBZ = '1' THEN D.JDQC END AS JDQC,
          CASE WHEN R.DZYXBZ = '1' THEN D.SQQC END AS SQQC
          FROM T_RK R LEFT JOIN T_DZ D ON D.DZBM = R.DZBM;
        CREATE VIEW V_TH_CY AS SELECT A.GMSFHM, B.GMSFHM AS CYSFHM, B.HZBZ FROM T_HCY A JOIN T_HCY B ON B.HH = A.HH;
        CREATE VIEW V_BZDZ AS SELECT DZBM, DZQC, XZQH, JDDM, SQDM, ZTDM, WD, JD FROM T_DZ;
        CREATE VIEW V_RK_SSBZ AS SELECT R.GMSFHM, D.XZQH AS JZD_XZQH, R.BHBZ, R.CSRQ FROM T_RK R JOIN T_DZ D ON D.DZBM = R.DZBM;
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
        var connection = new SqliteConnectionStringBuilder { DataSource = unfinished, Pooling = false }.ToString();
        using (var database = new SqliteConnection(connection))
        {
            database.Open();
            Execute(database, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;");
            Execute(database, Schema);
            using var transaction = database.BeginTransaction();
            WriteAddresses(database, city.Addresses);
            WriteResidents(database, city.Residents);
            WriteMembers(database, city.Households);
            WriteCalls(database, city.Events.Where(told => told.Owner == "public-security"));
            transaction.Commit();
        }

        File.Move(unfinished, path);
    }

    private static void WriteAddresses(SqliteConnection database, IReadOnlyList<Address> addresses)
    {
        using var insert = new RowWriter(database, "T_DZ", 11);
        foreach (var address in addresses)
        {
            insert.Write(
                address.Code, address.FullText, address.CountyText,
                address.StreetText, address.CommunityText, address.RegionCode, address.StreetCode,
                address.CommunityCode, "1", address.Latitude, address.Longitude);
        }
    }

    private static void WriteResidents(SqliteConnection database, IReadOnlyList<Resident> residents)
    {
        using var insert = new RowWriter(database, "T_RK", 12);
        foreach (var person in residents)
        {
            insert.Write(
                person.CitizenNo, person.Name, person.Sex == Sex.Male ? "1" : "2", Day(person.BirthDate), person.IsAlive ? "0" : "1",
                person.AddressCode, person.HasStaleAddress ? "0" : "1", person.IsProtected ? "1" : "0", person.HouseholdNo,
                person.Permit?.Status, person.Permit is { } permit ? Day(permit.ValidTo) : null, person.Phone);
        }
    }

    private static void WriteMembers(SqliteConnection database, IReadOnlyList<Household> households)
    {
        using var insert = new RowWriter(database, "T_HCY", 3);
        foreach (var household in households)
        {
            for (var i = 0; i < household.Members.Count; i++)
            {
                insert.Write(household.No, household.Members[i], i == 0 ? "1" : "0");
            }
        }
    }

    private static void WriteCalls(SqliteConnection database, IEnumerable<PastEvent> calls)
    {
        using var insert = new RowWriter(database, "T_JQ", 5);
        foreach (var call in calls)
        {
            insert.Write(
                call.EventId, call.AddressCode, call.OccurredAt.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture), call.Status, call.About);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static void Execute(SqliteConnection database, string text)
    {
        using var command = database.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
