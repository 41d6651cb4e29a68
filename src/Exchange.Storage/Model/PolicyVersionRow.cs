using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>A published set of policies; written once, never changed.</summary>
internal sealed class PolicyVersionRow
{
    public int Number { get; set; }

    /// <summary>The whole set as one text.</summary>
    public required string Document { get; set; }

    /// <summary>SHA-256 of the text, hex.</summary>
    public required string Hash { get; set; }

    public DateTimeOffset PublishedAt { get; set; }

    public required string PublishedBy { get; set; }
}

internal sealed class PolicyVersionRowMapping : IEntityTypeConfiguration<PolicyVersionRow>
{
    public void Configure(EntityTypeBuilder<PolicyVersionRow> row)
    {
        row.ToTable("PolicyVersions");
        row.HasKey(r => r.Number);
        row.Property(r => r.Number).ValueGeneratedNever();
        row.Property(r => r.Hash).HasMaxLength(64);
        row.Property(r => r.PublishedBy).HasMaxLength(100);
    }
}
