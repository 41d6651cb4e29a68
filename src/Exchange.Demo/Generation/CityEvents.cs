namespace Exchange.Demo.Generation;

/// <summary>Something that happened, as its owner has it on record.</summary>
/// <param name="EventId">Its id, which carries the owner.</param>
/// <param name="Type">Its entity type.</param>
/// <param name="AddressCode">Where.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Status">Its state in words.</param>
/// <param name="About">What it is about: category, subject, topic or kind of hazard.</param>
public sealed record PastEvent(string EventId, string Type, string AddressCode, DateTimeOffset OccurredAt, string Status, string About)
{
    /// <summary>The organization that it is about; null for none.</summary>
    public string? Uscc { get; init; }

    /// <summary>The telephone of whoever reported it; null for none.</summary>
    public string? Phone { get; init; }

    /// <summary>The person whom it is about; null for none.</summary>
    public string? CitizenNo { get; init; }

    /// <summary>The department that owns it.</summary>
    public string Owner => EventId[..EventId.IndexOf(':', StringComparison.Ordinal)];
}
