using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Exchange.Consent;
using Exchange.Consent.Records;
using Exchange.Consent.Replicas;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;
using Exchange.Host.Composition;
using Exchange.Pipeline;
using Exchange.Pipeline.Records;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.People;
using Exchange.Policy.Standard;

namespace Exchange.UnitTests.Fixtures;

/// <summary>
/// The pipeline over the repository's own standard and policies; departments, consents, log and clock are in memory. Everybody lives in
/// 990102 but <see cref="Zhao"/>, who lives in 990121; <see cref="Lei"/> gave no consent.
/// </summary>
internal sealed class PipelineCity
{
    public const string Officer = "civil-affairs-assistance-officer";
    public const string Doctor = "health-community-doctor";
    public const string PensionClerk = "social-security-pension-clerk";
    public const string Assistance = "assistance.eligibility";
    public const string Case = "SA-2026-000123";

    public const string Xiufang = "990102195803120429";
    public const string Lei = "990102198506170538";
    public const string Li = "990102194701050170";
    public const string Zhao = "990121193902280110";
    public const string Unknown = "990102196606060134";

    public const string Yunqiao = "990102001001-0003";
    public const string Hazard = "grid-centre:HAZ-000001";
    public const string Dispute = "grid-centre:DISP-000001";
    public const string Litter = "grid-centre:CM-000001";

    /// <summary>Every personal value that the departments of this city deliver.</summary>
    public static readonly string[] PersonalValues =
    [
        Xiufang, Lei, Li, Zhao, Unknown, "1958-03-12", "王秀芳", "云桥里", "990102001001", "12912345678", "2026-02-11",
    ];

    private readonly DataStandard _standard;
    private readonly Consents _consents;
    private readonly RequestPipeline _pipeline;
    private readonly ExecutorLimits? _limits;
    private int _consentsGiven;

    public PipelineCity(
        PolicySet? policies = null,
        Func<SourceRequest, Task>? whileSocialSecurityAnswers = null,
        bool isShared = false,
        StreamLimits? streams = null,
        Func<PipelineParts, PipelineParts>? change = null,
        DataStandard? standard = null,
        ExecutorLimits? limits = null)
    {
        _limits = limits;
        _standard = standard ?? DemoCity.Standard;
        Police = new RecordingSource("public-security", new()
        {
            [Xiufang] = Person(Xiufang, "王秀芳", [Xiufang, Lei]),
            [Lei] = Person(Lei, "王磊", [Xiufang, Lei]),
            [Li] = Person(Li, "李建国", [Li]),
            [Zhao] = Person(Zhao, "赵德明", [Zhao]),
            [Yunqiao] = $$"""{"addressCode":"{{Yunqiao}}","streetCode":"990102001","fullText":"安禾市禾东区云桥里3栋"}""",
        });
        Civil = new RecordingSource("civil-affairs", new()
        {
            [Zhao] = """{"deathDate":"2026-02-11"}""",
            [Li] = """{"elderCare":{"needsVisit":true},"visitContact":{"name":"李敏","phone":"12912345678"},"deathDate":null}""",
        });
        Social = new RecordingSource("social-security", new()
        {
            [Xiufang] = """{"pension":{"receives":true},"socialInsurance":{"isInsured":true}}""",
            [Lei] = """{"pension":{"receives":false},"socialInsurance":{"isInsured":true}}""",
        })
        {
            Before = request => whileSocialSecurityAnswers?.Invoke(request) ?? Task.CompletedTask,
        };
        Grids = new RecordingSource("grid-centre", new()
        {
            [Hazard] = Event("HazardEvent", Hazard, "HAZARD", "\"hazardKind\":\"gas\""),
            [Dispute] = Event("DisputeEvent", Dispute, "DISPUTE", "\"subject\":\"noise\""),
            [Litter] = Event("CityManagementEvent", Litter, "CITY_MANAGEMENT", "\"category\":\"litter\""),
        });
        foreach (var source in new[] { Police, Civil, Social, Grids })
        {
            Sources[source.Department] = source;
        }

        Consenting = new ConsentIndex();
        Lease = isShared ? new ReplicaLease(Clock) : ReplicaLease.Unlimited(Clock);
        _consents = new Consents(new MemoryConsentStore(), Consenting, new ConsentAccessLog(Log), Pseudonyms, Clock, new SoleReplica());
        Snapshot = Compile(policies ?? DemoCity.Policies);
        Current = new CurrentSnapshot(Snapshot);
        Refusals = new Refusals(Log, Clock, new byte[32]);
        var parts = new PipelineParts
        {
            Snapshot = Current,
            Tokens = Tokens,
            Consents = Consenting,
            Lease = Lease,
            Pseudonyms = Pseudonyms,
            Log = Log,
            Justifications = Justifications,
            Refusals = Refusals,
            Time = Clock,
            NewAccessId = now => Guid.CreateVersion7(now).ToString("D"),
            OperationHashKey = new byte[32],
            Limits = new PipelineLimits { Streams = streams ?? new StreamLimits() },
            Fault = (_, fault) => Faults.Add(fault),
        };
        _pipeline = new RequestPipeline(change?.Invoke(parts) ?? parts);
    }

    public AuditClock Clock { get; } = new();

    public PipelineLog Log { get; } = new();

    public PipelineJustifications Justifications { get; } = new();

    public Refusals Refusals { get; }

    public ConsentIndex Consenting { get; }

    /// <summary>The hub's lease; in a city that is shared it is not held until somebody renews it.</summary>
    public ReplicaLease Lease { get; }

    public Pseudonyms Pseudonyms { get; } = new(PseudonymKeys.Create(Enumerable.Repeat((byte)7, 32).ToArray()));

    public HubSnapshot Snapshot { get; }

    /// <summary>What new requests, and the events of open streams, are judged by.</summary>
    public CurrentSnapshot Current { get; }

    public PipelineTokens Tokens { get; } = new();

    public RecordingSource Grids { get; }

    /// <summary>What the grid centre reports.</summary>
    public ReportedEvents Reports { get; } = new("grid-centre");

    public RecordingSource Police { get; }

    public RecordingSource Civil { get; }

    public RecordingSource Social { get; }

    public RecordingFacts Facts { get; } = new(new()
    {
        [Xiufang] = Fact("990102001001"),
        [Lei] = Fact("990102001001"),
        [Li] = Fact("990102001002"),
        [Zhao] = Fact("990121001001"),
    })
    {
        Department = "public-security",
    };

    /// <summary>The departments by code; a test may add one.</summary>
    public Dictionary<string, ISource> Sources { get; } = [];

    /// <summary>The departments that can be asked for rows; none until a test adds one.</summary>
    public Dictionary<string, IListSource> Lists { get; } = [];

    /// <summary>The regions of events, for rules of one's own region.</summary>
    public RecordingFacts EventRegions { get; } = new(new() { [Litter] = """{"region":"990102001001"}""" })
    {
        Department = "grid-centre",
        TellsExistence = false,
    };

    public List<Exception> Faults { get; } = [];

    /// <summary>All that any department was asked.</summary>
    public IEnumerable<SourceRequest> Asked => Police.Requests.Concat(Civil.Requests).Concat(Social.Requests).Concat(Grids.Requests);

    /// <summary>A city in which Xiufang agreed to assistance and Li to care in heat.</summary>
    public static async Task<PipelineCity> WithConsentsAsync(
        PolicySet? policies = null, Func<SourceRequest, Task>? whileSocialSecurityAnswers = null)
    {
        var city = new PipelineCity(policies, whileSocialSecurityAnswers);
        await city.GiveAsync(Xiufang, "civil-affairs", Assistance, "assistance.means", "assistance.household");
        await city.GiveAsync(Li, "health", "care.heat", "care.heat");
        return city;
    }

    public async Task<ConsentId> GiveAsync(string citizenNo, string recipient, string purpose, params string[] scopes)
    {
        var draft = ConsentSamples.Draft(++_consentsGiven, Key(citizenNo)) with
        {
            Recipients = [new Recipient(new DepartmentId(recipient), "部门", "0990-1234567", "recipient")],
            Purposes = [new ConsentPurpose(purpose, "目的", "consent", Necessary: false)],
            Scopes = [.. scopes.Select(scope => new ConsentedScope(scope, Sensitive: false, "full", null))],
        };
        var outcome = await _consents.GiveAsync(draft, ConsentSamples.Self, TestContext.Current.CancellationToken);
        Assert.Empty(outcome.Refusals);
        return draft.Id;
    }

    public async Task WithdrawAsync(ConsentId id) =>
        Assert.Empty((await _consents.WithdrawAsync(id, ConsentSamples.Self, TestContext.Current.CancellationToken)).Refusals);

    /// <summary>Asks as the assistance officer with purpose and case; <paramref name="change"/> says what is different.</summary>
    public async Task<PipelineAnswer> AskAsync(string query, Func<HubRequest, HubRequest>? change = null, object? variables = null)
    {
        var response = await _pipeline.AnswerAsync(Request(query, change, variables), TestContext.Current.CancellationToken);
        return new PipelineAnswer(response);
    }

    /// <summary>Opens a stream; asks like <see cref="AskAsync"/>.</summary>
    public async IAsyncEnumerable<PipelineAnswer> StreamAsync(
        string query,
        Func<HubRequest, HubRequest>? change = null,
        object? variables = null,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var response in _pipeline.StreamAsync(Request(query, change, variables), cancellation))
        {
            yield return new PipelineAnswer(response);
        }
    }

    private static HubRequest Request(string query, Func<HubRequest, HubRequest>? change, object? variables)
    {
        var request = new HubRequest
        {
            Token = Officer,
            Purpose = Assistance,
            CaseNumber = Case,
            Origin = "192.0.2.1",
            Document = Encoding.UTF8.GetBytes(query),
            Variables = variables is null ? null : DatumReader.Read(JsonSerializer.SerializeToUtf8Bytes(variables)).AsObject(),
        };
        return change?.Invoke(request) ?? request;
    }

    public static PersonKey Key(string citizenNo) => PersonKey.TryFromCitizenNo(citizenNo, out var key)
        ? key
        : throw new ArgumentException("Not a citizen number.", nameof(citizenNo));

    /// <summary>The same city under other policies.</summary>
    public HubSnapshot Compile(PolicySet policies, string version = "1", IReadOnlySet<string>? brakes = null) => new()
    {
        Brakes = brakes ?? new HashSet<string>(),
        PolicyVersion = version,
        Standard = _standard,
        Policies = policies,
        Decisions = PolicyCompiler.Compile(_standard, policies),
        Graph = CityGraph.Compose(_standard).Graph!,
        RootFields = CityGraph.RootFields(_standard),
        Executor = new PlanExecutor(
            Sources,
            new Dictionary<string, IFactSource>
            {
                ["Person"] = Facts,
                ["CityManagementEvent"] = EventRegions,
                ["DisputeEvent"] = EventRegions,
            },
            _limits)
        {
            Lists = Lists,
        },
        EventSources = new Dictionary<string, IEventSource> { [Reports.Department] = Reports },
        Scalars = GraphScalars.Create(),
    };

    private static string Event(string type, string id, string kind, string more) => $$"""
        {"__typename":"{{type}}","eventId":"{{id}}","kind":"{{kind}}","owner":{"code":"grid-centre"},"place":{"addressCode":"{{Yunqiao}}"},"status":"open",{{more}}}
        """;

    private static string Fact(string region) => $$"""{"exists":true,"region":"{{region}}","protected":false}""";

    private static string Reference(string citizenNo) => $$"""{"citizenNo":"{{citizenNo}}"}""";

    private static string Person(string citizenNo, string name, string[] household) => $$"""
        {
          "citizenNo": "{{citizenNo}}", "name": "{{name}}", "alive": true, "birthDate": "1958-03-12",
          "household": { "memberCount": {{household.Length}}, "members": [{{string.Join(',', household.Select(Reference))}}] },
          "registeredAddress": {
            "addressCode": "990102001001-0003", "regionCode": "990102", "streetCode": "990102001", "fullText": "安禾市禾东区云桥里3栋"
          }
        }
        """;
}
