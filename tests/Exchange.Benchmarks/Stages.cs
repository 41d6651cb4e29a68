using BenchmarkDotNet.Attributes;
using Exchange.Audit.Writing;
using Exchange.Benchmarks.Scene;
using Exchange.Consent.Replicas;
using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Planning;
using Exchange.Pipeline;
using Exchange.Pipeline.Answers;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Documents;
using Exchange.Pipeline.Guards;
using Exchange.Pipeline.Stages;
using Exchange.Policy.People;

namespace Exchange.Benchmarks;

/// <summary>Where a warm request spends its time: each stage alone, on what the stages before it gave.</summary>
public class Stages
{
    private const string AccessId = "00000001-0000-7000-8000-000000000001";

    private static readonly byte[] Key = new byte[PseudonymKeys.KeyLength];
    private static readonly DateTimeOffset Now = MemoryCity.Now;

    private readonly HubSnapshot _snapshot;
    private readonly Caller _caller = new(MemoryHub.Client, MemoryCity.Purpose, MemoryCity.CaseNumber, null, MemoryHub.CallerClass);
    private readonly Parse _parse;
    private readonly Authorize _authorize;
    private readonly Plan _plan = new(new PlannerLimits());
    private readonly Fetch _fetch;
    private readonly Disclose _disclose = new();
    private readonly Record _record;
    private readonly Respond _respond = new();
    private readonly Parsed _parsed;
    private readonly Grants _grants;
    private readonly QueryPlan _planned;
    private readonly Fetched _fetched;
    private readonly Disclosure _disclosure;

    /// <summary>Runs every stage once.</summary>
    public Stages()
    {
        var city = new MemoryCity();
        var pseudonyms = new Pseudonyms(PseudonymKeys.Create(Key));
        _snapshot = city.Snapshot;
        var lease = ReplicaLease.Unlimited(TimeProvider.System);
        _authorize = new Authorize(city.Consents, lease);
        _fetch = new Fetch(
            new CurrentSnapshot(_snapshot), pseudonyms, city.Consents, lease, CursorKey.DerivedFrom(Key), new PipelineLimits().Lists, new MemoryReadings());
        _record = new Record(new MemoryAccessLog(1), new NoEmergency(), pseudonyms);
        using var hub = new MemoryHub(city, new MemoryAccessLog(1));
        _parse = new Parse(new PipelineLimits(), Key, new DocumentChoice(hub.Parts));
        _parsed = Parsed();
        _grants = RunAuthorize();
        _planned = RunPlan();
        _fetched = FetchAsync().GetAwaiter().GetResult();
        _disclosure = Disclosed();
    }

    /// <summary>Document and variables from the cache.</summary>
    [Benchmark(Description = "Parse")]
    public object RunParse() => Parsed();

    /// <summary>Grants from the cache.</summary>
    [Benchmark(Description = "Authorize")]
    public Grants RunAuthorize() => _authorize.Run(_snapshot, _caller, _parsed.Operation!, _parsed.Variables!, null, Now);

    /// <summary>The plan from the cache.</summary>
    [Benchmark(Description = "Plan")]
    public QueryPlan RunPlan() => _plan.Run(_snapshot, _parsed.Operation!, _grants);

    /// <summary>Facts, gates and two departments in memory.</summary>
    [Benchmark(Description = "Fetch")]
    public Task RunFetch() => FetchAsync();

    /// <summary>What leaves and what was withheld.</summary>
    [Benchmark(Description = "Disclose")]
    public object RunDisclose() => Disclosed();

    /// <summary>The record, made and encoded; kept in memory.</summary>
    [Benchmark(Description = "Record")]
    public AccessReceipt RunRecord() =>
        _record.AnsweredAsync(_snapshot, _caller, AccessId, _parsed.OperationHash!, _fetched, Now).GetAwaiter().GetResult();

    /// <summary>The bytes.</summary>
    [Benchmark(Description = "Respond")]
    public HubResponse RunRespond() => _respond.Answer(_snapshot, _caller, _disclosure, AccessId, default);

    private Parsed Parsed() => _parse.Run(_snapshot, _caller, MemoryHub.Question, mayStream: false);

    private Task<Fetched> FetchAsync() =>
        _fetch.RunAsync(_snapshot, _caller, _planned, _parsed.Variables!, null, AccessId, Now, CancellationToken.None);

    private Disclosure Disclosed() => _disclose.Run(_snapshot, _caller, _fetched.Tree, "en");
}
