using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>A text that is shown to people before they consent; written once.</summary>
internal sealed class NoticeRow
{
    public required string Id { get; set; }

    public required string Version { get; set; }

    /// <summary>A BCP 47 tag.</summary>
    public required string Language { get; set; }

    public required string Text { get; set; }

    /// <summary>SHA-256 of the text as shown, hex.</summary>
    public required string Hash { get; set; }

    public required string AddedBy { get; set; }

    public DateTimeOffset AddedAt { get; set; }
}

/// <summary>The signed receipt of what happened to a consent; written once for each version that has one.</summary>
internal sealed class ConsentReceiptRow
{
    public required string ConsentId { get; set; }

    /// <summary>How many events the consent had.</summary>
    public int Version { get; set; }

    /// <summary>The receipt, a JWS in compact form.</summary>
    public required string Signed { get; set; }

    public DateTimeOffset IssuedAt { get; set; }
}

internal sealed class NoticeRowMapping : IEntityTypeConfiguration<NoticeRow>
{
    public void Configure(EntityTypeBuilder<NoticeRow> row)
    {
        row.ToTable("Notices");
        row.HasKey(r => new { r.Id, r.Version, r.Language });
        row.Property(r => r.Id).HasMaxLength(64);
        row.Property(r => r.Version).HasMaxLength(32);
        row.Property(r => r.Language).HasMaxLength(16);
        row.Property(r => r.Hash).HasMaxLength(64);
        row.Property(r => r.AddedBy).HasMaxLength(100);
        row.HasIndex(r => r.Hash);
    }
}

internal sealed class ConsentReceiptRowMapping : IEntityTypeConfiguration<ConsentReceiptRow>
{
    public void Configure(EntityTypeBuilder<ConsentReceiptRow> row)
    {
        row.ToTable("ConsentReceipts");
        row.HasKey(r => new { r.ConsentId, r.Version });
        row.Property(r => r.ConsentId).HasMaxLength(36);
        row.Property(r => r.Version).ValueGeneratedNever();
        row.HasOne<ConsentRow>().WithMany().HasForeignKey(r => r.ConsentId).OnDelete(DeleteBehavior.Restrict);
    }
}
