using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>A client application, as stored.</summary>
internal sealed class ClientRow
{
    public required string ClientId { get; set; }

    public required string SecretHash { get; set; }

    public required string Department { get; set; }

    /// <summary>Role codes, separated by spaces (a code has none).</summary>
    public required string Roles { get; set; }

    /// <summary>Purpose codes, separated by spaces.</summary>
    public required string Purposes { get; set; }

    public string? Region { get; set; }

    public string? Officer { get; set; }

    public bool Enabled { get; set; }

    public IntrospectionMode? Introspection { get; set; }

    public TrustedDocumentMode? TrustedDocuments { get; set; }

    public bool WithheldErrors { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class ClientRowMapping : IEntityTypeConfiguration<ClientRow>
{
    public void Configure(EntityTypeBuilder<ClientRow> row)
    {
        row.ToTable("Clients");
        row.HasKey(r => r.ClientId);
        row.Property(r => r.ClientId).HasMaxLength(100);
        row.Property(r => r.SecretHash).HasMaxLength(200);
        row.Property(r => r.Department).HasMaxLength(64);
        row.Property(r => r.Roles).HasMaxLength(2000);
        row.Property(r => r.Purposes).HasMaxLength(2000);
        row.Property(r => r.Region).HasMaxLength(12);
        row.Property(r => r.Officer).HasMaxLength(64);
        row.Property(r => r.Introspection).HasConversion<string>().HasMaxLength(16);
        row.Property(r => r.TrustedDocuments).HasConversion<string>().HasMaxLength(16);
        row.Property(r => r.Version).IsConcurrencyToken();
    }
}
