using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;

namespace Exchange.Consent;

/// <summary>
/// What closes a consent, and what it does to the other consents of the person: what somebody took back must not flow on by another one that says the
/// same.
/// </summary>
/// <param name="Act">What happens to the consent that is named.</param>
/// <param name="Other">
/// What happens to another one of the person, given the named one as it was; it gives null for nothing, and is null where no other is touched.
/// </param>
internal sealed record Closing(
    Func<ConsentHistory, DateTimeOffset, ConsentStep> Act, Func<ConsentHistory, ConsentHistory, DateTimeOffset, ConsentStep?>? Other)
{
    /// <summary>The person takes it back, or says no to what is only asked for.</summary>
    public static Closing Withdrawal(ConsentAct by) => new(
        (consent, at) => consent.State == ConsentState.Requested ? consent.Refuse(at, by) : consent.Withdraw(at, by),
        (named, other, at) => !SaySame(named, other) ? null
            : other.State == ConsentState.Requested ? other.Refuse(at, by)

            // WHY: a no to what is asked for anew is no word about what was given before.
            : named.State == ConsentState.Requested ? null

            // WHY not ended: with it would end what it denies, and that could open.
            : ConsentReach.Of(other.Record).Denies ? other.Suspend(at, OfPerson(by)) : other.Withdraw(at, by));

    /// <summary>The person says no to what is asked for.</summary>
    public static Closing Refusal(ConsentAct by) => new(
        (consent, at) => consent.Refuse(at, by),
        (named, other, at) => other.State == ConsentState.Requested && SaySame(named, other) ? other.Refuse(at, by) : null);

    /// <summary>It is put on hold; what is only asked for cannot be, and is not to be confirmed past the hold.</summary>
    public static Closing Hold(ConsentAct by) => new(
        (consent, at) => consent.Suspend(at, by),
        (named, other, at) => !SaySame(named, other) ? null
            : other.State == ConsentState.Requested ? other.Lapse(at)
            : other.Suspend(at, by));

    /// <summary>It is found never to have been valid: a finding about this one alone.</summary>
    public static Closing Invalidation(ConsentAct by) => new(
        (consent, at) => consent.State == ConsentState.Requested ? consent.Lapse(at) : consent.Invalidate(at, by),
        Other: null);

    /// <summary>
    /// A newer one takes its place, and that of those which say no more than it did; not of another that names it as well, for one of them has come first.
    /// </summary>
    public static Closing Replacement(ConsentAct by) => new(
        (consent, at) => Supersede(consent, at, by),
        (named, other, at) => other.Record.Previous?.Id != named.Record.Id && ConsentReach.Of(named.Record).Covers(ConsentReach.Of(other.Record))
            ? Supersede(other, at, by) : null);

    // WHY: whoever enters a withdrawal, it is the person's word; what it leaves on hold is not for officers to lift.
    private static ConsentAct OfPerson(ConsentAct by) => by.Channel == ConsentChannel.Self ? by : by with { Channel = ConsentChannel.Hub };

    private static bool SaySame(ConsentHistory named, ConsentHistory other) =>
        ConsentReach.Of(named.Record).Meets(ConsentReach.Of(other.Record));

    // WHY lapsed: what was only asked for must not be confirmed once something else has taken its place.
    private static ConsentStep Supersede(ConsentHistory consent, DateTimeOffset at, ConsentAct by) =>
        consent.State == ConsentState.Requested ? consent.Lapse(at) : consent.Supersede(at, by);
}
