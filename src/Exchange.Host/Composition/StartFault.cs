using System.Net.Sockets;
using Exchange.Audit.Writing;
using Exchange.Identity.Keys;
using Exchange.Storage;
using Microsoft.AspNetCore.Connections;

namespace Exchange.Host.Composition;

/// <summary>Turns what stopped a start into one clear line.</summary>
internal static class StartFault
{
    /// <summary>The line, or null for a fault that nobody foresaw.</summary>
    public static HubException? Explain(Exception exception, HubOptions options) => exception switch
    {
        HubException known => known,
        StorageException or KeyException or AuditUnavailableException or InvalidDataException => new HubException(exception.Message, exception),
        _ when StorageFault.Explain(exception, options.Storage) is { } line => new HubException(line, exception),
        StorageConflictException =>
            new HubException($"{options.Folder}: other hubs keep writing to this store while this one starts; start it again.", exception),
        _ when ExplainAddress(exception, options.Urls) is { } address => address,
        UnauthorizedAccessException => new HubException($"{options.Folder}: this folder cannot be written; give --data a folder that can.", exception),
        _ => null,
    };

    /// <summary>The line for a fault of the addresses that <c>--urls</c> names; null for any other.</summary>
    public static HubException? ExplainAddress(Exception exception, string urls) => exception switch
    {
        IOException { InnerException: AddressInUseException } or AddressInUseException => InUse(urls, exception),
        IOException io when io.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase) => InUse(urls, exception),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            new HubException($"{urls}: this machine has no such address; give --urls one that it has.", exception),
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            new HubException($"{urls}: this port is not allowed to this account; give --urls one above 1023.", exception),
        _ => null,
    };

    private static HubException InUse(string urls, Exception exception) =>
        new($"{urls} is in use by another program; give --urls another port, for example --urls http://127.0.0.1:5081.", exception);
}
