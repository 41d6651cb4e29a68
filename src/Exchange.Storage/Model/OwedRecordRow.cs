using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>
/// A record that the access log is owed for a change which closes something: written in the change's own transaction, removed once the
/// record is durable, so that no end of the hub between the two can lose it.
/// </summary>
internal sealed class OwedRecordRow
{
    public required string Id { get; set; }

    /// <summary>What changed: a code of <see cref="OwedKind"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>The id of what changed.</summary>
    public required string Subject { get; set; }

    /// <summary>The version that the change made; 1 where there is none.</summary>
    public int Version { get; set; }

    /// <summary>The record in its canonical form, which holds no personal value; null where the store itself can tell what happened.</summary>
    public string? Document { get; set; }

    public DateTimeOffset OwedAt { get; set; }
}

internal sealed class OwedRecordRowMapping : IEntityTypeConfiguration<OwedRecordRow>
{
    public void Configure(EntityTypeBuilder<OwedRecordRow> row)
    {
        row.ToTable("OwedRecords");
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).HasMaxLength(36);
        row.Property(r => r.Kind).HasMaxLength(16);
        row.Property(r => r.Subject).HasMaxLength(100);
        row.Property(r => r.Document).HasMaxLength(4000);
        row.HasIndex(r => r.OwedAt);
    }
}
