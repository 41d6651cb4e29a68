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
    private const int AgeOfConsent = 14;
    private const string RecipientRole = "recipient";

    // The city's own line.
    private const string RightsContact = "12345";

    private static readonly TimeSpan DefaultValidity = TimeSpan.FromDays(365);

    /// <summary>The draft, or what is wrong with the request.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="subject">The person.</param>
    /// <param name="notice">The stored text that the request names; null where there is none.</param>
    /// <param name="previous">The consent that is replaced; null for none.</param>
    public (ConsentDraft? Draft, IReadOnlyList<string> Mistakes) Draft(
        ConsentRequest request, PersonKey subject, NoticeText? notice, PreviousConsent? previous)
    {
        var mistakes = Check(request).Concat(CheckNotice(request, notice)).Concat(CheckBirth(subject)).ToList();
        if (mistakes.Count > 0)
        {
            return (null, mistakes);
        }

        var now = time.GetUtcNow();
        var purpose = snapshot.Policies.Vocabulary.FindPurpose(request.Purpose!)!;
        var words = new ConsentWords(notice!.Language);
        var recipients = request.Recipients!.Distinct(StringComparer.Ordinal).Select(code => Recipient(code, words)).ToList();
        var draft = new ConsentDraft
        {
            Id = ConsentId.From(Guid.CreateVersion7(now)),
            Subject = subject,
            Previous = previous,
            Language = notice.Language,
            AgeBand = AgeOf(subject),
            Guardian = request.Guardian is { } guardian
                ? new Guardian(guardian.Relation ?? "", guardian.Evidence ?? "", AgeOfConsentOn(subject))
                : null,
            Controller = recipients[0].Department,
            Providers = Providers(request.Scopes!),
            Recipients = recipients,
            Purposes = [new ConsentPurpose(purpose.Code, words.Of(purpose.Title), "consent", request.Necessary)],
            Scopes = [.. request.Scopes!.Distinct(StringComparer.Ordinal).Select(code => Scope(code, recipients, purpose.Code))],
            Use = new ConsentUse(
                UseManner.Query, Periodic: true, words.AsNeeded, request.RetentionDays ?? 180, request.AutomatedDecision, CrossBorder: false),
            Notice = new Notice(notice.Id, notice.Version, notice.Hash),
            SeparateActs = [.. (request.SeparateActs ?? []).Select(ConsentCodes.FindAct).OfType<SeparateAct>().Distinct()],
            ValidFrom = now,
            ValidUntil = request.ValidUntil ?? now + DefaultValidity,
            Withdrawal = new WithdrawalTerms(words.HowToWithdraw, RightsContact),
        };
        return (draft, draft.Mistakes());
    }

    /// <summary>Whether nobody can see the person who says so: such a consent is confirmed by a second officer.</summary>
    public static bool IsOnPaper(ConsentRequest request) =>
        request.Channel is { } channel && !channel.Equals(EnteredWord.Counter, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<string> Check(ConsentRequest request)
    {
        var vocabulary = snapshot.Policies.Vocabulary;
        if (request.Purpose is null || vocabulary.FindPurpose(request.Purpose) is null)
        {
            yield return "\"purpose\" must be a purpose of the vocabulary.";
        }

        if (request.Recipients is not { Count: > 0 } || !request.Recipients.All(IsDepartment))
        {
            yield return "\"recipients\" must name departments by code.";
        }

        if (request.Scopes is not { Count: > 0 } || request.Scopes.Any(code => code is null || vocabulary.FindScope(code) is null))
        {
            yield return "\"scopes\" must name consent scopes of the vocabulary.";
        }

        if ((request.SeparateActs ?? []).Any(act => ConsentCodes.FindAct(act) is null))
        {
            yield return $"\"separateActs\" takes {ConsentCodes.SeparateActs}.";
        }

        if (IsOnPaper(request) && string.IsNullOrWhiteSpace(request.Evidence))
        {
            yield return "\"evidence\" must say where the paper or the recording is.";
        }

        foreach (var mistake in new EnteredWord(request.Channel, request.Evidence).Mistakes().Concat(CheckReferences(request)))
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

    private static IEnumerable<string> CheckReferences(ConsentRequest request) =>
        from reference in new[]
        {
            ("noticeId", request.NoticeId), ("noticeVersion", request.NoticeVersion),
            ("guardian", request.Guardian?.Evidence), ("guardian", request.Guardian?.Relation),
        }
        let mistake = EnteredWord.MistakeOf(reference.Item1, reference.Item2)
        where mistake is not null
        select mistake;

    private IEnumerable<string> CheckBirth(PersonKey subject)
    {
        if (Born(subject) > Today)
        {
            yield return "\"citizenNo\" must name somebody who is born: its day of birth is still to come.";
        }
    }

    // The city's day.
    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().ToOffset(CityTime).Date);

    // WHY: a child cannot be made an adult by leaving the age out; the number itself tells the day of birth, in the city's time.
    private AgeBand AgeOf(PersonKey subject)
    {
        var born = Born(subject);
        return Birthday.Of(born, AgeOfConsent) > Today ? AgeBand.MinorUnder14
            : Birthday.Of(born, 18) > Today ? AgeBand.Minor
            : AgeBand.Adult;
    }

    private static DateOnly Born(PersonKey subject) =>
        DateOnly.ParseExact(subject.ToCitizenNo().AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    private DateTimeOffset AgeOfConsentOn(PersonKey subject) =>
        new(Birthday.Of(Born(subject), AgeOfConsent).ToDateTime(TimeOnly.MinValue), CityTime);

    private bool IsDepartment(string? code) => Department(code, new ConsentWords(Title.English)) is not null;

    private IReadOnlyList<DepartmentId> Providers(IEnumerable<string> scopes) =>
    [
        .. scopes.SelectMany(code => snapshot.Policies.Vocabulary.FindScope(code)!.ProvidersIn(snapshot.Standard)).Distinct()
            .OrderBy(department => department.Value, StringComparer.Ordinal),
    ];

    // A department of the standard, or one that only receives; never the hub itself, to which nobody gives anything.
    private (DepartmentId Code, Title Title, string Contact)? Department(string? code, ConsentWords words) =>
        snapshot.Standard.Departments.FirstOrDefault(card => card.Code.Value == code && card.Code != DataStandard.Hub) is { } card
            ? (card.Code, card.Title, words.Of(card.Request))
        : snapshot.Policies.Vocabulary.Departments.FirstOrDefault(receiver => receiver.Code.Value == code) is { } receiver
            ? (receiver.Code, receiver.Title, RightsContact)
        : null;

    private Recipient Recipient(string code, ConsentWords words)
    {
        var (department, title, contact) = Department(code, words)!.Value;
        return new Recipient(department, words.Of(title), contact, RecipientRole);
    }

    private ConsentedScope Scope(string code, IReadOnlyList<Recipient> recipients, string purpose)
    {
        var scope = snapshot.Policies.Vocabulary.FindScope(code)!;
        var isSensitive = scope.Coordinates.Any(
            coordinate => !snapshot.Standard.TryField(coordinate, out var field) || field.Classification >= 4);
        var level = snapshot.Policies.HighestLevelBy(code, [.. recipients.Select(recipient => recipient.Department)], purpose, snapshot.Standard);
        return new ConsentedScope(code, isSensitive, level, null);
    }
}
