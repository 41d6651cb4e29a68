using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>A set of policies on its way to being published.</summary>
internal sealed class PolicyDraftRow
{
    public required string Id { get; set; }

    public required string Title { get; set; }

    /// <summary>The department whose policies it changes; null where it changes those of several, or what is the city's.</summary>
    public string? Owner { get; set; }

    /// <summary>The published version that it changes.</summary>
    public int Base { get; set; }

    /// <summary>The whole set as one text.</summary>
    public required string Document { get; set; }

    /// <summary>SHA-256 of the text, hex.</summary>
    public required string Hash { get; set; }

    public required string State { get; set; }

    public required string CreatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>What check, tests, comparison and simulation said of exactly this text, as JSON; null until they ran.</summary>
    public string? Reports { get; set; }

    /// <summary>Every step: who did what, when, as JSON.</summary>
    public required string Steps { get; set; }

    public string? ApprovedBy { get; set; }

    /// <summary>From when it is to be in force; null for at once.</summary>
    public DateTimeOffset? PublishAt { get; set; }

    /// <summary>The version it became; null until then.</summary>
    public int? PublishedAs { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public int Revision { get; set; }
}

internal sealed class PolicyDraftRowMapping : IEntityTypeConfiguration<PolicyDraftRow>
{
    public void Configure(EntityTypeBuilder<PolicyDraftRow> row)
    {
        row.ToTable("PolicyDrafts");
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).HasMaxLength(36);
        row.Property(r => r.Title).HasMaxLength(200);
        row.Property(r => r.Owner).HasMaxLength(64);
        row.Property(r => r.Hash).HasMaxLength(64);
        row.Property(r => r.State).HasMaxLength(16);
        row.Property(r => r.CreatedBy).HasMaxLength(100);
        row.Property(r => r.ApprovedBy).HasMaxLength(100);
        row.Property(r => r.Revision).IsConcurrencyToken();
        row.HasIndex(r => new { r.State, r.PublishAt });
        row.HasIndex(r => r.ChangedAt);
    }
}
