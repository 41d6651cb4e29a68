using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>What an officer wrote when declaring an emergency: sealed, apart from the access record, and erasable.</summary>
internal sealed class JustificationRow
{
    public required string AccessId { get; set; }

    /// <summary>A <see cref="TextSeal"/> bound to the access id.</summary>
    public required byte[] Sealed { get; set; }

    public DateTimeOffset KeptAt { get; set; }
}

internal sealed class JustificationRowMapping : IEntityTypeConfiguration<JustificationRow>
{
    public void Configure(EntityTypeBuilder<JustificationRow> row)
    {
        row.ToTable("Justifications");
        row.HasKey(r => r.AccessId);
        row.Property(r => r.AccessId).HasMaxLength(36);
        row.Property(r => r.Sealed).HasMaxLength(4000);
        row.HasIndex(r => r.KeptAt);
    }
}
