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
        IOException { InnerException: AddressInUseException } => InUse(options, exception),
        AddressInUseException => InUse(options, exception),
        IOException io when io.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase) => InUse(options, exception),
        InvalidOperationException or FormatException when !Uri.TryCreate(options.Urls, UriKind.Absolute, out _) =>
            new HubException($"--urls {options.Urls}: this is not an address; give one like http://127.0.0.1:5080.", exception),
        UnauthorizedAccessException => new HubException($"{options.Folder}: this folder cannot be written; give --data a folder that can.", exception),
        _ => null,
    };

    private static HubException InUse(HubOptions options, Exception exception) =>
        new($"{options.Urls} is in use by another program; give --urls another port, for example --urls http://127.0.0.1:5081.", exception);
}
