using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>A sign-in that has not ended.</summary>
internal sealed class StaffSessionRow
{
    /// <summary>SHA-256 of the cookie's token, hex: a stolen copy of the store opens no session.</summary>
    public required string TokenHash { get; set; }

    public required string AccountId { get; set; }

    /// <summary>The account's security stamp at sign-in; a changed password ends every session.</summary>
    public required string SecurityStamp { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class StaffSessionRowMapping : IEntityTypeConfiguration<StaffSessionRow>
{
    public void Configure(EntityTypeBuilder<StaffSessionRow> row)
    {
        row.ToTable("StaffSessions");
        row.HasKey(r => r.TokenHash);
        row.Property(r => r.TokenHash).HasMaxLength(64);
        row.Property(r => r.AccountId).HasMaxLength(64);
        row.Property(r => r.SecurityStamp).HasMaxLength(64);
        row.HasIndex(r => r.ExpiresAt);
        row.HasOne<StaffAccount>().WithMany().HasForeignKey(r => r.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
