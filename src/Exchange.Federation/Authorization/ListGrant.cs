namespace Exchange.Federation.Authorization;

/// <summary>
/// What a caller class may sort and filter a list by: arguments count as reading, and so does the order. Decided apart from the values of the
/// arguments. Immutable.
/// </summary>
/// <param name="OwnRegion">The caller's own region, as a prefix; null for none.</param>
/// <param name="OutsideReason">The opaque reason for rows outside of it.</param>
/// <param name="Readings">By entity type and field of the rows.</param>
public sealed record ListGrant(
    string? OwnRegion, int OutsideReason, IReadOnlyDictionary<(string Type, string Field), ListReading> Readings);

/// <summary>Whether a field of the rows may be read by a filter or by the order.</summary>
/// <param name="Coordinate">The governed coordinate.</param>
/// <param name="Department">Its owner.</param>
/// <param name="Scope">For which rows it may be.</param>
/// <param name="Reason">The opaque reason while it may be for none.</param>
public sealed record ListReading(string Coordinate, string? Department, ReadingScope Scope, int Reason);

/// <summary>For which rows a field may be read by a filter or by the order.</summary>
public enum ReadingScope : byte
{
    /// <summary>For none: it is not open in full, or under a condition that a list cannot be narrowed to.</summary>
    Closed,

    /// <summary>For those in the caller's own region, to which the list is narrowed.</summary>
    OwnRegion,

    /// <summary>For all.</summary>
    Open,
}
