using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Policy.People;

namespace Exchange.UnitTests.Fixtures;

/// <summary>The room of consents over a store in memory, with a clock and a log that a test reads.</summary>
internal sealed class ConsentRoom
{
    private readonly Pseudonyms _pseudonyms = new(PseudonymKeys.Create(new byte[PseudonymKeys.KeyLength]));
    private readonly RoomClock _clock = new();
    private readonly RoomLog _log = new();

    public ConsentRoom()
        : this(new MemoryConsentStore())
    {
    }

    /// <summary>Of another hub on that store.</summary>
    public ConsentRoom(MemoryConsentStore store)
    {
        Store = store;
        Consents = new Consents(Store, Index, _log, _pseudonyms, _clock, Replicas);
    }

    public MemoryConsentStore Store { get; }

    public ConsentIndex Index { get; } = new();

    public MemoryReplicas Replicas { get; } = new();

    public Consents Consents { get; }

    public PersonKey Person { get; } = ConsentSamples.Person(1);

    public DateTimeOffset Now
    {
        get => _clock.Now;
        set => _clock.Now = value;
    }

    /// <summary>What is on the log of each consent, by its number.</summary>
    public IReadOnlyList<(int Consent, string Event)> Logged => _log.Events;

    public static ConsentAct Officer(string name) => new(name, ConsentChannel.Counter, AuthenticationLevel.Substantial);

    public async Task<ConsentOutcome> GiveAsync(ConsentDraft draft) => await Consents.GiveAsync(draft, ConsentSamples.Self, Stop);

    public Task<ConsentOutcome> GiveAsync(int number) => GiveAsync(ConsentSamples.Draft(number, Person));

    public async Task AskAsync(int number) =>
        Assert.NotNull((await Consents.AskAsync(ConsentSamples.Draft(number, Person), Officer("a"), Stop)).Consent);

    public async Task<ConsentOutcome> WithdrawAsync(int number) => await Consents.WithdrawAsync(ConsentSamples.Id(number), ConsentSamples.Self, Stop);

    public async Task<ConsentOutcome> SuspendAsync(int number, ConsentAct by) => await Consents.SuspendAsync(ConsentSamples.Id(number), by, Stop);

    public async Task<ConsentOutcome> ResumeAsync(int number, ConsentAct by) => await Consents.ResumeAsync(ConsentSamples.Id(number), by, Stop);

    public async Task<ConsentState> StateAsync(int number) => (await Consents.FindAsync(ConsentSamples.Id(number), Stop))!.State;

    public bool Allowed(string scope = ConsentSamples.Scope) =>
        Index.Allows(Person, ConsentSamples.Civil, ConsentSamples.Purpose, scope, ConsentSamples.Start.AddDays(1));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private sealed class RoomClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = ConsentSamples.Start.AddDays(1);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class RoomLog : IConsentLog
    {
        private readonly Lock _writing = new();

        public List<(int, string)> Events { get; } = [];

        public ValueTask<LogPlace?> RecordAsync(ConsentHistory consent, IReadOnlyList<ConsentEvent> events, CancellationToken cancellationToken)
        {
            lock (_writing)
            {
                Events.AddRange(events.Select(happened => (NumberOf(consent), happened.Type.ToString())));
                return ValueTask.FromResult<LogPlace?>(new LogPlace(Events.Count, new string('c', 64)));
            }
        }

        private static int NumberOf(ConsentHistory consent) => BitConverter.ToInt32(consent.Record.Id.Value.ToByteArray());
    }
}
