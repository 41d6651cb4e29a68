using Exchange.Consent.Records;

namespace Exchange.Consent.Lifecycle;

/// <summary>What comes of acting on a consent: its next history, or why it cannot be.</summary>
/// <param name="Next">The history with the new event; null when refused.</param>
/// <param name="Refusal">Why not, without personal values; null when it can be.</param>
public sealed record ConsentStep(ConsentHistory? Next, string? Refusal);

/// <summary>
/// A consent: its record and everything that happened to it. The state is a fold over the events. Immutable; acting on it gives the next
/// history.
/// </summary>
public sealed class ConsentHistory
{
    /// <summary>How long a person has to answer.</summary>
    public static readonly TimeSpan AnswerTime = TimeSpan.FromDays(30);

    /// <summary>How long after its end that is entered, and a withdrawal finds it ended: hubs' clocks differ, and one behind still opens by it.</summary>
    public static readonly TimeSpan EndMargin = TimeSpan.FromMinutes(5);

    private ConsentHistory(ConsentRecord record, ConsentEvent[] events, ConsentState state)
    {
        Record = record;
        Events = events;
        State = state;
    }

    /// <summary>What was asked.</summary>
    public ConsentRecord Record { get; }

    /// <summary>What happened, oldest first; never empty.</summary>
    public IReadOnlyList<ConsentEvent> Events { get; }

    /// <summary>Where it stands after its events; see <see cref="StateAt"/> for the passing of time.</summary>
    public ConsentState State { get; }

    /// <summary>How many events there are; what a store compares to see that nobody came between.</summary>
    public int Version => Events.Count;

    /// <summary>When it ends by itself, exclusive: the end of its validity or of the guardianship.</summary>
    public DateTimeOffset Ends => StandingConsent.EndOf(Record);

    /// <summary>Until when a request can be answered, exclusive; then it has lapsed.</summary>
    public DateTimeOffset AnswerableUntil => Events[0].At + AnswerTime;

    /// <summary>When it was last closed by an event; null while none closed it.</summary>
    public DateTimeOffset? ClosedAt => Events.LastOrDefault(happened => happened.Closes)?.At;

    /// <summary>The officer's wish that it count again, which waits for a second person; null for none, and for one that nobody answered in time.</summary>
    public ConsentEvent? ResumeAsked(DateTimeOffset now) =>
        Events[^1] is { Type: ConsentEventType.AskResume } asked && now < asked.At + AnswerTime ? asked : null;

    /// <summary>
    /// Whether it is on hold by the person's own act, or by one of which it is not known whose it was because it was read from the access log.
    /// </summary>
    public bool IsHeldByPerson => State == ConsentState.Suspended && IsOfPerson(Events.Last(happened => happened.Type == ConsentEventType.Suspend).By);

    /// <summary>Asks a person: the first event.</summary>
    public static ConsentHistory Request(ConsentRecord record, DateTimeOffset at, ConsentAct by) =>
        new(record, [new ConsentEvent(record.Id, 1, ConsentEventType.Request, at, at, by)], ConsentState.Requested);

    /// <summary>
    /// Folds stored events; <see cref="FormatException"/> when they are not a history of this record: other ids, gaps, or an impossible
    /// event.
    /// </summary>
    public static ConsentHistory Fold(ConsentRecord record, IReadOnlyList<ConsentEvent> events)
    {
        ConsentState? state = null;
        for (var i = 0; i < events.Count; i++)
        {
            var happened = events[i];
            if (happened.Consent != record.Id || happened.Version != i + 1)
            {
                throw new FormatException($"Consent {record.Id}: event {i + 1} does not belong there.");
            }

            state = ConsentTransitions.Next(state, happened.Type)
                ?? throw new FormatException($"Consent {record.Id}: event {i + 1} ({happened.Type}) is not possible after {state}.");
        }

        return new ConsentHistory(record, [.. events], state ?? throw new FormatException($"Consent {record.Id} has no events."));
    }

    /// <summary>
    /// Where it stands at a time: as <see cref="State"/>, but lapsed when nobody answered in time, expired once its end has passed, suspended
    /// once the guardianship by which it was given has ended, and not active before its beginning.
    /// </summary>
    public ConsentState StateAt(DateTimeOffset now) => State switch
    {
        ConsentState.Requested when now >= AnswerableUntil => ConsentState.Lapsed,
        ConsentState.Given or ConsentState.Active or ConsentState.Suspended when now >= Record.ValidUntil => ConsentState.Expired,
        ConsentState.Given or ConsentState.Active when now >= Ends => ConsentState.Suspended,
        ConsentState.Active when now < Record.ValidFrom => ConsentState.Given,
        _ => State,
    };

    /// <summary>The person says yes.</summary>
    public ConsentStep Give(DateTimeOffset at, ConsentAct by) =>
        at >= Ends ? new ConsentStep(null, "The consent's period is over; ask again.")
        : State == ConsentState.Requested && at >= AnswerableUntil ? new ConsentStep(null, "The request was not answered in time; ask again.")
        : Step(ConsentEventType.Give, at, by);

    /// <summary>The person says no.</summary>
    public ConsentStep Refuse(DateTimeOffset at, ConsentAct by) => Step(ConsentEventType.Refuse, at, by);

    /// <summary>Nobody answered.</summary>
    public ConsentStep Lapse(DateTimeOffset at) => Step(ConsentEventType.Lapse, at, ConsentAct.OfHub);

    /// <summary>It begins to count, from the later of now and the beginning of its validity.</summary>
    public ConsentStep Activate(DateTimeOffset at) => Step(ConsentEventType.Activate, at, ConsentAct.OfHub);

    /// <summary>
    /// Puts it on hold; where it is on hold, ends an officer's wish that it count again, and makes an officer's hold the person's where the person says so.
    /// </summary>
    public ConsentStep Suspend(DateTimeOffset at, ConsentAct by) => Step(ConsentEventType.Suspend, at, by);

    /// <summary>An officer asks that it count again; refused once its end has passed, which no act moves.</summary>
    public ConsentStep AskResume(DateTimeOffset at, ConsentAct by) => at < Ends ? Step(ConsentEventType.AskResume, at, by) : Over;

    /// <summary>Lets it count again; refused once its end has passed, which no act moves.</summary>
    public ConsentStep Resume(DateTimeOffset at, ConsentAct by) => at < Ends ? Step(ConsentEventType.Resume, at, by) : Over;

    /// <summary>The person takes it back.</summary>
    public ConsentStep Withdraw(DateTimeOffset at, ConsentAct by) => Step(ConsentEventType.Withdraw, at, by);

    /// <summary>Notes that its time is over, as of the end of its validity; refused before that.</summary>
    public ConsentStep Expire(DateTimeOffset at) =>
        at >= Record.ValidUntil ? Step(ConsentEventType.Expire, at, ConsentAct.OfHub, Record.ValidUntil) : NotOver;

    /// <summary>
    /// Notes what the passing of time has made of it, as of that time: expired, or on hold once the guardianship by which it was given is over. Refused
    /// where it has made nothing of it that is not noted.
    /// </summary>
    public ConsentStep End(DateTimeOffset at) =>
        at >= Record.ValidUntil ? Expire(at)
        : at >= Ends && State == ConsentState.Active ? Step(ConsentEventType.Suspend, at, ConsentAct.OfHub, Ends)
        : NotOver;

    /// <summary>A newer consent replaces it.</summary>
    public ConsentStep Supersede(DateTimeOffset at, ConsentAct by) => Step(ConsentEventType.Supersede, at, by);

    /// <summary>It is found never to have been valid.</summary>
    public ConsentStep Invalidate(DateTimeOffset at, ConsentAct by) => Step(ConsentEventType.Invalidate, at, by);

    /// <summary>
    /// A closing that the access log knows of and this history does not. A consent that is only asked for lapses: nothing of it counts, and
    /// nothing must come of it.
    /// </summary>
    public ConsentStep Replay(ConsentEventType closing, DateTimeOffset at, ConsentAct by) =>
        Step(State == ConsentState.Requested && closing != ConsentEventType.Refuse ? ConsentEventType.Lapse : closing, at, by);

    /// <summary>
    /// Whether its last event notes what time has done by <paramref name="now"/>, so that it closes nothing that is open where that is the time: the
    /// index of a hub whose clock says so closes it by its term.
    /// </summary>
    internal bool HasRunOut(DateTimeOffset now) =>
        now >= Ends && Events[^1] is { Type: ConsentEventType.Expire or ConsentEventType.Suspend, By.Channel: ConsentChannel.Hub } last && last.At >= Ends;

    private static ConsentStep NotOver => new(null, "The consent has not reached its end.");

    private static ConsentStep Over => new(null, "The consent's period, or the guardianship that it was given by, is over; give a new one.");

    private static bool IsOfPerson(ConsentAct by) => by.Channel is ConsentChannel.Self or ConsentChannel.Hub;

    // Of what is on hold: whether another hold changes who can lift it.
    private bool HoldsMore(ConsentAct by) => Events[^1].Type == ConsentEventType.AskResume || (IsOfPerson(by) && !IsHeldByPerson);

    private ConsentStep Step(ConsentEventType type, DateTimeOffset at, ConsentAct by, DateTimeOffset? since = null)
    {
        if (ConsentTransitions.Next(State, type) is not { } next
            || (type == ConsentEventType.Suspend && State == ConsentState.Suspended && !HoldsMore(by)))
        {
            var asked = type == ConsentEventType.AskResume ? ConsentEventType.Resume : type;
            var (state, act) = (State.ToString().ToLowerInvariant(), asked.ToString().ToLowerInvariant());
            return new ConsentStep(null, $"A consent that is {state} does not allow to {act} it.");
        }

        var effective = since ?? (type == ConsentEventType.Activate && Record.ValidFrom > at ? Record.ValidFrom : at);
        ConsentEvent[] events = [.. Events, new ConsentEvent(Record.Id, Version + 1, type, at, effective, by)];
        return new ConsentStep(new ConsentHistory(Record, events, next), null);
    }
}
