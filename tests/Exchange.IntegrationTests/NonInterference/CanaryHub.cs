using System.Buffers;
using System.Text;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Adapters;
using Exchange.Consent;
using Exchange.Consent.Replicas;
using Exchange.Federation.Governed.Composition;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;
using Exchange.Host.Composition;
using Exchange.IntegrationTests.Adapters;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Guards;
using Exchange.Pipeline.Records;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.People;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>The real pipeline over departments in memory that hold a city of canaries.</summary>
internal sealed partial class CanaryHub : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    private readonly CityDocuments _documents = CityDocuments.ReadValid(DocumentFolders.Find());
    // How long a silent department is waited for; honest ones answer at once, and get as long as a busy machine needs.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan CityTime = TimeSpan.FromHours(8);
    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(PolicyPools World, bool IsImpatient), Running> _running = [];
    private readonly Dictionary<PolicyPools, CurrentSnapshot> _snapshots = [];
    private readonly Dictionary<string, CanaryEvents> _events;
    private readonly IPersonReadings? _readings;
    private readonly Dictionary<string, CanarySource> _sources;
    private readonly CanaryFacts _facts;
    private readonly JoinedSchemas _schemas;
    private readonly GovernedGraph _graph;
    private readonly int _seed;
    private int _requests;

    /// <summary>A hub over a city of its own.</summary>
    /// <param name="seed">What it is drawn from.</param>
    /// <param name="isJoined">Whether some departments have schemas of their own.</param>
    /// <param name="readings">Counts who was read in a day; null for a new day with every request.</param>
    public CanaryHub(int seed, bool isJoined = false, IPersonReadings? readings = null)
    {
        _readings = readings;
        _seed = seed;
        _schemas = isJoined ? JoinedSchemas.Draw(_documents.Standard!, new Random(seed)) : JoinedSchemas.None(_documents.Standard!);
        var composition = CityGraph.Join(_documents.Standard!, _documents.Graph!, _schemas.Subgraphs);
        _graph = composition.Graph ?? throw new InvalidOperationException(string.Join('\n', composition.Errors));
        City = new CanaryCity(_documents.Standard!, seed);
        _facts = new CanaryFacts(City);
        _sources = _documents.Standard!.Departments.ToDictionary(
            card => card.Code.Value, card => new CanarySource(card.Code.Value, City, _documents.Standard!), StringComparer.Ordinal);
        _events = _sources.Keys.ToDictionary(code => code, code => new CanaryEvents(code), StringComparer.Ordinal);
        Cases = new CanaryCases(City);
        Pseudonyms = new Pseudonyms(PseudonymKeys.Create(new byte[PseudonymKeys.KeyLength]));
    }

    public CanaryCity City { get; }

    public CanaryCases Cases { get; }

    public Pseudonyms Pseudonyms { get; }

    /// <summary>What the hub wrote to its operator's log.</summary>
    public CapturedLog Log { get; } = new();

    public DataStandard Standard => _documents.Standard!;

    /// <summary>The schema that a department serves itself.</summary>
    public string SchemaOf(string department) => _schemas.Subgraphs.Single(subgraph => subgraph.Name == department).Sdl;

    /// <summary>From now on the department is answered for by another source.</summary>
    public void Stand(string department, ISource behind) => _sources[department].Behind = behind;

    /// <summary>World 0 has the demo city's policies, the others have policies by chance; consents are by chance in all.</summary>
    public World World(int number) => World(number, isPlain: _schemas.Subgraphs.Count > 0);

    /// <summary>The same; in a plain world nothing but what reveals residence hangs on whether a person is protected.</summary>
    public World World(int number, bool isPlain)
    {
        var random = new Random(unchecked((_seed * 31) + number));

        // WHY without: what is counted over answers and days is judged by tests of its own.
        var demo = _documents.Policies! with { Budgets = [], Combinations = [] };
        var pools = number == 0 ? PolicyPools.OfDemo(demo) : PolicyPools.Generate(City, _documents.Standard!, demo, random, Now, isPlain, number);
        pools = pools with { Policies = _schemas.Subgraphs.Count == 0 ? pools.Policies : _schemas.Amend(pools.Policies, random) };
        return World(number == 0 ? "demo policies" : $"policies {number}", pools, PlantedConsent.Plant(City, pools, random)) with
        {
            HasCases = number % 2 == 1,
        };
    }

    /// <summary>A world of these rules and thresholds alone, in the demo city's words.</summary>
    public World World(string name, IReadOnlyList<PolicyRule> rules, IReadOnlyList<ThresholdValues> thresholds)
    {
        var policies = _documents.Policies! with { Rules = rules, Restrictions = [], Thresholds = thresholds, Budgets = [], Combinations = [] };
        return World(name, PolicyPools.OfDemo(_documents.Policies!) with { Policies = policies }, []);
    }

    public IReadOnlyList<Ask> Generate(Asker asker, Random random) =>
        new QueryGenerator(City, _documents.Standard!, Pseudonyms, asker.Person, random).Roots(asker.Client);

    /// <summary>A subscription.</summary>
    public Ask Subscription(Random random)
    {
        var (root, types) = new QueryGenerator(City, _documents.Standard!, Pseudonyms, self: null, random).Subscription();
        return root with { Kinds = types };
    }

    /// <summary>Records that departments tell of, who are asked for these types.</summary>
    public IReadOnlyList<(string Department, string Type, string Key)> Events(IReadOnlyList<string> types, Random random) =>
    [
        .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Standard.Type(types[random.Next(types.Count)])!)
            .Select(type => (type.Home!.Value.Value, type.Name, random.Next(10) == 0 ? "nowhere" : City.Keys(type.Name)[random.Next(City.Keys(type.Name).Count)])),
    ];

    public Expectation Expect(World world, Asker asker, IReadOnlyList<Ask> roots)
    {
        var expected = Oracle(world, asker, roots).Answer(roots);
        expected.AsksWithoutRegions = new(() => Oracle(world, WithoutRegion(asker), roots).Answer(roots).Asks);
        expected.MayFail = world.HasCases && asker.CaseNumber == CanaryCases.Failing;
        return expected;
    }

    /// <summary>What a subscription must come to for one event; the same for every one where it must be refused.</summary>
    public Expectation Expect(World world, Asker asker, Ask stream, string type, string key)
    {
        var expected = Oracle(world, asker, [stream]).Report(stream, type, key);
        expected.AsksWithoutRegions = new(() => Oracle(world, WithoutRegion(asker), [stream]).Report(stream, type, key).Asks);

        // The case is looked up for the opening, and again for every event.
        expected.MayFail = world.HasCases && asker.CaseNumber == CanaryCases.Failing;
        return expected;
    }

    /// <summary>The combinations for which the request lacks something.</summary>
    public IEnumerable<Combination> Unmet(World world, Asker asker)
    {
        var rules = new RuleReading(City, world.Pools, world.Consents, asker, Now) { Cases = world.HasCases ? Cases : null };
        return world.Pools.Policies.Combinations.Where(combination => !rules.Meets(combination));
    }

    public async Task<Outcome> AskAsync(World world, Asker asker, GeneratedQuery query, Honesty honesty, int chance)
    {
        var running = Begin(world, asker, honesty, chance);
        var response = await running.Pipeline.AnswerAsync(Request(asker, query), TestContext.Current.CancellationToken);
        return Gathered(response, running);
    }

    private static HubRequest Request(Asker asker, GeneratedQuery query, SessionCredential? session) => new()
    {
        Token = session is null ? "token" : null,
        Session = session,
        Purpose = asker.Purpose,
        CaseNumber = asker.CaseNumber,
        Emergency = asker.Emergency,
        Document = Encoding.UTF8.GetBytes(query.Document),
        Variables = query.Variables,
    };

    private HubRequest Request(Asker asker, GeneratedQuery query) => Request(asker, query, asker.Person is null ? null : Session(asker));

    private Running Begin(World world, Asker asker, Honesty honesty, int chance)
    {
        foreach (var source in _sources.Values)
        {
            (source.Honesty, source.Chance) = (honesty, new Random(chance));
        }

        var key = (world.Pools, honesty == Honesty.Silent);
        if (!_running.TryGetValue(key, out var running))
        {
            _running[key] = running = Pipeline(world, honesty);
        }

        running.Tokens.Client = asker.Client;
        return running;
    }

    // What came of a request, or of one event of a stream, since it was last asked.
    private Outcome Gathered(HubResponse response, Running running)
    {
        var (entries, faults) = running.Take();
        var requests = _sources.Values.SelectMany(source => source.TakeRequests().Select(request => (source, request))).ToList();
        return new Outcome(
            response.Kind,
            response.AccessId,
            Encoding.UTF8.GetString(response.Body.Span),
            [.. entries.OfType<AccessRecord>()],
            string.Join('\n', entries.Select(Encoded)),
            [.. requests.SelectMany(each => each.source.Cells(each.request))],
            [.. requests.SelectMany(each => each.source.Told(each.request))],
            _facts.TakeKeys(),
            string.Join('\n', requests.SelectMany(each => each.request.Selections).SelectMany(each => each.Fields).Select(Printed).Order()),
            faults)
        {
            Requests = requests.Count,
            Batches = requests.Sum(each => each.request.Selections.Count(selection => selection.Keys.Count > 1)),
        };
    }

    private static Asker WithoutRegion(Asker asker) => asker with { Client = asker.Client with { RegionCode = null } };

    private Oracle Oracle(World world, Asker asker, IReadOnlyList<Ask> roots)
    {
        var places = roots.Where(root => root.Name == "place").Select(root => root.Keys.Single()).Distinct().ToList();
        var rules = new RuleReading(City, world.Pools, world.Consents, asker, Now)
        {
            OnlyPlace = places.Count == 1 ? places[0] : null,
            Cases = world.HasCases ? Cases : null,
        };
        return new Oracle(City, _documents.Standard!, _schemas, rules, Pseudonyms, asker, world.Pools.Policies.Combinations);
    }

    public void Dispose() => Pseudonyms.Dispose();

    private static World World(string name, PolicyPools pools, IReadOnlyList<PlantedConsent> consents)
    {
        var index = new ConsentIndex();
        foreach (var consent in consents)
        {
            consent.ApplyTo(index, Now);
        }

        return new World(name, pools, consents, index);
    }

    private static string Encoded(AuditEntry entry)
    {
        var bytes = new ArrayBufferWriter<byte>();
        EntryEncoder.Encode(entry, bytes);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static string Printed(RequestedField field) =>
        $"{field.ResponseName} {field.Name} {field.Coordinate} {field.LevelName} {field.Arguments.Count} "
        + $"[{string.Join(' ', field.Children.Select(Printed))}]";

    private Running Pipeline(World world, Honesty honesty)
    {
        var time = new StoppedClock(Now);
        var key = new byte[32];
        var log = new MemoryAccessLog();
        var faults = new List<Exception>();
        var tokens = new OneClient();
        var pipeline = new RequestPipeline(new PipelineParts
        {
            Snapshot = Snapshot(world),
            Cases = world.HasCases ? Cases : null,
            Readings = _readings ?? new MemoryReadings(),
            Tokens = tokens,
            Justifications = new NoJustifications(),
            Consents = world.Index,
            Lease = ReplicaLease.Unlimited(TimeProvider.System),
            Pseudonyms = Pseudonyms,
            Log = log,

            // WHY: what is drawn at random may cost more than an officer's work, and has to be answered to be judged.
            Limits = new PipelineLimits
            {
                Operation = OperationLimits.Default with { Cost = int.MaxValue },
                Timeout = honesty == Honesty.Silent ? Patience : Ample,
            },
            Refusals = new Refusals(log, time, key),
            Time = time,
            NewAccessId = _ => $"access-{++_requests}",
            OperationHashKey = key,
            Fault = (accessId, fault) =>
            {
                FaultLog.Write(Log, accessId, fault);
                faults.Add(fault);
            },
        });
        return new Running(pipeline, log, faults, tokens);
    }

    private SessionCredential Session(Asker asker)
    {
        _ = PersonKey.TryFromCitizenNo(asker.Person, out var person);
        var isResident = asker.Client.Department.Value == PolicyPools.Residents;
        return new SessionCredential
        {
            Account = new SignedInAccount(
                asker.Client.Officer!, isResident ? null : asker.Client.Department.Value, asker.Client.Roles, asker.Client.Purposes, asker.Client.RegionCode)
            {
                Person = Pseudonyms.ForStore(person),
            },
            IsIntended = true,
            IsCrossSite = false,
        };
    }

    private CurrentSnapshot Snapshot(World world)
    {
        if (!_snapshots.TryGetValue(world.Pools, out var snapshot))
        {
            var policies = world.Braked(_documents.Standard!);
            _snapshots[world.Pools] = snapshot = new CurrentSnapshot(new HubSnapshot
            {
                PolicyVersion = "1",
                Standard = _documents.Standard!,
                Policies = policies,
                Decisions = PolicyCompiler.Compile(_documents.Standard!, policies),
                Brakes = world.Pools.Brakes.Select(brake => brake.Id).ToHashSet(),
                Graph = _graph,
                RootFields = CityGraph.RootFields(_documents.Standard!),
                Executor = new PlanExecutor(
                    CountedSources.Guard(
                        _documents.Standard!, _sources.ToDictionary(source => source.Key, source => (ISource)source.Value), new StoppedClock(Now), CityTime),
                    new Dictionary<string, IFactSource>(City.EventTypes.Select(type => KeyValuePair.Create<string, IFactSource>(
                        type.Name, new PlaceRegionFacts(_sources[type.Home!.Value.Value], type.Key!)))) { ["Person"] = _facts }),
                EventSources = _events.ToDictionary(source => source.Key, source => (IEventSource)source.Value),
                Scalars = GraphScalars.Create(),
            });
        }

        return snapshot;
    }

    private sealed class NoJustifications : IJustificationStore
    {
        public ValueTask KeepAsync(string accessId, string text, DateTimeOffset at, CancellationToken cancellation) =>
            ValueTask.CompletedTask;
    }

    private sealed class OneClient : ITokenVerifier
    {
        public ClientIdentity? Client { get; set; }

        public ValueTask<TokenVerdict> VerifyAsync(string? token, CancellationToken cancellation) =>
            ValueTask.FromResult(new TokenVerdict(Client, TokenFault.None));
    }

    /// <summary>The hub as it runs in one world, with its log and faults.</summary>
    private sealed record Running(RequestPipeline Pipeline, MemoryAccessLog Log, List<Exception> Faults, OneClient Tokens)
    {
        private int _seen;

        /// <summary>What was logged, and what went wrong, since the last call. The record of an opening, which names nobody, stands before the first event's.</summary>
        public (IReadOnlyList<AuditEntry> Entries, IReadOnlyList<Exception> Faults) Take()
        {
            var entries = Log.Entries.Skip(_seen).ToList();
            var faults = Faults.ToList();
            _seen += entries.Count;
            Faults.Clear();
            return (entries is [AccessRecord { Disclosures.Count: 0 }, AccessRecord, ..] ? entries[1..] : entries, faults);
        }
    }
}
