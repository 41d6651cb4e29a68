using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Exchange.Storage.Model;

/// <summary>
/// Stores an instant as its UTC ticks (100 ns since 0001-01-01).
/// WHY: SQLite cannot order by DateTimeOffset, and the three providers keep different precisions; an integer is the same everywhere.
/// </summary>
internal sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
    instant => instant.UtcTicks,
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
