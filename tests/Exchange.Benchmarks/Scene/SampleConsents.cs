using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Policy.People;

namespace Exchange.Benchmarks.Scene;

/// <summary>Consents to be looked up by the assistance officer.</summary>
internal static class SampleConsents
{
    public const string Means = "assistance.means";

    private static readonly ConsentAct Counter = new("officer-1", ConsentChannel.Counter, AuthenticationLevel.Substantial, "civil-affairs");

    /// <summary>An index in which each of these persons has agreed.</summary>
    public static ConsentIndex Index(IEnumerable<string> citizenNos)
    {
        var index = new ConsentIndex();
        var number = 0;
        foreach (var citizenNo in citizenNos)
        {
            var person = Person(citizenNo);
            index.Apply(person, Active(Draft(++number, person)));
        }

        return index;
    }

    /// <summary>One person agrees to as much.</summary>
    public static void Agree(ConsentIndex index, int number, string citizenNo, IReadOnlyList<string> scopes)
    {
        var person = Person(citizenNo);
        if (scopes.Count > 0)
        {
            index.Apply(person, Active(Draft(number + 1, person) with { Scopes = [.. scopes.Select(Scope)] }));
        }
    }

    public static PersonKey Person(string citizenNo) =>
        PersonKey.TryFromCitizenNo(citizenNo, out var person)
            ? person
            : throw new ArgumentException("Not a citizen number.", nameof(citizenNo));

    private static ConsentHistory Active(ConsentDraft draft) =>
        ConsentHistory.Request(draft.ToRecord("pseudonym"), MemoryCity.Now, Counter)
            .Give(MemoryCity.Now, Counter).Next!
            .Activate(MemoryCity.Now).Next!;

    private static ConsentedScope Scope(string code) => new(code, Sensitive: false, "full", null);

    private static ConsentDraft Draft(int number, PersonKey subject) => new()
    {
        Id = ConsentId.From(new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1)),
        Subject = subject,
        Controller = MemoryCity.Asker,
        Recipients = [new Recipient(MemoryCity.Asker, "民政局", "0990-1234567", "assistance-officer")],
        Purposes = [new ConsentPurpose(MemoryCity.Purpose, "社会救助资格审核", "consent", Necessary: true)],
        Scopes = [Scope(Means), Scope("assistance.household")],
        Use = new ConsentUse(UseManner.Query, Periodic: false, null, RetentionDays: 30, AutomatedDecision: false, CrossBorder: false),
        Notice = new Notice("assistance", "1", new string('a', 64)),
        SeparateActs = [SeparateAct.Sharing],
        ValidFrom = MemoryCity.Now,
        ValidUntil = MemoryCity.Now.AddYears(1),
        Withdrawal = new WithdrawalTerms("本人账户或任一窗口", "12345"),
    };
}
