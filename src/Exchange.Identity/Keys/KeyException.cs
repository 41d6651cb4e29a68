namespace Exchange.Identity.Keys;

/// <summary>
/// A key cannot be used. The message is one line for an operator: which file, what is wrong, what to do; never key material.
/// </summary>
public sealed class KeyException : Exception
{
    /// <summary>Makes one with its line.</summary>
    public KeyException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
