namespace Exchange.Storage.SqlServer;

/// <summary>Whether this build can connect to SQL Server. Not every package registry serves the whole of its client.</summary>
internal static class SqlServerClient
{
    /// <summary>Decided by the build's property <c>SqlServer</c>.</summary>
    public static bool IsInThisBuild { get; } =
#if SQL_SERVER_CLIENT
        true;
#else
        false;
#endif

    /// <exception cref="StorageException">It is not in this build.</exception>
    public static void Demand()
    {
        if (!IsInThisBuild)
        {
            throw new StorageException("Storage:Provider is SqlServer, and this build has no SQL Server client; build with -p:SqlServer=true.");
        }
    }
}
