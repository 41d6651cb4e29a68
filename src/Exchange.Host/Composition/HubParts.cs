using System.Collections.Frozen;
using Exchange.Audit.Reading;
using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Consent.Replicas;
using Exchange.Console;
using Exchange.Console.Pages;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Sources;
using Exchange.Host.Telemetry;
using Exchange.Identity;
using Exchange.Identity.Clients;
using Exchange.Identity.Clients.Documents;
using Exchange.Identity.Keys;
using Exchange.Identity.Tokens;
using Exchange.Identity.Verification;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Documents;
using Exchange.Pipeline.Guards;
using Exchange.Pipeline.Records;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;
using Exchange.Storage;
using Exchange.Storage.Accounts;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.Host.Composition;

/// <summary>The opened parts of a hub, before it accepts requests.</summary>
public sealed record HubParts
{
    /// <summary>The access log.</summary>
    public required AccessLog Log { get; init; }

    /// <summary>Consents: the room's door.</summary>
    public required Consents Consents { get; init; }

    /// <summary>Keeps the index of consents for the next start.</summary>
    public required ConsentIndexKeeper IndexKeeper { get; init; }

    /// <summary>What of the log the store lacked.</summary>
    public required LogReplay Replay { get; init; }

    /// <summary>The access logs of the store's hubs, and whether they were compared with it.</summary>
    public required ComparedLogs Logs { get; init; }

    /// <summary>What of the policies was in the store and is not any more; null where it never went back.</summary>
    public required Func<string?> LostPolicies { get; init; }

    /// <summary>Pseudonyms for departments and for the store.</summary>
    public required Pseudonyms Pseudonyms { get; init; }

    /// <summary>The current snapshot.</summary>
    public required CurrentSnapshot Snapshot { get; init; }

    /// <summary>How the folder of policies differs from the published version, in one line; null where it does not.</summary>
    public string? PolicyDifference { get; init; }

    /// <summary>The flow of requests.</summary>
    public required RequestPipeline Pipeline { get; init; }

    /// <summary>What the control plane works on.</summary>
    public required ConsolePorts ConsolePorts { get; init; }

    /// <summary>What sign-in and the keeping of accounts need of the hub.</summary>
    public required IdentityPorts IdentityPorts { get; init; }

    /// <summary>Sums up refused strangers.</summary>
    public required Refusals Refusals { get; init; }

    /// <summary>The services of the web application: provisioners, stores.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Opens store, keys, log, consents and sources, in the order in which a failure harms least.</summary>
    public static async Task<HubParts> OpenAsync(
        IServiceProvider services,
        HubOptions options,
        CityDocuments documents,
        Func<CancellationToken, Task<HubSources>> openSources,
        CancellationToken cancellation)
    {
        var time = services.GetRequiredService<TimeProvider>();
        await StorageSetup.MigrateAsync(services, cancellation);
        await ReplicaSetup.JoinAsync(services, cancellation);
        await IdentitySetup.StartAsync(services, cancellation);
        var ledger = services.GetRequiredService<KeyLedger>();
        var pseudonyms = new Pseudonyms(await new PseudonymKeyFiles(ledger).OpenAsync(cancellation));
        var hashKey = await ledger.GetOrCreateAsync("operation-hash", 32, cancellation);
        var seal = new TextSeal(await ledger.GetOrCreateAsync("justifications", TextSeal.KeyBytes, cancellation));
        var reversalSeal = new TextSeal(await ledger.GetOrCreateAsync("reversals", TextSeal.KeyBytes, cancellation));
        var justifications = new StoredJustifications(services.GetRequiredService<JustificationStore>(), seal);
        var settings = services.GetRequiredService<SettingStore>();
        var storeId = await StoreIdentity.GetOrCreateAsync(settings, time, cancellation);
        var logFolder = Path.Combine(options.Folder, "audit");
        var replica = ReplicaIdentity.GetOrCreate(options.Folder);
        var logFact = StoreIdentity.LogFact(options.Storage.Provider, replica);
        await StoreIdentity.RefuseLostLogAsync(settings, logFact, logFolder, cancellation);
        var readers = new LogReaders(logFolder);
        var log = await AccessLog.OpenAsync(
            new AccessLogOptions
            {
                Folder = logFolder, StoreId = storeId, Replica = replica, TimeProvider = time, HubVersion = HubVersion.Text, Durable = readers.Note,
            },
            cancellation);
        try
        {
            await readers.FillAsync(services, time.GetUtcNow(), cancellation);
            var keeper = await ConsentIndexKeeper.OpenAsync(services, ledger, options.Folder, storeId, cancellation);
            var consents = new Consents(
                services.GetRequiredService<IConsentStore>(), keeper.Index, new ConsentAccessLog(log), pseudonyms, time,
                services.GetRequiredService<IReplicas>());
            var replay = new LogReplay(
                new LogReplayParts(
                    log, readers.Pages, settings, consents,
                    new RightsReplay(services.GetRequiredService<ClientStore>(), services.GetRequiredService<StaffRoster>()),
                    new BrakeReplay(services.GetRequiredService<BrakeStore>()),
                    new DraftReplay(services.GetRequiredService<PolicyDraftStore>()),
                    new ReversalReplay(services.GetRequiredService<ReversalStore>()),
                    new LackingPolicies(services.GetRequiredService<PolicyVersionStore>(), services.GetRequiredService<PolicyDraftStore>())),
                StoreIdentity.ComparedFact(logFact),
                services.GetRequiredService<ILoggerFactory>().CreateLogger("Exchange"));
            await replay.RunAsync(cancellation);
            await services.GetRequiredService<ClientDirectory>().LoadAsync(cancellation);
            await keeper.LoadAsync(consents, cancellation);
            var sources = SourceTelemetry.Measure(await openSources(cancellation));
            var policies = await PolicyParts.OpenAsync(services, documents, sources, log, readers.Pages, replay, cancellation);
            await replay.SettleAsync(cancellation);
            var readings = new StoredReadings(services.GetRequiredService<PersonReadingStore>());
            await replay.CountReadingsAsync(readings, policies.Snapshot.Value, time.GetUtcNow(), cancellation);
            var logs = new ComparedLogs(settings, logFact, () => replay.Missing is null && policies.Switch.Lost is null);
            await logs.BeginAsync(cancellation);
            await StoreIdentity.NoteLogBegunAsync(settings, logFact, cancellation);
            await ReplicaSetup.StartAsync(services, consents, replay, policies.Switch, cancellation);
            var tokens = new HubTokens(
                services.GetRequiredService<AccessTokenVerifier>(), services.GetRequiredService<ClientDirectory>(), options.Introspection);
            return Assemble(
                services, options, time, log, replay, logs, readings, pseudonyms, consents, keeper, policies, tokens, sources.Cases, justifications,
                reversalSeal, hashKey, readers);
        }
        catch
        {
            await log.DisposeAsync();
            throw;
        }
    }

    internal static HubSnapshot Compile(
        CityDocuments documents, HubSources sources, TimeProvider time, string version, IReadOnlySet<string>? brakes = null) => new()
    {
        Brakes = brakes ?? FrozenSet<string>.Empty,
        PolicyVersion = version,
        Standard = documents.Standard!,
        Policies = documents.Policies!,
        Decisions = PolicyCompiler.Compile(documents.Standard!, documents.Policies!),
        Graph = documents.Graph!,
        RootFields = CityGraph.RootFields(documents.Standard!),
        Executor = new PlanExecutor(Guarded(documents, sources, time), sources.Facts) { Lists = sources.Lists },
        EventSources = sources.Events,
        Scalars = GraphScalars.Create(),
    };

    // WHY for each version: a month of counts ends by the clock of the policies that are in force.
    private static IReadOnlyDictionary<string, ISource> Guarded(CityDocuments documents, HubSources sources, TimeProvider time) =>
        CountedSources.Guard(documents.Standard!, sources.ByDepartment, time, documents.Policies!.Vocabulary.UtcOffset);

    private static HubParts Assemble(
        IServiceProvider services,
        HubOptions options,
        TimeProvider time,
        AccessLog log,
        LogReplay replay,
        ComparedLogs logs,
        StoredReadings readings,
        Pseudonyms pseudonyms,
        Consents consents,
        ConsentIndexKeeper keeper,
        PolicyParts policies,
        ITokenVerifier tokens,
        ICaseSource? cases,
        IJustificationStore justifications,
        TextSeal reversalSeal,
        byte[] hashKey,
        LogReaders readers)
    {
        var snapshot = policies.Snapshot;
        var refusals = new Refusals(log, time, hashKey);
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Exchange");
        return new HubParts
        {
            Log = log,
            Consents = consents,
            IndexKeeper = keeper,
            Replay = replay,
            Logs = logs,
            LostPolicies = () => policies.Switch.Lost,
            Pseudonyms = pseudonyms,
            Snapshot = snapshot,
            PolicyDifference = policies.Difference,
            Refusals = refusals,
            IdentityPorts = new IdentityPorts
            {
                Log = log,
                Refusals = refusals,
                Terms = () => Terms(snapshot.Value),
                DocumentMistakes = text => DocumentCheck.Mistakes(
                    snapshot.Value.Graph.Schema, text.Span, options.Limits, snapshot.Value.Scalars),
            },
            Services = services,
            Pipeline = new RequestPipeline(new PipelineParts
            {
                Snapshot = snapshot,
                Tokens = tokens,
                Consents = keeper.Index,
                Lease = services.GetRequiredService<ReplicaLease>(),
                Pseudonyms = pseudonyms,
                Log = log,
                Cases = cases,
                Justifications = justifications,
                Readings = readings,
                Refusals = refusals,
                Time = time,
                NewAccessId = NewAccessId,
                OperationHashKey = hashKey,
                Limits = options.Limits,
                Documents = options.Documents,
                RegisteredDocument = services.GetRequiredService<TrustedDocumentDirectory>().Find,
                AutomaticPersistedQueries = options.AutomaticPersistedQueries,
                Fault = (accessId, fault) => FaultLog.Write(logger, accessId, fault),
            }),
            ConsolePorts = new ConsolePorts
            {
                Consents = consents,
                Notices = services.GetRequiredService<NoticeStore>(),
                Receipts = services.GetRequiredService<ReceiptStore>(),
                SignReceipt = services.GetRequiredService<ReceiptSigner>().Sign,
                FourEyesPercent = options.FourEyesPercent,
                Snapshot = snapshot,
                Lease = services.GetRequiredService<ReplicaLease>(),
                Tokens = tokens,
                Pseudonyms = pseudonyms,
                Log = log,
                Time = time,
                NewAccessId = NewAccessId,
                Recent = readers.Recent,
                Reviews = readers.Reviews,
                Records = readers.Pages,
                Versions = services.GetRequiredService<PolicyVersionStore>(),
                Drafts = policies.Drafts,
                Brakes = policies.Brakes,
                Clients = services.GetRequiredService<ClientStore>(),
                Reversals = services.GetRequiredService<ReversalStore>(),
                ReversalSeal = reversalSeal,
                Pages = ConsolePages.Find(options.ConsoleFolder),
            },
        };
    }

    private static AccountTerms Terms(HubSnapshot snapshot) => new(
        snapshot.Policies.Vocabulary.Roles.Select(role => role.Code).ToHashSet(StringComparer.Ordinal),
        snapshot.Standard.Departments.Select(department => department.Code.Value)
            .Concat(snapshot.Policies.Vocabulary.Departments.Select(receiver => receiver.Code.Value)).ToHashSet(StringComparer.Ordinal),
        snapshot.Policies.Vocabulary.Purposes.Select(purpose => purpose.Code).ToHashSet(StringComparer.Ordinal));

    private static string NewAccessId(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("D");
}
