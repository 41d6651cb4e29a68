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

/// <summary>
/// <c>consent-load [COUNT [POSTGRESQL]]</c>: how long a start takes that reads every consent from a store, in a SQLite file or an empty PostgreSQL
/// database, and one that goes on from the index it kept.
/// </summary>
internal sealed class ConsentLoadCommand(TextWriter output)
{
    public const string Command = "consent-load";

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task RunAsync(IReadOnlyList<string> args)
    {
        var count = args.Count > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var folder = Directory.CreateTempSubdirectory("exchange-load-");
        var options = args.Count > 1
            ? new StorageOptions(StorageProvider.PostgreSql, args[1])
            : StorageOptions.SqliteFile(Path.Combine(folder.FullName, "exchange.db"));
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddExchangeStorage(options).BuildServiceProvider();
        await StorageSetup.MigrateAsync(services, CancellationToken.None);
        using var pseudonyms = new Pseudonyms(PseudonymKeys.Create(new byte[32]));
        await FillAsync(services, options, count, pseudonyms);
        var index = new ConsentIndex();
        var consents = new Exchange.Consent.Consents(
            services.GetRequiredService<IConsentStore>(), index, new ConsentAccessLog(new Audit.Writing.MemoryAccessLog()), pseudonyms,
            TimeProvider.System, new SoleReplica());
        var (clock, used) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await consents.LoadAsync(CancellationToken.None);
        var (all, each) = (clock.Elapsed, (Environment.CpuUsage.TotalTime - used) / count);
        var kept = KeptIndexTimes.Measure(index);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} consents in {all.TotalSeconds:N1} s, {each.TotalMicroseconds:N2} us of processor time each; "
            + $"from the kept index ({kept.Bytes / 1e6:N0} MB) in {kept.GoOn.TotalSeconds:N2} s"));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    // WHY one as a hub writes it and the others beside it: a start reads neither documents nor events, and a kilobyte of each would take hours.
    private static async Task FillAsync(IServiceProvider services, StorageOptions options, int count, Pseudonyms pseudonyms)
    {
        var first = Given(0, pseudonyms);
        await services.GetRequiredService<ConsentImport>().ImportAsync([first], CancellationToken.None);
        var rows = Enumerable.Range(1, count - 1).Select(number => ConsentRows.NewRow(
            first.Record with
            {
                Id = ConsentId.From(Guid.CreateVersion7(Start.AddSeconds(number))),
                Subject = pseudonyms.ForStore(Person(number)),
                ValidFrom = Begins(number),
                ValidUntil = Begins(number).AddYears(1),
            },
            ConsentState.Active,
            first.Version));
        if (options.Provider == StorageProvider.PostgreSql)
        {
            await StandingRows.CopyToPostgreSqlAsync(options.Connection, rows);
        }
        else
        {
            StandingRows.InsertIntoSqlite(options.Connection, rows);
        }
    }

    private static PersonKey Person(int number) => MadeUpPeople.Person((int)(number * 2L / 5));

    private static DateTimeOffset Begins(int number) => Start.AddMinutes(number % 400_000);

    private static ConsentHistory Given(int number, Pseudonyms pseudonyms)
    {
        var by = new ConsentAct("staff:clerk", ConsentChannel.Counter, AuthenticationLevel.Substantial, "form 17");
        var record = new ConsentRecord
        {
            Id = ConsentId.From(Guid.CreateVersion7(Start.AddSeconds(number))),
            Jurisdiction = "CN",
            Language = "zh-CN",
            Subject = pseudonyms.ForStore(Person(number)),
            AgeBand = AgeBand.Adult,
            Controller = new DepartmentId("civil-affairs"),
            Providers = [],
            Recipients = [new Recipient(new DepartmentId("civil-affairs"), "民政局", "0990-1234567", "recipient")],
            Purposes = [new ConsentPurpose("assistance.eligibility", "社会救助资格审核", "consent", Necessary: true)],
            Scopes = [new ConsentedScope("assistance.means", true, "full", null), new ConsentedScope("assistance.household", true, "full", null)],
            Use = new ConsentUse(UseManner.Query, Periodic: true, "as needed", RetentionDays: 180, AutomatedDecision: false, CrossBorder: false),
            Notice = new Notice("data-sharing", "1", new string('a', 64)),
            SeparateActs = [SeparateAct.Sharing, SeparateAct.Sensitive],
            ValidFrom = Begins(number),
            ValidUntil = Begins(number).AddYears(1),
            Decision = Provision.Permit,
            Withdrawal = new WithdrawalTerms("at the counter, by phone or online, in one step", "12345"),
        };
        return ConsentHistory.Request(record, Start, by).Give(Start, by).Next!.Activate(Start).Next!;
    }
}
