using System.Globalization;
using Exchange.Audit.Records;

namespace Exchange.UnitTests.Fixtures;

/// <summary>Entries to put on record.</summary>
internal static class AuditSamples
{
    public const string Subject = "AQIDBAUGBwgJCgsMDQ4PEBESEw";

    public static readonly DateTimeOffset Morning = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public static readonly string Hash = new('a', 64);

    /// <summary>A record with every member set.</summary>
    public static AccessRecord Full { get; } = new()
    {
        Time = Morning,
        AccessId = "01939a3c-0000-7000-8000-000000000001",
        Caller = new RecordedCaller
        {
            ClientId = "civil-affairs-assistance-officer",
            Department = "civil-affairs",
            Officer = "ca-0007",
            Roles = ["assistance-officer"],
            Purpose = "assistance.eligibility",
            CaseNumber = "SA-2026-000123",
            RegionCode = "990102",
            Emergency = true,
        },
        OperationHash = Hash,
        OperationName = "Eligibility",
        PolicyVersion = "7",
        Outcome = AccessOutcome.Answered,
        ErrorCode = "NONE",
        Disclosures =
        [
            new DisclosureGroup
            {
                Subjects = [Subject],
                SubjectCount = 1,
                Cells =
                [
                    Cell("Person.pension.status", "full", CellOutcome.Disclosed) with { Rule = "N1-3", Basis = "statutory-duty" },
                    Cell("Person.birthDate", "year", CellOutcome.Reduced),
                    Cell("Person.pension.amount", "none", CellOutcome.Withheld) with { Reason = "NOT_PERMITTED" },
                    Cell("Person.protected", "none", CellOutcome.FetchedToDecide),
                    Cell("Person.registeredAddress", "none", CellOutcome.FetchedToJoin),
                ],
            },
        ],
        Sources = [new SourceAccess("social-security", "ok", 1, 1)],
    };

    /// <summary>One entry of every kind.</summary>
    public static IReadOnlyList<AuditEntry> EveryKind { get; } =
    [
        Full,
        Small(1),
        new ConsentEvent { Time = Morning, ConsentId = "c-1", Transition = ConsentTransition.Withdrawn, Actor = Subject },
        new PolicyPublished
        {
            Time = Morning,
            PolicyVersion = "8",
            PreviousVersion = "7",
            ContentHash = Hash,
            PublishedBy = "policy-admin",
            ApprovedBy = "approver",
            DraftId = "0198e2f0-51a3-7c7e-9d55-0c6c2b8f1a77",
        },
        new RefusalSummary { Time = Morning, Minute = Morning, SourceHash = Hash, Counts = [new RefusalCount("UNAUTHENTICATED", 3)] },
        new LogOpened { Time = Morning, HubVersion = "0.1.0", Replica = "0198e2f0-51a3-4c7e-9d55-0c6c2b8f1a77", DiscardedBytes = 12, DiscardedHash = Hash },
        new LogClosed { Time = Morning },
        new AccountEvent
        {
            Time = Morning,
            Actor = "0d8f1f5e-1f5c-4ad4-9a5e-b0c3a1d2e3f4",
            Account = "7a1c9e42-55d0-4f3b-8a86-1b2c3d4e5f60",
            Act = AccountAct.Changed,
            Outcome = AccountOutcome.Done,
            Rights = new AccountRights(true, ["assistance-officer"], "civil-affairs", "990102", ["assistance.eligibility"]),
        },
        new PolicyDraftEvent
        {
            Time = Morning,
            DraftId = "0198e2f0-51a3-7c7e-9d55-0c6c2b8f1a77",
            Act = PolicyDraftAct.Approved,
            Actor = "staff:policy-approver",
            Owner = "health",
            BaseVersion = "7",
            ContentHash = Hash,
            PublishAt = Morning.AddDays(1),
        },
        new BrakeEvent
        {
            Time = Morning,
            BrakeId = "0198e2f0-51a3-7c7e-9d55-0c6c2b8f1a78",
            Act = BrakeAct.Pulled,
            Actor = "staff:policy-admin",
            Owner = "social-security",
            Scope = "field",
            Target = "Person.pension.amount",
        },
        new ReversalEvent
        {
            Time = Morning,
            ReversalId = "01939a3c-0000-7000-8000-000000000042",
            Act = ReversalAct.Granted,
            Actor = "staff:policy-approver",
            Department = "civil-affairs",
            Purpose = "assistance.eligibility",
            CaseNumber = "SA-2026-000123",
            Subject = "Acuf_iI3OMBr7gOMf-NlTEA",
        },
        new ReversalEvent
        {
            Time = Morning, ReversalId = "r-1", Act = ReversalAct.Unknown, Actor = "staff:data-steward", Department = "health", Purpose = "care.heat",
        },
        Obliging,
        new AccessReview { Time = Morning, AccessId = Small(1).AccessId, Reviewer = "staff:auditor", Outcome = ReviewOutcome.Justified },
        new AccountEvent { Time = Morning, Actor = "hub", Account = "a-1", Act = AccountAct.LockedOut, Outcome = AccountOutcome.Done },
    ];

    /// <summary>A record of cells that oblige, under conditions.</summary>
    public static AccessRecord Obliging => Small(2) with
    {
        Disclosures =
        [
            new DisclosureGroup
            {
                SubjectCount = 2,
                Cells =
                [
                    Cell("Place.hazards", "full", CellOutcome.Disclosed) with { Obligations = new RecordedObligations(true, Morning.AddHours(24), 30) },
                    Cell("Place.lifts", "full", CellOutcome.Disclosed) with { Obligations = new RecordedObligations(false, null, null) },
                ],
                Held = ["onePlace", "sameRegion"],
                NotHeld = ["hours"],
            },
        ],
    };

    /// <summary>A short access record whose id ends in <paramref name="number"/>.</summary>
    public static AccessRecord Small(int number) => new()
    {
        Time = Morning.AddMilliseconds(number),
        AccessId = "01939a3c-0000-7000-8000-" + number.ToString("D12", CultureInfo.InvariantCulture),
        Caller = new RecordedCaller { ClientId = "c", Department = "health" },
        PolicyVersion = "7",
        Outcome = AccessOutcome.Refused,
    };

    private static DisclosedCell Cell(string coordinate, string level, CellOutcome outcome) =>
        new() { Coordinate = coordinate, Level = level, Outcome = outcome, Records = 1 };
}
