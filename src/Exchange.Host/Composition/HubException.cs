namespace Exchange.Host.Composition;

/// <summary>The hub cannot do what it was told. The message is one clear line for the operator: what is wrong, where, and what to do.</summary>
public sealed class HubException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether what it was told cannot be meant: it names what is not there.</summary>
    public bool IsWrongUsage { get; init; }
}
