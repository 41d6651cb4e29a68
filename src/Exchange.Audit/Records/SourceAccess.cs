namespace Exchange.Audit.Records;

/// <summary>What one department was asked for a request.</summary>
/// <param name="Department">The department.</param>
/// <param name="State">How its part ended, for example <c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Requests">How many requests went out to it.</param>
/// <param name="Keys">How many keys those requests carried.</param>
public sealed record SourceAccess(string Department, string State, int Requests, int Keys)
{
    private readonly DateTimeOffset? _asOf;

    /// <summary>The age of what it delivered, in the precision of the log; null when live or when nothing came.</summary>
    public DateTimeOffset? AsOf
    {
        get => _asOf;
        init => _asOf = value is { } age ? EntryTime.InLogPrecision(age) : null;
    }
}
