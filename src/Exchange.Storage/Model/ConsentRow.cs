using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>
/// A consent as it stands: what lists are made by and what an index needs. Short, because a start reads all of them; the record itself is a
/// <see cref="ConsentDocumentRow"/>.
/// </summary>
internal sealed class ConsentRow
{
    public required string Id { get; set; }

    /// <summary>The person's pseudonym in this store.</summary>
    public required string Subject { get; set; }

    /// <summary>Purpose codes, separated by spaces.</summary>
    public required string Purposes { get; set; }

    /// <summary>Codes of the receiving departments, separated by spaces.</summary>
    public required string Recipients { get; set; }

    /// <summary>The state after the last event; the events are what counts.</summary>
    public required string State { get; set; }

    /// <summary>How many events there are.</summary>
    public int Version { get; set; }

    /// <summary>When it stops counting by itself, exclusive.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>All that an index needs of it, in one value (<see cref="Stores.StandingForm"/>); written with each event.</summary>
    public required byte[] Standing { get; set; }
}

/// <summary>The record of a consent; written once.</summary>
internal sealed class ConsentDocumentRow
{
    public required string ConsentId { get; set; }

    /// <summary>The record as JSON.</summary>
    public required string Document { get; set; }
}

/// <summary>To whom, what for and over which data many consents say yes or no; written once.</summary>
internal sealed class ConsentReachRow
{
    /// <summary>Drawn from the document.</summary>
    public long Number { get; set; }

    /// <summary>The reach as JSON.</summary>
    public required string Document { get; set; }
}

/// <summary>One event of a consent; written once.</summary>
internal sealed class ConsentEventRow
{
    public required string ConsentId { get; set; }

    public int Version { get; set; }

    public required string Type { get; set; }

    public DateTimeOffset At { get; set; }

    public DateTimeOffset Effective { get; set; }

    /// <summary>Who acted and how, as JSON.</summary>
    public required string By { get; set; }
}

internal sealed class ConsentRowMapping : IEntityTypeConfiguration<ConsentRow>
{
    public void Configure(EntityTypeBuilder<ConsentRow> row)
    {
        row.ToTable("Consents");
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).HasMaxLength(36);
        row.Property(r => r.Subject).HasMaxLength(64);
        row.Property(r => r.Purposes).HasMaxLength(400);
        row.Property(r => r.Recipients).HasMaxLength(400);
        row.Property(r => r.State).HasMaxLength(16);
        row.Property(r => r.Version).IsConcurrencyToken();
        row.Property(r => r.Standing).HasMaxLength(Stores.StandingForm.MostBytes);
        row.HasIndex(r => new { r.Subject, r.Id });
        row.HasIndex(r => new { r.State, r.Until });
        row.HasIndex(r => r.Purposes);
        row.HasIndex(r => r.Recipients);
    }
}

internal sealed class ConsentDocumentRowMapping : IEntityTypeConfiguration<ConsentDocumentRow>
{
    public void Configure(EntityTypeBuilder<ConsentDocumentRow> row)
    {
        row.ToTable("ConsentDocuments");
        row.HasKey(r => r.ConsentId);
        row.Property(r => r.ConsentId).HasMaxLength(36);
        row.HasOne<ConsentRow>().WithOne().HasForeignKey<ConsentDocumentRow>(r => r.ConsentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConsentReachRowMapping : IEntityTypeConfiguration<ConsentReachRow>
{
    public void Configure(EntityTypeBuilder<ConsentReachRow> row)
    {
        row.ToTable("ConsentReaches");
        row.HasKey(r => r.Number);
        row.Property(r => r.Number).ValueGeneratedNever();
    }
}

internal sealed class ConsentEventRowMapping : IEntityTypeConfiguration<ConsentEventRow>
{
    public void Configure(EntityTypeBuilder<ConsentEventRow> row)
    {
        row.ToTable("ConsentEvents");

        // INVARIANT: two writers cannot both append version N; the second breaks this key.
        row.HasKey(r => new { r.ConsentId, r.Version });
        row.Property(r => r.ConsentId).HasMaxLength(36);
        row.Property(r => r.Version).ValueGeneratedNever();
        row.Property(r => r.Type).HasMaxLength(16);
        row.HasOne<ConsentRow>().WithMany().HasForeignKey(r => r.ConsentId).OnDelete(DeleteBehavior.Restrict);
    }
}
