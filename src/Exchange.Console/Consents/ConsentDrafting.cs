using System.Globalization;
using Exchange.Audit.Records;
using Exchange.Consent;
using Exchange.Consent.Records;
using Exchange.Pipeline;
using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Policy.Standard;

namespace Exchange.Console.Consents;

/// <summary>Turns what was sent into a draft, or says every mistake. Messages name fields and codes, never the person.</summary>
internal sealed class ConsentDrafting(HubSnapshot snapshot, TimeProvider time)
{
    private const int LongestReference = 200;
    private const int AgeOfConsent = 14;
    private const string RecipientRole = "recipient";

    // The city's own line.
    private const string RightsContact = "12345";

    private static readonly string[] Acts = [.. Enum.GetNames<SeparateAct>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] Channels = ["counter", "phone", "paper"];
    private static readonly TimeSpan DefaultValidity = TimeSpan.FromDays(365);

    /// <summary>The draft, or what is wrong with the request.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="subject">The person.</param>
    /// <param name="notice">The stored text that the request names; null where there is none.</param>
    /// <param name="previous">The consent that is replaced; null for none.</param>
    public (ConsentDraft? Draft, IReadOnlyList<string> Mistakes) Draft(
        ConsentRequest request, PersonKey subject, NoticeText? notice, PreviousConsent? previous)
    {
        var mistakes = Check(request).Concat(CheckNotice(request, notice)).ToList();
        if (mistakes.Count > 0)
        {
            return (null, mistakes);
        }

        var now = time.GetUtcNow();
        var purpose = snapshot.Policies.Vocabulary.FindPurpose(request.Purpose!)!;
        var draft = new ConsentDraft
        {
            Id = ConsentId.From(Guid.CreateVersion7(now)),
            Subject = subject,
            Previous = previous,
            Language = notice!.Language,
            AgeBand = AgeOn(now, subject),
            Guardian = request.Guardian is { } guardian
                ? new Guardian(guardian.Relation ?? "", guardian.Evidence ?? "", AgeOfConsentOn(subject))
                : null,
            Controller = new DepartmentId(request.Recipients![0]),
            Recipients = [.. request.Recipients.Distinct(StringComparer.Ordinal).Select(Recipient)],
            Purposes = [new ConsentPurpose(purpose.Code, purpose.Title.Zh, "consent", request.Necessary)],
            Scopes = [.. request.Scopes!.Distinct(StringComparer.Ordinal).Select(Scope)],
            Use = new ConsentUse(
                UseManner.Query, Periodic: true, "as needed", request.RetentionDays ?? 180, request.AutomatedDecision, CrossBorder: false),
            Notice = new Notice(notice.Id, notice.Version, notice.Hash),
            SeparateActs = [.. (request.SeparateActs ?? []).Select(act => Enum.Parse<SeparateAct>(act, ignoreCase: true)).Distinct()],
            ValidFrom = now,
            ValidUntil = request.ValidUntil ?? now + DefaultValidity,
            Withdrawal = new WithdrawalTerms("in the console, at the counter or by phone, in one step", RightsContact),
        };
        return (draft, draft.Mistakes());
    }

    /// <summary>Whether nobody can see the person who says so: such a consent is confirmed by a second officer.</summary>
    public static bool IsOnPaper(ConsentRequest request) =>
        request.Channel is { } channel && !channel.Equals("counter", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<string> Check(ConsentRequest request)
    {
        var vocabulary = snapshot.Policies.Vocabulary;
        if (request.Purpose is null || vocabulary.FindPurpose(request.Purpose) is null)
        {
            yield return "\"purpose\" must be a purpose of the vocabulary.";
        }

        if (request.Recipients is not { Count: > 0 } || request.Recipients.Any(code => Department(code) is null))
        {
            yield return "\"recipients\" must name departments by code.";
        }

        if (request.Scopes is not { Count: > 0 } || request.Scopes.Any(code => code is null || vocabulary.FindScope(code) is null))
        {
            yield return "\"scopes\" must name consent scopes of the vocabulary.";
        }

        if ((request.SeparateActs ?? []).Any(act => !Acts.Contains(act, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"\"separateActs\" takes {string.Join(", ", Acts)}.";
        }

        if (request.Channel is not null && !Channels.Contains(request.Channel, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"\"channel\" takes {string.Join(", ", Channels)}.";
        }

        if (IsOnPaper(request) && string.IsNullOrWhiteSpace(request.Evidence))
        {
            yield return "\"evidence\" must say where the paper or the recording is.";
        }

        foreach (var mistake in CheckReferences(request))
        {
            yield return mistake;
        }
    }

    private TimeSpan CityTime => snapshot.Policies.Vocabulary.UtcOffset;

    private static IEnumerable<string> CheckNotice(ConsentRequest request, NoticeText? notice)
    {
        if (notice is null)
        {
            yield return "\"noticeId\", \"noticeVersion\" and \"language\" must name a text of /api/v1/notices: the one that the person was shown.";
        }
        else if (request.NoticeText is { } shown && NoticeText.HashOf(shown) != notice.Hash)
        {
            yield return "\"noticeText\" is not the text of that notice.";
        }
    }

    // WHY: references are kept in clear, so nobody's number may stand in one.
    private static IEnumerable<string> CheckReferences(ConsentRequest request) =>
        from reference in new[]
        {
            ("noticeId", request.NoticeId), ("noticeVersion", request.NoticeVersion), ("evidence", request.Evidence),
            ("guardian", request.Guardian?.Evidence), ("guardian", request.Guardian?.Relation),
        }
        let name = reference.Item1
        let text = reference.Item2
        where text?.Length > LongestReference || EntryRules.LooksLikePersonNumber(text)
        select $"\"{name}\" must be a reference of at most {LongestReference} characters without a person's number.";

    // WHY: a child cannot be made an adult by leaving the age out; the number itself tells the day of birth, in the city's time.
    private AgeBand AgeOn(DateTimeOffset now, PersonKey subject)
    {
        var born = Born(subject);
        var today = DateOnly.FromDateTime(now.ToOffset(CityTime).Date);

        return Birthday.Of(born, AgeOfConsent) > today ? AgeBand.MinorUnder14
            : Birthday.Of(born, 18) > today ? AgeBand.Minor
            : AgeBand.Adult;
    }

    private static DateOnly Born(PersonKey subject) =>
        DateOnly.ParseExact(subject.ToCitizenNo().AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    private DateTimeOffset AgeOfConsentOn(PersonKey subject) =>
        new(Birthday.Of(Born(subject), AgeOfConsent).ToDateTime(TimeOnly.MinValue), CityTime);

    // A department of the standard, or one that only receives; never the hub itself, to which nobody gives anything.
    private Recipient? Department(string? code) =>
        snapshot.Standard.Departments.FirstOrDefault(card => card.Code.Value == code && card.Code != DataStandard.Hub) is { } card
            ? new Recipient(card.Code, card.Title.Zh, card.Request.Zh, RecipientRole)
        : snapshot.Policies.Vocabulary.Departments.FirstOrDefault(receiver => receiver.Code.Value == code) is { } receiver
            ? new Recipient(receiver.Code, receiver.Title.Zh, RightsContact, RecipientRole)
        : null;

    private Recipient Recipient(string code) => Department(code)!;

    private ConsentedScope Scope(string code)
    {
        var scope = snapshot.Policies.Vocabulary.FindScope(code)!;
        var isSensitive = scope.Coordinates.Any(
            coordinate => !snapshot.Standard.TryField(coordinate, out var field) || field.Classification >= 4);
        return new ConsentedScope(code, isSensitive, "full", null);
    }
}
