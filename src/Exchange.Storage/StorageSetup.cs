using Exchange.Consent;
using Exchange.Storage.Accounts;
using Exchange.Storage.Model;
using Exchange.Storage.Sqlite;
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
                var file = SqliteFile.Parse(options.Connection);
                services.AddSingleton<IStoreOpening>(provider =>
                    new SqliteStoreOpening(file, provider.GetRequiredService<IDbContextFactory<ExchangeContext>>()));
                services.AddSingleton<IDbContextFactory<ExchangeContext>>(new SqliteContextFactory(file));
                break;
            default:
                throw new StorageException($"Storage:Provider {options.Provider} is not in this build; use Sqlite.");
        }

        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<ExchangeContext>>().CreateDbContext());
        services.AddSingleton(provider => new ClientStore(Contexts(provider)));
        services.AddSingleton(provider => new PolicyVersionStore(Contexts(provider)));
        services.AddSingleton(provider => new SettingStore(Contexts(provider)));
        services.AddSingleton(provider => new StaffSessionStore(Contexts(provider)));
        services.AddSingleton(provider => new JustificationStore(Contexts(provider)));
        services.AddSingleton<IConsentStore>(provider => new ConsentStore(Contexts(provider)));
        services.AddSingleton(provider => new ConsentImport(Contexts(provider)));
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
    /// <exception cref="StorageException">It cannot be written, is locked, is damaged, or was written by a newer release.</exception>
    public static Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.GetRequiredService<IStoreOpening>().MigrateAsync(cancellationToken);
    }

    private static IDbContextFactory<ExchangeContext> Contexts(IServiceProvider provider) =>
        provider.GetRequiredService<IDbContextFactory<ExchangeContext>>();
}
