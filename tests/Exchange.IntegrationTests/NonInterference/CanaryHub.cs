using System.Buffers;
using System.Text;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;
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
using Exchange.Pipeline.Records;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.People;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>One set of policies with the consents that people gave under it.</summary>
/// <param name="Name">For a failed test.</param>
/// <param name="Pools">The policies.</param>
/// <param name="Consents">The consents as they were given.</param>
/// <param name="Index">The consents as the hub knows them.</param>
internal sealed record World(string Name, PolicyPools Pools, IReadOnlyList<PlantedConsent> Consents, ConsentIndex Index);

/// <summary>What came of one request, wherever it left a trace.</summary>
internal sealed record Outcome(
    AnswerKind Kind,
    string? AccessId,
    string Body,
    IReadOnlyList<AccessRecord> Records,
    string RecordText,
    IReadOnlyList<AskedCell> Asked,
    IReadOnlyList<(string Department, string Key, string Text)> Told,
    IReadOnlyList<string> FactKeys,
    string RequestText,
    IReadOnlyList<Exception> Faults)
{
    public DatumObject Answer => DatumReader.Read(Encoding.UTF8.GetBytes(Body)).AsObject();

    public Datum Data => Answer["data"];

    public DatumObject Explanation => Answer["extensions"].AsObject()["exchange"].AsObject();
}

/// <summary>The real pipeline over departments in memory that hold a city of canaries.</summary>
internal sealed class CanaryHub : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    private readonly CityDocuments _documents = CityDocuments.ReadValid(DocumentFolders.Find());
    private readonly Dictionary<PolicyPools, CurrentSnapshot> _snapshots = [];
    private readonly Dictionary<string, CanarySource> _sources;
    private readonly CanaryFacts _facts;
    private readonly JoinedSchemas _schemas;
    private readonly GovernedGraph _graph;
    private readonly int _seed;
    private int _requests;

    public CanaryHub(int seed, bool isJoined = false)
    {
        _seed = seed;
        _schemas = isJoined ? JoinedSchemas.Draw(_documents.Standard!, new Random(seed)) : JoinedSchemas.None(_documents.Standard!);
        var composition = CityGraph.Join(_documents.Standard!, _documents.Graph!, _schemas.Subgraphs);
        _graph = composition.Graph ?? throw new InvalidOperationException(string.Join('\n', composition.Errors));
        City = new CanaryCity(_documents.Standard!, seed);
        _facts = new CanaryFacts(City);
        _sources = _documents.Standard!.Departments.ToDictionary(
            card => card.Code.Value, card => new CanarySource(card.Code.Value, City, _documents.Standard!), StringComparer.Ordinal);
        Pseudonyms = new Pseudonyms(PseudonymKeys.Create(new byte[PseudonymKeys.KeyLength]));
    }

    public CanaryCity City { get; }

    public Pseudonyms Pseudonyms { get; }

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
        var pools = number == 0 ? PolicyPools.OfDemo(demo) : PolicyPools.Generate(_documents.Standard!, demo, random, Now, isPlain);
        pools = pools with { Policies = _schemas.Subgraphs.Count == 0 ? pools.Policies : _schemas.Amend(pools.Policies, random) };
        return World(number == 0 ? "demo policies" : $"policies {number}", pools, PlantedConsent.Plant(City, pools, random));
    }

    /// <summary>A world of these rules and thresholds alone, in the demo city's words.</summary>
    public World World(string name, IReadOnlyList<PolicyRule> rules, IReadOnlyList<ThresholdValues> thresholds)
    {
        var policies = _documents.Policies! with { Rules = rules, Restrictions = [], Thresholds = thresholds, Budgets = [], Combinations = [] };
        return World(name, PolicyPools.OfDemo(_documents.Policies!) with { Policies = policies }, []);
    }

    public IReadOnlyList<Ask> Generate(Asker asker, Random random) =>
        new QueryGenerator(City, _documents.Standard!, Pseudonyms, random).Roots(asker.Client);

    public Expectation Expect(World world, Asker asker, IReadOnlyList<Ask> roots)
    {
        var places = roots.Where(root => root.Name == "place").Select(root => root.Keys.Single()).Distinct().ToList();
        var rules = new RuleReading(City, world.Pools.Policies, world.Consents, asker, Now) { OnlyPlace = places.Count == 1 ? places[0] : null };
        return new Oracle(City, _documents.Standard!, _schemas, rules, Pseudonyms, asker).Answer(roots);
    }

    public async Task<Outcome> AskAsync(World world, Asker asker, GeneratedQuery query, Honesty honesty, int chance)
    {
        foreach (var source in _sources.Values)
        {
            (source.Honesty, source.Chance) = (honesty, new Random(chance));
        }

        var log = new MemoryAccessLog();
        var faults = new List<Exception>();
        var response = await Pipeline(world, asker, log, faults).AnswerAsync(
            new HubRequest
            {
                Token = asker.Person is null ? "token" : null,
                Session = asker.Person is null ? null : Session(asker),
                Purpose = asker.Purpose,
                CaseNumber = asker.CaseNumber,
                Emergency = asker.Emergency,
                Document = Encoding.UTF8.GetBytes(query.Document),
                Variables = query.Variables,
            },
            TestContext.Current.CancellationToken);
        var requests = _sources.Values.SelectMany(source => source.TakeRequests().Select(request => (source, request))).ToList();
        return new Outcome(
            response.Kind,
            response.AccessId,
            Encoding.UTF8.GetString(response.Body.Span),
            [.. log.Entries.OfType<AccessRecord>()],
            string.Join('\n', log.Entries.Select(Encoded)),
            [.. requests.SelectMany(each => each.source.Cells(each.request))],
            [.. requests.SelectMany(each => each.source.Told(each.request))],
            _facts.TakeKeys(),
            string.Join('\n', requests.SelectMany(each => each.request.Selections).SelectMany(each => each.Fields).Select(Printed).Order()),
            faults);
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

    private RequestPipeline Pipeline(World world, Asker asker, MemoryAccessLog log, List<Exception> faults)
    {
        var time = new StoppedClock(Now);
        var key = new byte[32];
        return new RequestPipeline(new PipelineParts
        {
            Snapshot = Snapshot(world.Pools),
            Tokens = new OneClient(asker.Client),
            Justifications = new NoJustifications(),
            Consents = world.Index,
            Lease = ReplicaLease.Unlimited(TimeProvider.System),
            Pseudonyms = Pseudonyms,
            Log = log,

            // WHY: what is drawn at random may cost more than an officer's work, and has to be answered to be judged.
            Limits = new PipelineLimits { Operation = OperationLimits.Default with { Cost = int.MaxValue } },
            Refusals = new Refusals(log, time, key),
            Time = time,
            NewAccessId = _ => $"access-{++_requests}",
            OperationHashKey = key,
            Fault = (_, fault) => faults.Add(fault),
        });
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

    private CurrentSnapshot Snapshot(PolicyPools pools)
    {
        if (!_snapshots.TryGetValue(pools, out var snapshot))
        {
            _snapshots[pools] = snapshot = new CurrentSnapshot(new HubSnapshot
            {
                PolicyVersion = "1",
                Standard = _documents.Standard!,
                Policies = pools.Policies,
                Decisions = PolicyCompiler.Compile(_documents.Standard!, pools.Policies),
                Graph = _graph,
                RootFields = CityGraph.RootFields(_documents.Standard!),
                Executor = new PlanExecutor(
                    _sources.ToDictionary(source => source.Key, source => (ISource)source.Value),
                    new Dictionary<string, IFactSource> { ["Person"] = _facts }),
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

    private sealed class OneClient(ClientIdentity client) : ITokenVerifier
    {
        public ValueTask<TokenVerdict> VerifyAsync(string? token, CancellationToken cancellation) =>
            ValueTask.FromResult(new TokenVerdict(client, TokenFault.None));
    }
}
