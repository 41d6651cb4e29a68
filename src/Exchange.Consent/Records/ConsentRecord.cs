using Exchange.Policy;

namespace Exchange.Consent.Records;

/// <summary>
/// What a person was asked and agreed to: the minimal fields of ISO/IEC TS 27560:2023. Immutable; what happened to it is
/// a list of events (<see cref="Lifecycle.ConsentEvent"/>), and a change of purpose, method, kind of data or recipient is a new record.
/// </summary>
public sealed record ConsentRecord
{
    /// <summary>The schema that this program writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The consent's id.</summary>
    public required ConsentId Id { get; init; }

    /// <summary>The schema of this record.</summary>
    public int SchemaVersion { get; init; } = CurrentSchema;

    /// <summary>The version and hash of the record that this one replaces; null for a first one.</summary>
    public PreviousConsent? Previous { get; init; }

    /// <summary>Whose law applies, for example <c>CN</c>.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>The language of the notice that was shown, as a BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>The person concerned, as the store's own pseudonym: never the person's number.</summary>
    public required string Subject { get; init; }

    /// <summary>The person's age band when asked.</summary>
    public required AgeBand AgeBand { get; init; }

    /// <summary>The guardian who decided in the person's place; null when the person decided.</summary>
    public Guardian? Guardian { get; init; }

    /// <summary>The department that is answerable for the processing.</summary>
    public required DepartmentId Controller { get; init; }

    /// <summary>The departments that give.</summary>
    public required IReadOnlyList<DepartmentId> Providers { get; init; }

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

    /// <summary>The agreements that the law wants each on its own.</summary>
    public required IReadOnlyList<SeparateAct> SeparateActs { get; init; }

    /// <summary>From when it counts.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>Until when it counts, exclusive.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>Permit or deny, with exceptions.</summary>
    public required Provision Decision { get; init; }

    /// <summary>How to withdraw it.</summary>
    public required WithdrawalTerms Withdrawal { get; init; }

    /// <summary>The signature under it, where there is one.</summary>
    public ConsentProof? Proof { get; init; }
}
