namespace Exchange.Consent.Lifecycle;

/// <summary>The state machine: which event leads from which state to which.</summary>
public static class ConsentTransitions
{
    /// <summary>
    /// The state after an event, or null where the event is not possible. A null state is that of a consent without events.
    /// </summary>
    public static ConsentState? Next(ConsentState? state, ConsentEventType type) => (state, type) switch
    {
        (null, ConsentEventType.Request) => ConsentState.Requested,
        (ConsentState.Requested, ConsentEventType.Give) => ConsentState.Given,
        (ConsentState.Requested, ConsentEventType.Refuse) => ConsentState.Refused,
        (ConsentState.Requested, ConsentEventType.Lapse) => ConsentState.Lapsed,
        (ConsentState.Given, ConsentEventType.Activate) => ConsentState.Active,
        (ConsentState.Active, ConsentEventType.Suspend) => ConsentState.Suspended,
        (ConsentState.Suspended, ConsentEventType.AskResume) => ConsentState.Suspended,

        // WHY: a no to the wish that it count again, or the person's own hold on what an officer held; a history allows no other.
        (ConsentState.Suspended, ConsentEventType.Suspend) => ConsentState.Suspended,
        (ConsentState.Suspended, ConsentEventType.Resume) => ConsentState.Active,
        (ConsentState.Given or ConsentState.Active or ConsentState.Suspended, _) => Ending(type),
        _ => null,
    };

    /// <summary>Whether nothing can happen any more.</summary>
    public static bool IsFinal(this ConsentState state) =>
        state is not (ConsentState.Requested or ConsentState.Given or ConsentState.Active or ConsentState.Suspended);

    // WHY: withdrawing must take no more steps than giving, so a consent that is on hold or does not count yet ends as directly as an
    // active one.
    private static ConsentState? Ending(ConsentEventType type) => type switch
    {
        ConsentEventType.Withdraw => ConsentState.Withdrawn,
        ConsentEventType.Expire => ConsentState.Expired,
        ConsentEventType.Supersede => ConsentState.Superseded,
        ConsentEventType.Invalidate => ConsentState.Invalidated,
        _ => null,
    };
}
