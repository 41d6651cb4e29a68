using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>What an owner closed at once: a field, a receiver or everything of its own.</summary>
internal sealed class BrakeRow
{
    public required string Id { get; set; }

    /// <summary>The department whose data it closes; <c>exchange</c> for everybody's.</summary>
    public required string Owner { get; set; }

    /// <summary>A code: <c>field</c>, <c>receiver</c> or <c>everything</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>The coordinate or the receiving department; empty for everything.</summary>
    public required string Target { get; set; }

    /// <summary>Why, in words without personal values.</summary>
    public required string Reason { get; set; }

    public required string PulledBy { get; set; }

    public DateTimeOffset PulledAt { get; set; }

    /// <summary>Who asked to release it; the one who releases is another person.</summary>
    public string? ReleaseAskedBy { get; set; }

    public DateTimeOffset? ReleaseAskedAt { get; set; }

    public string? ReleasedBy { get; set; }

    public DateTimeOffset? ReleasedAt { get; set; }

    public int Revision { get; set; }
}

internal sealed class BrakeRowMapping : IEntityTypeConfiguration<BrakeRow>
{
    public void Configure(EntityTypeBuilder<BrakeRow> row)
    {
        row.ToTable("Brakes");
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).HasMaxLength(36);
        row.Property(r => r.Owner).HasMaxLength(64);
        row.Property(r => r.Kind).HasMaxLength(16);
        row.Property(r => r.Target).HasMaxLength(200);
        row.Property(r => r.Reason).HasMaxLength(500);
        row.Property(r => r.PulledBy).HasMaxLength(100);
        row.Property(r => r.ReleaseAskedBy).HasMaxLength(100);
        row.Property(r => r.ReleasedBy).HasMaxLength(100);
        row.Property(r => r.Revision).IsConcurrencyToken();
        row.HasIndex(r => r.ReleasedAt);
    }
}
