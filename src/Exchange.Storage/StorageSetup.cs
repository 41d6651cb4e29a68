using Exchange.Consent;
using Exchange.Storage.Accounts;
using Exchange.Storage.Model;
using Exchange.Storage.PostgreSql;
using Exchange.Storage.Replicas;
using Exchange.Storage.Sqlite;
using Exchange.Storage.SqlServer;
using Exchange.Storage.Stores;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Exchange.Storage;

/// <summary>Puts the store into a composition root.</summary>
public static class StorageSetup
{
    /// <summary>Adds the stores on the database that <paramref name="options"/> name. Nothing is opened yet.</summary>
    /// <exception cref="StorageException">The provider is not in this build, or the connection string is not one of its.</exception>
    public static IServiceCollection AddExchangeStorage(this IServiceCollection services, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        switch (options.Provider)
        {
            case StorageProvider.Sqlite:
                services.AddSqliteStore(options.Connection);
                break;
            case StorageProvider.PostgreSql:
                services.AddPostgreSqlStore(options.Connection);
                break;
            case StorageProvider.SqlServer:
                services.AddSqlServerStore(options.Connection);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "There is no such provider.");
        }

        services.AddReplicas(options.Provider);
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<ExchangeContext>>().CreateDbContext());
        services.AddSingleton(provider => new ClientStore(Contexts(provider), Feed(provider)));
        services.AddSingleton(provider => new TrustedDocumentStore(Contexts(provider), Feed(provider)));
        services.AddSingleton(provider => new PolicyVersionStore(Contexts(provider), Feed(provider)));
        services.AddSingleton(provider => new PolicyDraftStore(Contexts(provider), Feed(provider)));
        services.AddSingleton(provider => new BrakeStore(Contexts(provider), Feed(provider)));
        services.AddSingleton(provider => new SettingStore(Contexts(provider)));
        services.AddSingleton(provider => new StaffSessionStore(Contexts(provider)));
        services.AddSingleton(provider => new JustificationStore(Contexts(provider)));
        services.AddSingleton(provider => new PersonReadingStore(Contexts(provider)));
        services.AddSingleton(provider => new ReversalStore(Contexts(provider)));
        services.AddSingleton(provider => new StoreProbe(Contexts(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new OwedRecordStore(Contexts(provider)));
        services.AddSingleton<IConsentStore>(provider =>
            new ConsentStore(Contexts(provider), Feed(provider), provider.GetRequiredService<OwedRecordStore>()));
        services.AddSingleton(provider => new NoticeStore(Contexts(provider)));
        services.AddSingleton(provider => new ReceiptStore(Contexts(provider)));
        services.AddSingleton(provider => new ConsentImport(Contexts(provider), Feed(provider)));
        return services;
    }

    /// <summary>
    /// Keeps staff accounts in the store, their second factors under the <see cref="AccountSecrets"/> of the container; for the room that
    /// signs people in.
    /// </summary>
    public static IdentityBuilder AddAccountStores(this IdentityBuilder identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        identity.AddRoles<StaffRole>().AddEntityFrameworkStores<ExchangeContext>();
        identity.Services.AddSingleton(provider => new StaffRoster(Contexts(provider)));
        identity.Services.AddScoped(provider => new AccountTransaction(provider.GetRequiredService<ExchangeContext>()));
        identity.Services.Replace(ServiceDescriptor.Scoped<IUserStore<StaffAccount>>(provider =>
            new StaffAccountStore(provider.GetRequiredService<ExchangeContext>(), provider.GetRequiredService<AccountSecrets>())));
        return identity;
    }

    /// <summary>
    /// Makes the store where it is missing and brings it to this release's schema. Call once, before anything reads it.
    /// </summary>
    /// <exception cref="StorageException">It cannot be reached or written, is locked, is damaged, or was written by a newer release.</exception>
    public static Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.GetRequiredService<IStoreOpening>().MigrateAsync(cancellationToken);
    }

    /// <summary>What an operator should know about the connection before the hub serves, in one line; null where there is nothing.</summary>
    /// <exception cref="StorageException">The connection string is not one of the provider's.</exception>
    public static string? FindWarning(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Provider switch
        {
            StorageProvider.PostgreSql when PostgreSqlDatabase.Parse(options.Connection) is { IsProtected: false } database =>
                $"the connection to {database.Place} can be read and changed on its way; set SSL Mode=VerifyFull in Storage:Connection",
            StorageProvider.SqlServer when SqlServerDatabase.Parse(options.Connection) is { IsProtected: false } database =>
                $"the connection to {database.Place} can be read and changed on its way; set Encrypt=Mandatory and no TrustServerCertificate "
                + "in Storage:Connection",
            _ => null,
        };
    }

    /// <summary>
    /// What an operator should know about the database that <see cref="MigrateAsync"/> opened, in one line; null where there is nothing.
    /// </summary>
    public static string? FindServerWarning(IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.GetRequiredService<IStoreOpening>().Warning;
    }

    private static IDbContextFactory<ExchangeContext> Contexts(IServiceProvider provider) =>
        provider.GetRequiredService<IDbContextFactory<ExchangeContext>>();

    private static ChangeFeed Feed(IServiceProvider provider) => provider.GetRequiredService<ChangeFeed>();
}
