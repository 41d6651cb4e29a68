using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.PolicyTests.Consent;

/// <summary>Consents of invented people for the tests of the index, from a seed.</summary>
internal static class IndexedConsents
{
    public static readonly DateTimeOffset Start = new(2026, 11, 1, 9, 0, 0, TimeSpan.FromHours(8));
    public static readonly ConsentAct Self = new("account-7", ConsentChannel.Self, AuthenticationLevel.Substantial);
    public static readonly string[] Departments = ["civil-affairs", "housing", "health"];
    public static readonly string[] Purposes = ["assistance.eligibility", "housing.allocation"];
    public static readonly string[] Scopes = ["assistance.means", "assistance.household", "housing.means", "care.heat"];

    /// <summary>A person whose number ends in these seven digits of birth and order.</summary>
    public static PersonKey Person(int number)
    {
        var born = new DateOnly(1930, 1, 1).AddDays(number / 900 % 33_000);
        for (var check = 0; ; check++)
        {
            var text = $"{990102 + (number / 29_700_000)}{born:yyyyMMdd}{(number % 900) + 100:D3}{"0123456789X"[check]}";
            if (PersonKey.TryFromCitizenNo(text, out var key))
            {
                return key;
            }
        }
    }

    public static ConsentRecord Record(int number, DateTimeOffset from, DateTimeOffset until) => new()
    {
        Id = ConsentId.From(new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1)),
        Jurisdiction = "CN",
        Language = "zh-CN",
        Subject = "stored-pseudonym",
        AgeBand = AgeBand.Adult,
        Controller = new DepartmentId("civil-affairs"),
        Providers = [],
        Recipients = [Recipient("civil-affairs")],
        Purposes = [Purpose("assistance.eligibility")],
        Scopes = [Scope("assistance.means")],
        Use = new ConsentUse(UseManner.View, Periodic: false, null, RetentionDays: 30, AutomatedDecision: false, CrossBorder: false),
        Notice = new Notice("assistance", "1", new string('a', 64)),
        SeparateActs = [SeparateAct.Sharing],
        ValidFrom = from,
        ValidUntil = until,
        Decision = Provision.Permit,
        Withdrawal = new WithdrawalTerms("本人账户或任一窗口", "12345"),
    };

    public static Recipient Recipient(string code) => new(new DepartmentId(code), code, "0990-1234567", "recipient");

    public static ConsentPurpose Purpose(string code) => new(code, code, "consent", Necessary: true);

    public static ConsentedScope Scope(string code) => new(code, Sensitive: false, "full", null);

    public static ConsentHistory Active(ConsentRecord record) =>
        ConsentHistory.Request(record, Start, Self).Give(Start, Self).Next!.Activate(Start).Next!;

    /// <summary>A consent of chance: its term in whole minutes or not, permits, refusals and exceptions, a guardian now and then.</summary>
    public static ConsentRecord AnyRecord(Random chance, int number)
    {
        var isWhole = chance.Next(4) > 0;
        var from = Start.AddMinutes(chance.Next(0, 500)).AddTicks(isWhole ? 0 : chance.Next(1, 1_000_000));
        var until = from.AddMinutes(chance.Next(1, 500)).AddTicks(isWhole ? 0 : chance.Next(1, 1_000_000));
        return Record(number, from, until) with
        {
            Recipients = [.. Some(chance, Departments).Select(Recipient)],
            Purposes = [.. Some(chance, Purposes).Select(Purpose)],
            Scopes = [.. Some(chance, Scopes).Select(Scope)],
            Guardian = chance.Next(8) == 0 ? new Guardian("parent", "file-1", from.AddMinutes(chance.Next(1, 400))) : null,
            Decision = AnyDecision(chance),
        };
    }

    /// <summary>What may have happened to it, in a few steps of chance.</summary>
    public static ConsentHistory AnyHistory(Random chance, ConsentRecord record) =>
        GoneOn(chance, ConsentHistory.Request(record, Start, Self), chance.Next(0, 24));

    /// <summary>The same after some more steps of chance.</summary>
    public static ConsentHistory GoneOn(Random chance, ConsentHistory consent, int steps)
    {
        for (var step = steps; step > 0; step--)
        {
            var act = chance.Next(12) switch
            {
                0 => consent.Withdraw(Start, Self),
                1 => consent.Refuse(Start, Self),
                < 6 => consent.State == ConsentState.Suspended ? consent.Resume(Start, Self) : consent.Suspend(Start, Self),
                _ => consent.State == ConsentState.Requested ? consent.Give(Start, Self) : consent.Activate(Start),
            };
            consent = act.Next ?? consent;
        }

        return consent;
    }

    private static Provision AnyDecision(Random chance) => chance.Next(6) switch
    {
        0 => new Provision { Effect = ConsentEffect.Deny },
        1 => new Provision
        {
            Effect = ConsentEffect.Permit,
            Exceptions = [new Provision { Effect = ConsentEffect.Deny, Scope = Scopes[chance.Next(Scopes.Length)] }],
        },
        _ => Provision.Permit,
    };

    private static string[] Some(Random chance, string[] all) =>
        [.. all.OrderBy(_ => chance.Next()).Take(chance.Next(1, all.Length + 1))];
}
