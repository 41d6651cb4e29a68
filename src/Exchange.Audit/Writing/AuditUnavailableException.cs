namespace Exchange.Audit.Writing;

/// <summary>An entry could not be put on record. The request it tells of must not be answered.</summary>
public class AuditUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>Another process, or another writer of this one, holds the folder of the log.</summary>
public sealed class AuditFolderInUseException(string message, Exception? innerException = null)
    : AuditUnavailableException(message, innerException);

/// <summary>The log on disk is not what was written: it was changed, cut or mixed up. The verifier tells where in full.</summary>
public sealed class AuditDamagedException(string message, Exception? innerException = null)
    : AuditUnavailableException(message, innerException);
