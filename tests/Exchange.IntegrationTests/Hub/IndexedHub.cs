using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Consent.Replicas;
using Exchange.Host.Composition;
using Exchange.Identity.Keys;
using Exchange.Pipeline.Records;
using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Storage;
using Exchange.Storage.Replicas;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Hub;

/// <summary>What of a hub keeps consents: a store, a data folder, the index and who follows the store's changes.</summary>
internal sealed class IndexedHub : IAsyncDisposable
{
    public static readonly Guid StoreId = new("0193a000-0000-7000-8000-000000000001");

    private static readonly ConsentAct Counter = new("officer-7", ConsentChannel.Counter, AuthenticationLevel.Substantial);
    private static readonly Pseudonyms Names = new(PseudonymKeys.Create(new byte[PseudonymKeys.KeyLength]));

    private readonly ServiceProvider _services;

    private IndexedHub(ServiceProvider services, ConsentIndexKeeper keeper)
    {
        (_services, Keeper) = (services, keeper);
        Consents = new Consents(
            services.GetRequiredService<IConsentStore>(), keeper.Index, new ConsentAccessLog(new MemoryAccessLog()), Names, TimeProvider.System,
            services.GetRequiredService<IReplicas>());
    }

    public ConsentIndexKeeper Keeper { get; }

    public Consents Consents { get; }

    public FeedChange? Applied => _services.GetRequiredService<ReplicaFollower>().Applied;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts as a hub does; keys lie beside the data folder, as those of several hubs do.</summary>
    public static async Task<IndexedHub> StartAsync(StorageOptions storage, string folder, string keys, Guid? storeId = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddExchangeStorage(storage).BuildServiceProvider();
        try
        {
            await StorageSetup.MigrateAsync(services, Cancel);
            await services.GetRequiredService<ReplicaFollower>().JoinAsync(Cancel);
            var ledger = new KeyLedger(new KeyFolder(keys), services.GetRequiredService<SettingStore>());
            var hub = new IndexedHub(services, await ConsentIndexKeeper.OpenAsync(services, ledger, folder, storeId ?? StoreId, Cancel));
            await hub.Keeper.LoadAsync(hub.Consents, Cancel);
            await services.GetRequiredService<ReplicaFollower>().StartAsync(new State(hub.Consents), Cancel);
            return hub;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    public static PersonKey Person(int number)
    {
        for (var check = 0; ; check++)
        {
            if (PersonKey.TryFromCitizenNo($"99010219{60 + (number % 30)}0606{number % 900:D3}{"0123456789X"[check]}", out var person))
            {
                return person;
            }
        }
    }

    public static ConsentId Id(int number) => ConsentId.From(new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1));

    public async Task GiveAsync(int number, ConsentEffect effect = ConsentEffect.Permit) =>
        Assert.NotNull((await Consents.GiveAsync(Draft(number, effect), Counter, Cancel)).Consent);

    public async Task WithdrawAsync(int number) => Assert.NotNull((await Consents.WithdrawAsync(Id(number), Counter, Cancel)).Consent);

    public async Task SuspendAsync(int number) => Assert.NotNull((await Consents.SuspendAsync(Id(number), Counter, Cancel)).Consent);

    /// <summary>Takes consents over at once, of which the feed tells by one entry.</summary>
    public ValueTask TakeOverAsync(params int[] numbers) => Consents.TakeOverAsync(
        [.. numbers.Select(number => new ArchivedConsent(Draft(number, ConsentEffect.Permit), Counter, IsWithdrawn: false))],
        (consents, cancellation) => _services.GetRequiredService<ConsentImport>().ImportAsync(consents, cancellation),
        Cancel);

    /// <summary>The persons, by number, whose data the index opens.</summary>
    public IEnumerable<int> Open(int most) => Enumerable.Range(1, most).Where(number => Keeper.Index.Allows(
        Person(number), new DepartmentId("civil-affairs"), "assistance.eligibility", "assistance.means", TimeProvider.System.GetUtcNow()));

    public Task<FeedChange?> NewestAsync() => _services.GetRequiredService<ChangeHistory>().NewestAsync(Cancel);

    /// <summary>Keeps the index as a hub does that stops, once every change is applied.</summary>
    public async Task KeepAsync()
    {
        var newest = await NewestAsync();
        for (var look = 0; !(Applied?.Position >= newest?.Position) && look < 600; look++)
        {
            await Task.Delay(50, Cancel);
        }

        Assert.True(Applied?.Position >= newest?.Position, "The follower does not follow.");
        await Keeper.KeepAsync(isLast: true);
    }

    public Task PruneFeedAsync() => _services.GetRequiredService<ChangeFeed>().PruneAsync(DateTimeOffset.MaxValue, Cancel);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static ConsentDraft Draft(int number, ConsentEffect effect)
    {
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        return new ConsentDraft
        {
            Id = Id(number),
            Subject = Person(number),
            Controller = new DepartmentId("civil-affairs"),
            Recipients = [new Recipient(new DepartmentId("civil-affairs"), "民政局", "12345", "assistance-officer")],
            Purposes = [new ConsentPurpose("assistance.eligibility", "核对社会救助资格", "consent", Necessary: true)],
            Scopes = [new ConsentedScope("assistance.means", Sensitive: false, "full", null)],
            Use = new ConsentUse(UseManner.View, Periodic: false, null, RetentionDays: 30, AutomatedDecision: false, CrossBorder: false),
            Notice = new Notice("assistance", "1", new string('a', 64)),
            SeparateActs = [SeparateAct.Sharing],
            Decision = new Provision { Effect = effect },
            ValidFrom = from,
            ValidUntil = from.AddYears(4),
            Withdrawal = new WithdrawalTerms("同一渠道", "12345"),
        };
    }

    private sealed class State(Consents consents) : IReplicaState
    {
        public bool IsCurrent => true;

        public Task ApplyAsync(FeedChange change, CancellationToken cancellationToken) => ConsentId.TryParse(change.Subject, out var id)
            ? consents.RefreshAsync(id, cancellationToken).AsTask()
            : consents.LoadAsync(cancellationToken).AsTask();

        public Task ReloadAsync(CancellationToken cancellationToken) => consents.LoadAsync(cancellationToken).AsTask();
    }
}
