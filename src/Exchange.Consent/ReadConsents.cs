using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;

namespace Exchange.Consent;

/// <summary>Consents that were looked for: those that could be read, and why the others could not.</summary>
/// <param name="Consents">Those that were read.</param>
/// <param name="Faults">One for each that is there and cannot be read; its message is a line for an operator, without personal values.</param>
/// <param name="Last">The last that was looked at, readable or not, from which to look on; null where there was none.</param>
public sealed record ReadConsents(IReadOnlyList<ConsentHistory> Consents, IReadOnlyList<Exception> Faults, ConsentId? Last)
{
    /// <summary>All of them could be read.</summary>
    public static ReadConsents Of(IReadOnlyList<ConsentHistory> consents)
    {
        ArgumentNullException.ThrowIfNull(consents);
        return new ReadConsents(consents, [], consents.Count == 0 ? null : consents[^1].Record.Id);
    }
}
