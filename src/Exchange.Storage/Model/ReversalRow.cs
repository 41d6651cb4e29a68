using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>Somebody asks whose pseudonym this is; another person decides.</summary>
internal sealed class ReversalRow
{
    public required string Id { get; set; }

    /// <summary>The person's pseudonym in this store, never the one that was asked about, nor the number.</summary>
    public required string Subject { get; set; }

    /// <summary>The department whose pseudonym it was.</summary>
    public required string Department { get; set; }

    public required string Purpose { get; set; }

    public string? CaseNumber { get; set; }

    /// <summary>Why: a <see cref="TextSeal"/> bound to the id.</summary>
    public required byte[] Reason { get; set; }

    public required string State { get; set; }

    public required string AskedBy { get; set; }

    public DateTimeOffset AskedAt { get; set; }

    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Until when the one who asked may read the number once; null unless granted.</summary>
    public DateTimeOffset? OpenUntil { get; set; }

    public int Revision { get; set; }
}

internal sealed class ReversalRowMapping : IEntityTypeConfiguration<ReversalRow>
{
    public void Configure(EntityTypeBuilder<ReversalRow> row)
    {
        row.ToTable("Reversals");
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).HasMaxLength(36);
        row.Property(r => r.Subject).HasMaxLength(64);
        row.Property(r => r.Department).HasMaxLength(64);
        row.Property(r => r.Purpose).HasMaxLength(64);
        row.Property(r => r.CaseNumber).HasMaxLength(64);
        row.Property(r => r.Reason).HasMaxLength(4000);
        row.Property(r => r.State).HasMaxLength(16);
        row.Property(r => r.AskedBy).HasMaxLength(100);
        row.Property(r => r.DecidedBy).HasMaxLength(100);
        row.Property(r => r.Revision).IsConcurrencyToken();
        row.HasIndex(r => new { r.State, r.AskedAt });
    }
}
