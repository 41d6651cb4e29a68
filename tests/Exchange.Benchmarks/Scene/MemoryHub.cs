using System.Text;
using Exchange.Audit.Writing;
using Exchange.Consent.Replicas;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;

namespace Exchange.Benchmarks.Scene;

/// <summary>The whole flow of requests over the city in memory, from token to bytes.</summary>
internal sealed class MemoryHub : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, PseudonymKeys.KeyLength).Select(number => (byte)number)];

    private readonly Pseudonyms _pseudonyms = new(PseudonymKeys.Create(Key));
    private readonly RequestPipeline _pipeline;
    private int _requests;

    public MemoryHub(MemoryCity city, IAccessLog log)
    {
        Parts = new PipelineParts
        {
            Snapshot = new CurrentSnapshot(city.Snapshot),
            Tokens = new OneClient(),
            Consents = city.Consents,
            Lease = ReplicaLease.Unlimited(TimeProvider.System),
            Pseudonyms = _pseudonyms,
            Log = log,
            Justifications = new NoEmergency(),
            Refusals = new Refusals(log, TimeProvider.System, Key),
            Time = new StandingClock(),
            NewAccessId = _ => NextAccessId(),
            OperationHashKey = Key,
            Fault = (_, fault) => throw new InvalidOperationException("A measured request failed.", fault),
        };
        _pipeline = new RequestPipeline(Parts);
    }

    /// <summary>What the hub is made of.</summary>
    public PipelineParts Parts { get; }

    public ValueTask<HubResponse> AnswerAsync(HubRequest request) => _pipeline.AnswerAsync(request, CancellationToken.None);

    /// <summary>Asks the question once, so that what is cached is there.</summary>
    public void Warm() => AnswerAsync(Question).AsTask().GetAwaiter().GetResult();

    public void Dispose() => _pseudonyms.Dispose();

    private string NextAccessId() =>
        new Guid(Interlocked.Increment(ref _requests), 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1).ToString("D");

    /// <summary>The applicant's question about the household.</summary>
    public static HubRequest Question { get; } = new()
    {
        Token = "token",
        Purpose = MemoryCity.Purpose,
        CaseNumber = MemoryCity.CaseNumber,
        Document = Encoding.UTF8.GetBytes(
            $$"""
            {
              person(citizenNo: "{{MemoryCity.Applicant}}") {
                pid alive household { memberCount members { pid alive socialInsurance { isInsured } pension { receives amount } } }
              }
            }
            """),
    };

    public static ClientIdentity Client { get; } = new(
        "civil-affairs-assistance-officer",
        MemoryCity.Asker,
        ["assistance-officer"],
        [MemoryCity.Purpose],
        "990102",
        "ca-1027",
        IntrospectionMode.Full);

    /// <summary>The part of the client's question that policy rules see.</summary>
    public static CallerClass CallerClass { get; } = new(
        Client.Department, Client.Roles, PurposeState.Registered, MemoryCity.Purpose, Client.RegionCode, hasCase: true, hasEmergency: false);

    private sealed class OneClient : ITokenVerifier
    {
        public ValueTask<TokenVerdict> VerifyAsync(string? token, CancellationToken cancellation) =>
            ValueTask.FromResult(new TokenVerdict(Client, TokenFault.None));
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => MemoryCity.Now;
    }
}
