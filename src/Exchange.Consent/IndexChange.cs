namespace Exchange.Consent;

/// <summary>What became of a consent that an index was given.</summary>
public enum IndexChange : byte
{
    /// <summary>It counts as it was given.</summary>
    Taken,

    /// <summary>It was known like this or newer; nothing has changed.</summary>
    Known,

    /// <summary>
    /// What was known as newer opened something, and what was given opens nothing: closed. Either the store went back, or somebody stored the newer
    /// one meanwhile, which counts again once it is given again.
    /// </summary>
    WentBack,
}
