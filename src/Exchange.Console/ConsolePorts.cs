using Exchange.Audit.Reading;
using Exchange.Audit.Writing;
using Exchange.Consent.Replicas;
using Exchange.Console.Pages;
using Exchange.Console.Policies;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.Policy.People;
using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Console;

/// <summary>What the control plane works on; given by the composition root.</summary>
public sealed record ConsolePorts
{
    /// <summary>Giving, withdrawing and listing consents.</summary>
    public required Consent.Consents Consents { get; init; }

    /// <summary>The texts that people are shown before they consent.</summary>
    public required NoticeStore Notices { get; init; }

    /// <summary>The receipts that were issued.</summary>
    public required ReceiptStore Receipts { get; init; }

    /// <summary>Signs a receipt, which is JSON in UTF-8: a JWS in compact form under a key of <c>/.well-known/jwks.json</c>.</summary>
    public required Func<ReadOnlyMemory<byte>, string> SignReceipt { get; init; }

    /// <summary>Of a hundred consents taken at a counter, how many a second officer has to confirm before they count.</summary>
    public int FourEyesPercent { get; init; } = 10;

    /// <summary>The policies and the standard in force.</summary>
    public required CurrentSnapshot Snapshot { get; init; }

    /// <summary>Whether this hub can know of every brake.</summary>
    public required ReplicaLease Lease { get; init; }

    /// <summary>Verifies bearer tokens of machine clients.</summary>
    public required ITokenVerifier Tokens { get; init; }

    /// <summary>Pseudonyms of the store.</summary>
    public required Pseudonyms Pseudonyms { get; init; }

    /// <summary>The access log.</summary>
    public required IAccessLog Log { get; init; }

    /// <summary>The last hour of the access log.</summary>
    public required RecentAccess Recent { get; init; }

    /// <summary>The access log, read from its end.</summary>
    public required AccessLogPages Records { get; init; }

    /// <summary>The accesses that wait for a review.</summary>
    public ReviewBook Reviews { get; init; } = new();

    /// <summary>The published policy versions.</summary>
    public required PolicyVersionStore Versions { get; init; }

    /// <summary>The registered clients.</summary>
    public required ClientStore Clients { get; init; }

    /// <summary>Drafts of policies: writing, checking, approving and publishing them.</summary>
    public required PolicyDrafts Drafts { get; init; }

    /// <summary>What owners closed at once.</summary>
    public required PolicyBrakes Brakes { get; init; }

    /// <summary>The reversals of pseudonyms.</summary>
    public required ReversalStore Reversals { get; init; }

    /// <summary>Seals why a reversal is asked.</summary>
    public required TextSeal ReversalSeal { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Makes access ids.</summary>
    public required Func<DateTimeOffset, string> NewAccessId { get; init; }

    /// <summary>The built console; null where the build has none.</summary>
    public ConsolePages? Pages { get; init; }
}
