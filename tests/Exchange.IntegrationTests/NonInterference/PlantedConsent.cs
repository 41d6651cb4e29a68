using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>What became of a planted consent.</summary>
internal enum Fate
{
    Active,
    Withdrawn,
    Suspended,
    NeverGiven,
    Expired,
    NotYetBegun,
    Denied,
}

/// <summary>A consent of one person to one department for one purpose, as the test knows it.</summary>
internal sealed record PlantedConsent(int Number, string Person, string Recipient, string Purpose, string Scope, Fate Fate)
{
    private static readonly ConsentAct Self = new("account-1", ConsentChannel.Self, AuthenticationLevel.Substantial);

    public static IReadOnlyList<PlantedConsent> Plant(CanaryCity city, PolicyPools pools, Random random)
    {
        var consents = new List<PlantedConsent>();
        foreach (var person in city.Keys("Person"))
        {
            for (var i = random.Next(0, 14); i > 0; i--)
            {
                var fate = random.Next(5) < 3 ? Fate.Active : (Fate)random.Next(7);
                consents.Add(new PlantedConsent(
                    consents.Count, person, pools.Department(random), pools.Purpose(random), pools.Scope(random), fate));
            }
        }

        return consents;
    }

    /// <summary>Whether a person's consents open a scope: none in force opens what another one denies.</summary>
    public static bool Allow(IEnumerable<PlantedConsent> all, string person, string recipient, string purpose, string scope)
    {
        var fates = all.Where(each => each.Person == person && each.Recipient == recipient)
            .Where(each => each.Purpose == purpose && each.Scope == scope)
            .Select(each => each.Fate).ToList();
        return fates.Contains(Fate.Active) && !fates.Contains(Fate.Denied);
    }

    public void ApplyTo(ConsentIndex index, DateTimeOffset now)
    {
        _ = PersonKey.TryFromCitizenNo(Person, out var subject);
        var history = ConsentHistory.Request(Draft(subject, now).ToRecord("stored"), now.AddDays(-100), Self);
        if (Fate != Fate.NeverGiven)
        {
            history = history.Give(now.AddDays(-100), Self).Next!.Activate(now.AddDays(-100)).Next!;
        }

        index.Apply(subject, Fate switch
        {
            Fate.Withdrawn => history.Withdraw(now.AddDays(-1), Self).Next!,
            Fate.Suspended => history.Suspend(now.AddDays(-1), Self).Next!,
            _ => history,
        });
    }

    private ConsentDraft Draft(PersonKey subject, DateTimeOffset now) => new()
    {
        Id = ConsentId.From(new Guid(Number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1)),
        Subject = subject,
        Controller = new DepartmentId(Recipient),
        Recipients = [new Recipient(new DepartmentId(Recipient), "department", "contact", "role")],
        Purposes = [new ConsentPurpose(Purpose, "purpose", "consent", Necessary: true)],
        Scopes = [new ConsentedScope(Scope, Sensitive: false, "full", null)],
        Use = new ConsentUse(UseManner.View, Periodic: false, null, RetentionDays: 30, AutomatedDecision: false, CrossBorder: false),
        Notice = new Notice("notice", "1", new string('a', 64)),
        SeparateActs = [SeparateAct.Sharing],
        ValidFrom = Fate == Fate.NotYetBegun ? now.AddDays(1) : now.AddDays(-200),
        ValidUntil = Fate == Fate.Expired ? now : now.AddDays(200),
        Decision = Fate == Fate.Denied ? new Provision { Effect = ConsentEffect.Deny } : Provision.Permit,
        Withdrawal = new WithdrawalTerms("how", "contact"),
    };
}
