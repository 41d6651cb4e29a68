using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Exchange.SqlServerTests.StandIn;

/// <summary>
/// SQL Server's own exception with one of its numbers. WHY by reflection: the client's type has no public constructor, and what the stores make
/// of a fault must be tried with the very type that a server's fault arrives in.
/// </summary>
internal static class ServerFault
{
    public const int Deadlock = 1205;
    public const int TakenIndexKey = 2601;
    public const int TakenConstraintKey = 2627;
    public const int BrokenForeignKey = 547;

    private const BindingFlags Inner = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>The fault that SQL Server raises where SQLite raised this one.</summary>
    public static Exception Of(SqliteException cause) => cause.SqliteExtendedErrorCode switch
    {
        1555 => Numbered(TakenConstraintKey),
        2067 => Numbered(TakenIndexKey),
        787 => Numbered(BrokenForeignKey),
        _ when cause.SqliteErrorCode is 5 or 6 => Numbered(Deadlock),
        _ => cause,
    };

    public static SqlException Numbered(int number)
    {
        var constructor = typeof(SqlError).GetConstructors(Inner).OrderBy(c => c.GetParameters().Length).First();
        var error = constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p, number))]);
        var errors = Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", Inner)!.Invoke(errors, [error]);
        var create = typeof(SqlException).GetMethods(Inner).First(m => m.Name == "CreateException" && m.GetParameters().Length == 2);
        return (SqlException)create.Invoke(null, [errors, "16.0"])!;
    }

    private static object? Value(ParameterInfo parameter, int number) => parameter switch
    {
        { Name: "infoNumber" } => number,
        { ParameterType: var type } when type == typeof(string) => "a fault of the tests",
        { ParameterType.IsValueType: true } => Activator.CreateInstance(parameter.ParameterType),
        _ => null,
    };
}
