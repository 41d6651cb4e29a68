using System.Diagnostics;
using System.Globalization;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Consent.Replicas;
using Exchange.Pipeline.Records;
using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Storage;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Benchmarks.Consents;

/// <summary><c>consent-load [COUNT]</c>: how long a start takes that reads every consent from a store in a file, and one that goes on from the index it kept.
/// </summary>
internal sealed class ConsentLoadCommand(TextWriter output)
{
    public const string Command = "consent-load";

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task RunAsync(IReadOnlyList<string> args)
    {
        var count = args.Count > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var folder = Directory.CreateTempSubdirectory("exchange-load-");
        var file = Path.Combine(folder.FullName, "exchange.db");
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddExchangeStorage(StorageOptions.SqliteFile(file)).BuildServiceProvider();
        await StorageSetup.MigrateAsync(services, CancellationToken.None);
        using var pseudonyms = new Pseudonyms(PseudonymKeys.Create(new byte[32]));
        await services.GetRequiredService<ConsentImport>().ImportAsync(Enumerable.Range(0, count).Select(n => Given(n, pseudonyms)), CancellationToken.None);
        var index = new ConsentIndex();
        var consents = new Exchange.Consent.Consents(
            services.GetRequiredService<IConsentStore>(), index, new ConsentAccessLog(new Audit.Writing.MemoryAccessLog()), pseudonyms,
            TimeProvider.System, new SoleReplica());
        var clock = Stopwatch.StartNew();
        await consents.LoadAsync(CancellationToken.None);
        var (all, each) = (clock.Elapsed, clock.Elapsed / count);
        var kept = KeptIndexTimes.Measure(index);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} consents ({new FileInfo(file).Length / 1e6:N0} MB) in {all.TotalSeconds:N1} s, {each.TotalMicroseconds:N1} us each; "
            + $"from the kept index ({kept.Bytes / 1e6:N0} MB) in {kept.GoOn.TotalSeconds:N2} s"));
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static ConsentHistory Given(int number, Pseudonyms pseudonyms)
    {
        var person = MadeUpPeople.Person(number * 2 / 5);
        var by = new ConsentAct("staff:clerk", ConsentChannel.Counter, AuthenticationLevel.Substantial, "form 17");
        var record = new ConsentRecord
        {
            Id = ConsentId.From(Guid.CreateVersion7(Start.AddSeconds(number))),
            Jurisdiction = "CN",
            Language = "zh-CN",
            Subject = pseudonyms.ForStore(person),
            AgeBand = AgeBand.Adult,
            Controller = new DepartmentId("civil-affairs"),
            Providers = [],
            Recipients = [new Recipient(new DepartmentId("civil-affairs"), "民政局", "0990-1234567", "recipient")],
            Purposes = [new ConsentPurpose("assistance.eligibility", "社会救助资格审核", "consent", Necessary: true)],
            Scopes = [new ConsentedScope("assistance.means", true, "full", null), new ConsentedScope("assistance.household", true, "full", null)],
            Use = new ConsentUse(UseManner.Query, Periodic: true, "as needed", RetentionDays: 180, AutomatedDecision: false, CrossBorder: false),
            Notice = new Notice("data-sharing", "1", new string('a', 64)),
            SeparateActs = [SeparateAct.Sharing, SeparateAct.Sensitive],
            ValidFrom = Start.AddMinutes(number % 400_000),
            ValidUntil = Start.AddMinutes(number % 400_000).AddYears(1),
            Decision = Provision.Permit,
            Withdrawal = new WithdrawalTerms("at the counter, by phone or online, in one step", "12345"),
        };
        return ConsentHistory.Request(record, Start, by).Give(Start, by).Next!.Activate(Start).Next!;
    }
}
