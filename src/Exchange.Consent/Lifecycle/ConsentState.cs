namespace Exchange.Consent.Lifecycle;

/// <summary>Where a consent stands. Only <see cref="Active"/> opens anything.</summary>
public enum ConsentState : byte
{
    /// <summary>The person was asked.</summary>
    Requested,

    /// <summary>The person said yes; it does not count yet.</summary>
    Given,

    /// <summary>The person said no. Final.</summary>
    Refused,

    /// <summary>Nobody answered in time. Final.</summary>
    Lapsed,

    /// <summary>It counts.</summary>
    Active,

    /// <summary>It is put on hold.</summary>
    Suspended,

    /// <summary>The person took it back. Final.</summary>
    Withdrawn,

    /// <summary>Its time is over. Final.</summary>
    Expired,

    /// <summary>A newer one has replaced it. Final.</summary>
    Superseded,

    /// <summary>It should never have counted. Final.</summary>
    Invalidated,
}
