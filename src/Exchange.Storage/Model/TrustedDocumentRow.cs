using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>An operation that a client has registered, and calls by its id.</summary>
internal sealed class TrustedDocumentRow
{
    public required string ClientId { get; set; }

    /// <summary><c>sha256:</c> and the hash of the text, or a name that the client chose.</summary>
    public required string DocumentId { get; set; }

    public required string Text { get; set; }

    /// <summary>Who registered it: an opaque account id.</summary>
    public required string RegisteredBy { get; set; }

    public DateTimeOffset RegisteredAt { get; set; }
}

internal sealed class TrustedDocumentRowMapping : IEntityTypeConfiguration<TrustedDocumentRow>
{
    public void Configure(EntityTypeBuilder<TrustedDocumentRow> row)
    {
        row.ToTable("TrustedDocuments");
        row.HasKey(r => new { r.ClientId, r.DocumentId });
        row.Property(r => r.ClientId).HasMaxLength(100);
        row.Property(r => r.DocumentId).HasMaxLength(128);
        row.Property(r => r.RegisteredBy).HasMaxLength(100);
        row.HasOne<ClientRow>().WithMany().HasForeignKey(r => r.ClientId).OnDelete(DeleteBehavior.Cascade);
    }
}
