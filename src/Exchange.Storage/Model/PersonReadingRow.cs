using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>A client read something of a person on a day of the city that a guard counts; gone when the day is.</summary>
internal sealed class PersonReadingRow
{
    /// <summary>The day of the city, as <see cref="DateOnly.DayNumber"/>.</summary>
    public int Day { get; set; }

    public required string ClientId { get; set; }

    /// <summary>What counts it: the purpose of a budget, or a field of a combination.</summary>
    public required string Guard { get; set; }

    /// <summary>The person's pseudonym in this store.</summary>
    public required string Subject { get; set; }
}

internal sealed class PersonReadingRowMapping : IEntityTypeConfiguration<PersonReadingRow>
{
    public void Configure(EntityTypeBuilder<PersonReadingRow> row)
    {
        row.ToTable("PersonReadings");

        // INVARIANT: a person counts once, whichever hubs read of her at the same moment.
        row.HasKey(r => new { r.Day, r.ClientId, r.Guard, r.Subject });
        row.Property(r => r.ClientId).HasMaxLength(100);
        row.Property(r => r.Guard).HasMaxLength(160);
        row.Property(r => r.Subject).HasMaxLength(64);
    }
}
