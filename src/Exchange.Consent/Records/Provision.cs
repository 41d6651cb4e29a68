using Exchange.Policy;

namespace Exchange.Consent.Records;

/// <summary>Yes or no.</summary>
public enum ConsentEffect : byte
{
    /// <summary>May be given.</summary>
    Permit,

    /// <summary>Must not be given, whatever other consents say.</summary>
    Deny,
}

/// <summary>
/// A decision with exceptions, nested as in FHIR Consent: the deepest provision that matches counts. Each null selector matches everything.
/// </summary>
public sealed record Provision
{
    /// <summary>How deep exceptions can nest.</summary>
    public const int MaxDepth = 8;

    /// <summary>Yes or no, where no exception matches.</summary>
    public required ConsentEffect Effect { get; init; }

    /// <summary>The recipient it is about; null for all of the record.</summary>
    public DepartmentId? Recipient { get; init; }

    /// <summary>The purpose it is about; null for all of the record.</summary>
    public string? Purpose { get; init; }

    /// <summary>The scope it is about; null for all of the record.</summary>
    public string? Scope { get; init; }

    /// <summary>What is decided otherwise.</summary>
    public IReadOnlyList<Provision> Exceptions { get; init; } = [];

    /// <summary>A plain yes.</summary>
    public static Provision Permit { get; } = new() { Effect = ConsentEffect.Permit };

    /// <summary>
    /// The decision for one recipient, purpose and scope; null where the provision does not match. Exceptions of one provision that
    /// disagree, or nest too deep, decide <see cref="ConsentEffect.Deny"/>.
    /// </summary>
    public ConsentEffect? Decide(DepartmentId recipient, string purpose, string scope) => Decide(recipient, purpose, scope, 0);

    private ConsentEffect? Decide(DepartmentId recipient, string purpose, string scope, int depth)
    {
        if (depth >= MaxDepth)
        {
            return ConsentEffect.Deny;
        }

        if ((Recipient is { } r && r != recipient) || (Purpose is { } p && p != purpose) || (Scope is { } s && s != scope))
        {
            return null;
        }

        ConsentEffect? excepted = null;
        foreach (var exception in Exceptions)
        {
            var effect = exception.Decide(recipient, purpose, scope, depth + 1);
            excepted = effect == ConsentEffect.Deny ? effect : excepted ?? effect;
        }

        return excepted ?? Effect;
    }
}
