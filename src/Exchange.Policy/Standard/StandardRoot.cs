namespace Exchange.Policy.Standard;

/// <summary>How a field of a root type, or a list over several owners, is resolved.</summary>
public enum ResolutionKind : byte
{
    /// <summary>By the hub alone (<c>Query.me</c>).</summary>
    Hub,

    /// <summary>Its identifier arguments name records of one entity; every department then answers for those keys.</summary>
    Lookup,

    /// <summary>Over several owners, each of which is asked and may be a named hole.</summary>
    Merged,
}

/// <summary>The resolution of one root field.</summary>
/// <param name="Field">The governed field; its coordinate is <c>Query.person</c> and so on.</param>
/// <param name="Name">The field's name on its root type.</param>
/// <param name="Kind">How it is resolved.</param>
/// <param name="Entity">The entity type that a look-up gives; null otherwise.</param>
public sealed record StandardRoot(GovernedField Field, string Name, ResolutionKind Kind, string? Entity);
