using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>A named fact about the store itself: its id, when it was made, which keys it has used.</summary>
internal sealed class SettingRow
{
    public required string Name { get; set; }

    public required string Value { get; set; }

    public int Version { get; set; }
}

internal sealed class SettingRowMapping : IEntityTypeConfiguration<SettingRow>
{
    public void Configure(EntityTypeBuilder<SettingRow> row)
    {
        row.ToTable("Settings");
        row.HasKey(r => r.Name);
        row.Property(r => r.Name).HasMaxLength(100);
        row.Property(r => r.Value).HasMaxLength(4000);
        row.Property(r => r.Version).IsConcurrencyToken();
    }
}
