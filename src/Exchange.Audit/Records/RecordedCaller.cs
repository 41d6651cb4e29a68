namespace Exchange.Audit.Records;

/// <summary>Who asked, as the token and the request headers said.</summary>
public sealed record RecordedCaller
{
    /// <summary>The department that stands for the hub's own staff, who have none.</summary>
    public const string Hub = "exchange";

    /// <summary>The client application.</summary>
    public required string ClientId { get; init; }

    /// <summary>The department the client acts for.</summary>
    public required string Department { get; init; }

    /// <summary>The officer behind the request, where known.</summary>
    public string? Officer { get; init; }

    /// <summary>The roles that were in force.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The stated purpose, a code of the vocabulary.</summary>
    public string? Purpose { get; init; }

    /// <summary>The stated case number.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>The caller's jurisdiction.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Whether an emergency was claimed; its justification is kept elsewhere, encrypted and erasable.</summary>
    public bool Emergency { get; init; }
}
