namespace Exchange.Demo.GridCentre;

/// <summary>An event as the grid centre has it.</summary>
internal sealed record CityEvent
{
    /// <summary>Its entity type.</summary>
    public required string Type { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Its id, which carries the owner.</summary>
    public required string EventId { get; init; }

    /// <summary>Where.</summary>
    public required string AddressCode { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Its state in words.</summary>
    public required string Status { get; init; }

    /// <summary>What it is about: category, subject or kind of hazard.</summary>
    public required string About { get; init; }

    /// <summary>The departments that handle a dispute beside its lead.</summary>
    public IReadOnlyList<string> CoHandlers { get; init; } = [];

    /// <summary>The parties to a dispute, by citizen number.</summary>
    public IReadOnlyList<string> Parties { get; init; } = [];
}
