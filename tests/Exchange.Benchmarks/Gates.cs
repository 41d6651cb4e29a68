using BenchmarkDotNet.Attributes;
using Exchange.Benchmarks.Scene;
using Exchange.Consent.Replicas;
using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Values;
using Exchange.Pipeline.Answers;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Gates;
using Exchange.Pipeline.Stages;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;

namespace Exchange.Benchmarks;

/// <summary>Deciding for 1,000 records, of which about one in eight passes region and consent.</summary>
public class Gates
{
    private const int Records = 1_000;

    private readonly MemoryCity _city = new();
    private GateSubject[] _subjects = [];
    private ConsentGate? _gate;
    private PersonKey _person;
    private QueryPlan? _plan;
    private FetchContext? _context;

    /// <summary>Plans a question about as many people.</summary>
    [GlobalSetup]
    public void Plan()
    {
        var keys = _city.CitizenNos(Records);
        _person = SampleConsents.Person(keys[0]);
        _gate = new ConsentGate(_city.Consents, MemoryCity.Asker, MemoryCity.Purpose, SampleConsents.Means);
        _subjects = [.. keys.Select(key => new GateSubject(SubjectFacts.PersonType, key, null, MemoryCity.Now))];

        var snapshot = _city.Snapshot;
        var document = GraphQLParser.Parse("{ people(citizenNos: []) { pid alive socialInsurance { isInsured } pension { receives } } }");
        var operation = OperationCompiler.Compile(
            snapshot.Graph.Schema, document, OperationSelector.Select(document, null), VariableValues.Empty, OperationLimits.Default);
        var caller = new Caller(MemoryHub.Client, MemoryCity.Purpose, MemoryCity.CaseNumber, null, MemoryHub.CallerClass);
        var grants = new Authorize(_city.Consents, ReplicaLease.Unlimited(TimeProvider.System))
            .Run(snapshot, caller, operation, VariableValues.Empty, null, MemoryCity.Now);
        _plan = QueryPlanner.Plan(snapshot.Graph, operation, grants, snapshot.RootFields, new PlannerLimits());
        _context = new FetchContext
        {
            AccessId = "benchmark",
            Now = MemoryCity.Now,
            Variables = VariableValues.Empty,
            Scalars = snapshot.Scalars,
            Hub = new TheseKeys(keys),
            Guard = new CellGuard(snapshot.Standard),
            Reasons = new ExecutorReasons(
                (int)ReasonCode.SourceUnavailable, (int)ReasonCode.InvalidSourceData, (int)ReasonCode.NotPermitted, (int)ReasonCode.NotAvailable),
        };
    }

    /// <summary>One question to the consent index.</summary>
    [Benchmark]
    public bool AskConsentIndex() =>
        _city.Consents.Allows(_person, MemoryCity.Asker, MemoryCity.Purpose, SampleConsents.Means, MemoryCity.Now);

    /// <summary>The consent gate alone, for 1,000 records.</summary>
    [Benchmark]
    public int GateRecords()
    {
        var passed = 0;
        foreach (ref readonly var subject in _subjects.AsSpan())
        {
            passed += _gate!.Passes(subject) ? 1 : 0;
        }

        return passed;
    }

    /// <summary>Facts, gates, masks, one request per department and level, and the answer, for 1,000 records.</summary>
    [Benchmark]
    public Task<ResultTree> ExecutePlan() => _city.Snapshot.Executor.ExecuteAsync(_plan!, _context!, CancellationToken.None);

    private sealed class TheseKeys(IReadOnlyList<string?> keys) : IHubFields
    {
        public Datum Root(SelectedField field) => Datum.Null;

        public Datum OfEntity(SelectedField field, string key) => Datum.From(key);

        public IReadOnlyList<string?> Keys(SelectedField lookup, DatumObject arguments) => keys;
    }
}
