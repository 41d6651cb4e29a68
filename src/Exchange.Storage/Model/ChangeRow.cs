using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>
/// One entry of the change feed: something that every replica has to know. Written in the transaction of the change itself.
/// </summary>
internal sealed class ChangeRow
{
    /// <summary>1, 2, 3, … in the order in which the changes were committed, without gaps.</summary>
    public long Position { get; set; }

    /// <summary>What changed.</summary>
    public required string Kind { get; set; }

    /// <summary>Which one: a consent's, a client's or a policy version's id.</summary>
    public required string Subject { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>The last position of the change feed: one row.</summary>
internal sealed class ChangeHeadRow
{
    public const int Only = 1;

    public int Id { get; set; }

    /// <summary>
    /// INVARIANT: raised before a change is written, in its transaction. Its row lock makes writers of the feed queue, so that positions are
    /// committed in order and a reader that has seen N has seen all before it.
    /// </summary>
    public long Position { get; set; }
}

/// <summary>A hub that takes part in this store.</summary>
internal sealed class ReplicaRow
{
    public required string ReplicaId { get; set; }

    /// <summary>Grows with every renewal of its lease.</summary>
    public long Beat { get; set; }

    /// <summary>The last position of the feed that this replica has applied.</summary>
    public long Confirmed { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset SeenAt { get; set; }
}

internal sealed class ChangeRowMapping : IEntityTypeConfiguration<ChangeRow>
{
    public void Configure(EntityTypeBuilder<ChangeRow> row)
    {
        row.ToTable("Changes");
        row.HasKey(r => r.Position);
        row.Property(r => r.Position).ValueGeneratedNever();
        row.Property(r => r.Kind).HasMaxLength(16);
        row.Property(r => r.Subject).HasMaxLength(100);
        row.HasIndex(r => r.At);
    }
}

internal sealed class ChangeHeadRowMapping : IEntityTypeConfiguration<ChangeHeadRow>
{
    public void Configure(EntityTypeBuilder<ChangeHeadRow> row)
    {
        row.ToTable("ChangeHead");
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasData(new ChangeHeadRow { Id = ChangeHeadRow.Only, Position = 0 });
    }
}

internal sealed class ReplicaRowMapping : IEntityTypeConfiguration<ReplicaRow>
{
    public void Configure(EntityTypeBuilder<ReplicaRow> row)
    {
        row.ToTable("Replicas");
        row.HasKey(r => r.ReplicaId);
        row.Property(r => r.ReplicaId).HasMaxLength(64);
    }
}
