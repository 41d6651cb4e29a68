namespace Exchange.Audit.Records;

/// <summary>What an entry of the access log tells of.</summary>
public enum EntryKind
{
    /// <summary>One request and what it disclosed: <see cref="AccessRecord"/>.</summary>
    Access,

    /// <summary>A consent changed its state: <see cref="ConsentEvent"/>.</summary>
    Consent,

    /// <summary>Another policy version came into force: <see cref="PolicyPublished"/>.</summary>
    PolicyPublished,

    /// <summary>Unauthenticated requests refused within one minute: <see cref="RefusalSummary"/>.</summary>
    RefusalSummary,

    /// <summary>The hub took the log up: <see cref="LogOpened"/>.</summary>
    LogOpened,

    /// <summary>The hub laid the log down: <see cref="LogClosed"/>.</summary>
    LogClosed,

    /// <summary>Something was done with an account: <see cref="AccountEvent"/>.</summary>
    Account,

    /// <summary>A step of a draft of policies: <see cref="PolicyDraftEvent"/>.</summary>
    PolicyDraft,

    /// <summary>An owner closed something at once, or let it go: <see cref="BrakeEvent"/>.</summary>
    Brake,

    /// <summary>A step of the reversal of a pseudonym: <see cref="ReversalEvent"/>.</summary>
    Reversal,

    /// <summary>A second person looked at an access: <see cref="AccessReview"/>.</summary>
    Review,
}

/// <summary>One entry of the access log. Immutable; the kinds are a closed set. No entry holds a personal value.</summary>
public abstract record AuditEntry
{
    private readonly DateTimeOffset _time;

    private protected AuditEntry()
    {
    }

    /// <summary>Which of the closed set of entries this is.</summary>
    public abstract EntryKind Kind { get; }

    /// <summary>When it happened; kept in UTC and whole microseconds, the precision of the log.</summary>
    public required DateTimeOffset Time
    {
        get => _time;
        init => _time = EntryTime.InLogPrecision(value);
    }
}
