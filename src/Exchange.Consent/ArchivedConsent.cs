using Exchange.Consent.Lifecycle;

namespace Exchange.Consent;

/// <summary>A consent that was given elsewhere and is taken over.</summary>
/// <param name="Draft">What was agreed to.</param>
/// <param name="By">Who took it, and how.</param>
/// <param name="IsWithdrawn">Whether it was withdrawn since.</param>
public sealed record ArchivedConsent(ConsentDraft Draft, ConsentAct By, bool IsWithdrawn)
{
    internal ConsentHistory ToHistory(string subject, DateTimeOffset at)
    {
        if (Draft.Mistakes() is { Count: > 0 } mistakes)
        {
            throw new ArgumentException(string.Join(' ', mistakes));
        }

        var active = Next(Next(ConsentHistory.Request(Draft.ToRecord(subject), at, By).Give(at, By)).Activate(at));
        return IsWithdrawn ? Next(active.Withdraw(at, By)) : active;
    }

    private static ConsentHistory Next(ConsentStep step) => step.Next ?? throw new ArgumentException(step.Refusal);
}
