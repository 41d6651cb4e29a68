using Microsoft.Extensions.Logging;

namespace Exchange.Host.Composition;

/// <summary>Tells the operator of a fault of the hub's own: by access id, type and place, never by a message that could quote data.</summary>
internal static partial class FaultLog
{
    public static void Write(ILogger logger, string accessId, Exception fault) =>
        Fault(logger, accessId, fault.GetType().Name, PlaceOf(fault));

    /// <summary>The same for what is put on the access log after the fact.</summary>
    public static void WriteOwed(ILogger logger, Exception fault) => OwedFault(logger, fault.GetType().Name, PlaceOf(fault));

    private static string PlaceOf(Exception fault) =>
        new System.Diagnostics.StackTrace(fault, false).GetFrame(0)?.GetMethod()?.DeclaringType?.FullName ?? "?";

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {AccessId} failed with {Fault} in {Place}.")]
    private static partial void Fault(ILogger logger, string accessId, string fault, string place);

    [LoggerMessage(Level = LogLevel.Error, Message = "The access log is owed records that could not be written: {Fault} in {Place}.")]
    private static partial void OwedFault(ILogger logger, string fault, string place);
}
