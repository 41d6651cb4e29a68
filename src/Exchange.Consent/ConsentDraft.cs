using Exchange.Consent.Records;
using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.Consent;

/// <summary>What a person is about to agree to; the id is chance and passed in.</summary>
public sealed record ConsentDraft
{
    /// <summary>The new consent's id.</summary>
    public required ConsentId Id { get; init; }

    /// <summary>The person concerned.</summary>
    public required PersonKey Subject { get; init; }

    /// <summary>The consent that it replaces; null for a first one.</summary>
    public PreviousConsent? Previous { get; init; }

    /// <summary>Whose law applies.</summary>
    public string Jurisdiction { get; init; } = "CN";

    /// <summary>The language of the notice.</summary>
    public string Language { get; init; } = "zh-CN";

    /// <summary>The person's age band.</summary>
    public AgeBand AgeBand { get; init; }

    /// <summary>The guardian who decides, or null.</summary>
    public Guardian? Guardian { get; init; }

    /// <summary>The department that is answerable.</summary>
    public required DepartmentId Controller { get; init; }

    /// <summary>The departments that give.</summary>
    public IReadOnlyList<DepartmentId> Providers { get; init; } = [];

    /// <summary>The departments that receive.</summary>
    public required IReadOnlyList<Recipient> Recipients { get; init; }

    /// <summary>What for.</summary>
    public required IReadOnlyList<ConsentPurpose> Purposes { get; init; }

    /// <summary>Which data.</summary>
    public required IReadOnlyList<ConsentedScope> Scopes { get; init; }

    /// <summary>How it may be used.</summary>
    public required ConsentUse Use { get; init; }

    /// <summary>The text that was shown.</summary>
    public required Notice Notice { get; init; }

    /// <summary>The agreements made each on its own.</summary>
    public IReadOnlyList<SeparateAct> SeparateActs { get; init; } = [];

    /// <summary>From when it counts.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>Until when it counts, exclusive.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>Permit or deny, with exceptions.</summary>
    public Provision Decision { get; init; } = Provision.Permit;

    /// <summary>How to withdraw it.</summary>
    public required WithdrawalTerms Withdrawal { get; init; }

    /// <summary>What is wrong with it, each in one sentence without personal values; empty when it can be given.</summary>
    public IReadOnlyList<string> Mistakes() => [.. ConsentDraftRules.Check(this)];

    internal ConsentRecord ToRecord(string subject) => new()
    {
        Id = Id,
        Previous = Previous,
        Jurisdiction = Jurisdiction,
        Language = Language,
        Subject = subject,
        AgeBand = AgeBand,
        Guardian = Guardian is null ? null : Guardian with { Until = InMinutes(Guardian.Until) },
        Controller = Controller,
        Providers = Providers,
        Recipients = Recipients,
        Purposes = Purposes,
        Scopes = Scopes,
        Use = Use,
        Notice = Notice,
        SeparateActs = SeparateActs,
        ValidFrom = InMinutes(ValidFrom),
        ValidUntil = InMinutes(ValidUntil),
        Decision = Decision,
        Withdrawal = Withdrawal,
    };

    // WHY whole minutes: a term is said in them, and the index holds them in little. Nothing counts before the giving itself is in the index.
    private static DateTimeOffset InMinutes(DateTimeOffset time) => time.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerMinute));
}
