using Exchange.Storage.Stores;

namespace Exchange.Storage;

/// <summary>The store cannot be used. The message is one line for an operator: what is wrong, where, and what to do.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Makes one with its line.</summary>
    public StorageException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}

/// <summary>Somebody else changed the same row since it was read; read again and decide again.</summary>
public sealed class StorageConflictException : Exception
{
    /// <summary>Makes one that names the row by kind and id; never by content.</summary>
    public StorageConflictException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>Whether such a conflict is behind a fault of the account stores, which pass on what the database said.</summary>
    public static bool IsBehind(Exception fault) => fault is StorageConflictException || ContextWrites.IsConflict(fault);
}
