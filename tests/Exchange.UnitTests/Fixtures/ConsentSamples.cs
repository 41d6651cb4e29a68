using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.UnitTests.Fixtures;

/// <summary>Consents of invented people, ids from a seed.</summary>
internal static class ConsentSamples
{
    public static readonly DateTimeOffset Start = new(2026, 11, 1, 9, 0, 0, TimeSpan.FromHours(8));
    public static readonly DateTimeOffset End = Start.AddYears(1);
    public static readonly DepartmentId Civil = new("civil-affairs");
    public static readonly ConsentAct Self = new("account-7", ConsentChannel.Self, AuthenticationLevel.Substantial);
    public const string Purpose = "assistance.eligibility";
    public const string Scope = "assistance.means";

    public static PersonKey Person(int number)
    {
        for (var check = 0; ; check++)
        {
            var text = $"99010219800101{number:D3}{"0123456789X"[check]}";
            if (PersonKey.TryFromCitizenNo(text, out var key))
            {
                return key;
            }
        }
    }

    public static ConsentId Id(int number) => ConsentId.From(new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1));

    public static ConsentDraft Draft(int number, PersonKey subject) => new()
    {
        Id = Id(number),
        Subject = subject,
        Controller = Civil,
        Recipients = [new Recipient(Civil, "民政局", "0990-1234567", "assistance-officer")],
        Purposes = [new ConsentPurpose(Purpose, "社会救助资格审核", "consent", Necessary: true)],
        Scopes = [new ConsentedScope(Scope, Sensitive: false, "full", null)],
        Use = new ConsentUse(UseManner.View, Periodic: false, null, RetentionDays: 30, AutomatedDecision: false, CrossBorder: false),
        Notice = new Notice("assistance", "1", new string('a', 64)),
        SeparateActs = [SeparateAct.Sharing],
        ValidFrom = Start,
        ValidUntil = End,
        Withdrawal = new WithdrawalTerms("本人账户或任一窗口", "12345"),
    };

    public static ConsentRecord Record(int number) => Draft(number, Person(1)).ToRecord("stored-pseudonym");

    public static ConsentHistory Active(ConsentRecord record) =>
        ConsentHistory.Request(record, Start, Self).Give(Start, Self).Next!.Activate(Start).Next!;
}
