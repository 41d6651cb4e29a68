namespace Exchange.Consent.Records;

/// <summary>A consent's id: a UUID of version 7 (RFC 9562), made by the caller, never here.</summary>
public readonly record struct ConsentId
{
    private ConsentId(Guid value) => Value = value;

    /// <summary>The UUID.</summary>
    public Guid Value { get; }

    /// <summary>Takes a UUID; <see cref="ArgumentException"/> when it is not of version 7.</summary>
    public static ConsentId From(Guid value) =>
        value.Version == 7 ? new ConsentId(value) : throw new ArgumentException("A consent id is a UUID of version 7.", nameof(value));

    /// <summary>Reads the 36-character text of a UUID of version 7; false for anything else.</summary>
    public static bool TryParse(string? text, out ConsentId id)
    {
        var known = Guid.TryParseExact(text, "D", out var value) && value.Version == 7;
        id = known ? new ConsentId(value) : default;
        return known;
    }

    /// <summary>The UUID as 36 lower-case characters.</summary>
    public override string ToString() => Value.ToString("D");
}
