using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Model;

/// <summary>
/// The one model of the store, free of any provider's ways: instants are integers, every text has a length or is a document,
/// conflicts are found by the rows' own version column. A provider adds a subclass that only carries its migrations.
/// </summary>
/// <remarks>Not thread-safe; one context serves one unit of work.</remarks>
public abstract class ExchangeContext : IdentityDbContext<StaffAccount, StaffRole, string>
{
    private protected ExchangeContext(DbContextOptions options)
        : base(options)
    {
    }

    internal DbSet<BrakeRow> Brakes => Set<BrakeRow>();

    internal DbSet<ChangeRow> Changes => Set<ChangeRow>();

    internal DbSet<ChangeHeadRow> ChangeHead => Set<ChangeHeadRow>();

    internal DbSet<ClientRow> Clients => Set<ClientRow>();

    internal DbSet<ConsentReceiptRow> ConsentReceipts => Set<ConsentReceiptRow>();

    internal DbSet<ConsentRow> Consents => Set<ConsentRow>();

    internal DbSet<ConsentDocumentRow> ConsentDocuments => Set<ConsentDocumentRow>();

    internal DbSet<ConsentReachRow> ConsentReaches => Set<ConsentReachRow>();

    internal DbSet<ConsentEventRow> ConsentEvents => Set<ConsentEventRow>();

    internal DbSet<JustificationRow> Justifications => Set<JustificationRow>();

    internal DbSet<NoticeRow> Notices => Set<NoticeRow>();

    internal DbSet<OwedRecordRow> OwedRecords => Set<OwedRecordRow>();

    internal DbSet<PersonReadingRow> PersonReadings => Set<PersonReadingRow>();

    internal DbSet<PolicyDraftRow> PolicyDrafts => Set<PolicyDraftRow>();

    internal DbSet<PolicyVersionRow> PolicyVersions => Set<PolicyVersionRow>();

    internal DbSet<ReplicaRow> Replicas => Set<ReplicaRow>();

    internal DbSet<ReversalRow> Reversals => Set<ReversalRow>();

    internal DbSet<SettingRow> Settings => Set<SettingRow>();

    internal DbSet<StaffSessionRow> StaffSessions => Set<StaffSessionRow>();

    internal DbSet<TrustedDocumentRow> TrustedDocuments => Set<TrustedDocumentRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfiguration(new StaffAccountMapping());
        builder.ApplyConfiguration(new StaffRoleMapping());
        builder.ApplyConfiguration(new BrakeRowMapping());
        builder.ApplyConfiguration(new ChangeRowMapping());
        builder.ApplyConfiguration(new ChangeHeadRowMapping());
        builder.ApplyConfiguration(new ReplicaRowMapping());
        builder.ApplyConfiguration(new ClientRowMapping());
        builder.ApplyConfiguration(new ConsentRowMapping());
        builder.ApplyConfiguration(new ConsentDocumentRowMapping());
        builder.ApplyConfiguration(new ConsentReachRowMapping());
        builder.ApplyConfiguration(new ConsentEventRowMapping());
        builder.ApplyConfiguration(new ConsentReceiptRowMapping());
        builder.ApplyConfiguration(new JustificationRowMapping());
        builder.ApplyConfiguration(new NoticeRowMapping());
        builder.ApplyConfiguration(new OwedRecordRowMapping());
        builder.ApplyConfiguration(new PersonReadingRowMapping());
        builder.ApplyConfiguration(new PolicyDraftRowMapping());
        builder.ApplyConfiguration(new PolicyVersionRowMapping());
        builder.ApplyConfiguration(new ReversalRowMapping());
        builder.ApplyConfiguration(new SettingRowMapping());
        builder.ApplyConfiguration(new StaffSessionRowMapping());
        builder.ApplyConfiguration(new TrustedDocumentRowMapping());
    }
}
