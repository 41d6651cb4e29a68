using Exchange.Consent.Lifecycle;

namespace Exchange.Consent;

/// <summary>What became of an act on a consent: the consent as it now is, or why nothing happened.</summary>
/// <param name="Consent">The consent after the act; null when refused.</param>
/// <param name="Refusals">Why not, each in one sentence without personal values; empty when done.</param>
public sealed record ConsentOutcome(ConsentHistory? Consent, IReadOnlyList<string> Refusals)
{
    /// <summary>Whether there is no consent of that id.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Where what opened it stands on the access log; null for what closes, and for what opens nothing.</summary>
    public LogPlace? Place { get; init; }

    /// <summary>
    /// The other consents of the person that the act closed with the one that was named, because they said the same; as they now are.
    /// </summary>
    public IReadOnlyList<ConsentHistory> AlsoClosed { get; init; } = [];

    internal static ConsentOutcome Unknown { get; } = new(null, ["There is no consent of this id."]) { IsUnknown = true };

    internal static ConsentOutcome Refused(string refusal) => new(null, [refusal]);
}
