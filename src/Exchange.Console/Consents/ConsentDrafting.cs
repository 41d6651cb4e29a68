using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Exchange.Audit.Records;
using Exchange.Consent;
using Exchange.Consent.Records;
using Exchange.Pipeline;
using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.Console.Consents;

/// <summary>Turns what was sent into a draft, or says every mistake. Messages name fields and codes, never the person.</summary>
internal sealed class ConsentDrafting(HubSnapshot snapshot, TimeProvider time)
{
    private const int LongestReference = 200;

    private static readonly string[] Acts = [.. Enum.GetNames<SeparateAct>().Select(name => name.ToLowerInvariant())];
    private static readonly TimeSpan CityTime = TimeSpan.FromHours(8);
    private static readonly TimeSpan DefaultValidity = TimeSpan.FromDays(365);

    public (ConsentDraft? Draft, IReadOnlyList<string> Mistakes) Draft(ConsentRequest request, PersonKey subject)
    {
        var mistakes = Check(request).ToList();
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
            AgeBand = AgeOn(now, subject),
            Controller = new DepartmentId(request.Recipients![0]),
            Recipients = [.. request.Recipients.Distinct(StringComparer.Ordinal).Select(Recipient)],
            Purposes = [new ConsentPurpose(purpose.Code, purpose.Title.Zh, "consent", Necessary: false)],
            Scopes = [.. request.Scopes!.Distinct(StringComparer.Ordinal).Select(Scope)],
            Use = new ConsentUse(
                UseManner.Query, Periodic: true, "as needed", RetentionDays: 180, AutomatedDecision: false, CrossBorder: false),
            Notice = new Notice(request.NoticeId!, request.NoticeVersion!, Hash(request.NoticeText!)),
            SeparateActs = [.. (request.SeparateActs ?? []).Select(act => Enum.Parse<SeparateAct>(act, ignoreCase: true)).Distinct()],
            ValidFrom = now,
            ValidUntil = request.ValidUntil ?? now + DefaultValidity,
            Withdrawal = new WithdrawalTerms("in the console, at the counter or by phone, in one step", "12345"),
        };
        return (draft, draft.Mistakes());
    }

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

        if (new[] { request.NoticeId, request.NoticeVersion, request.NoticeText }.Any(string.IsNullOrWhiteSpace))
        {
            yield return "\"noticeId\", \"noticeVersion\" and \"noticeText\" must say which text the person was shown.";
        }

        if ((request.SeparateActs ?? []).Any(act => !Acts.Contains(act, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"\"separateActs\" takes {string.Join(", ", Acts)}.";
        }

        foreach (var mistake in CheckReferences(request))
        {
            yield return mistake;
        }
    }

    // WHY: references are kept in clear, so nobody's number may stand in one.
    private static IEnumerable<string> CheckReferences(ConsentRequest request) =>
        from reference in new[] { ("noticeId", request.NoticeId), ("noticeVersion", request.NoticeVersion), ("evidence", request.Evidence) }
        let name = reference.Item1
        let text = reference.Item2
        where text?.Length > LongestReference || EntryRules.LooksLikePersonNumber(text)
        select $"\"{name}\" must be a reference of at most {LongestReference} characters without a person's number.";

    // WHY: a child cannot be made an adult by leaving the age out; the number itself tells the day of birth, in the city's time.
    private static AgeBand AgeOn(DateTimeOffset now, PersonKey subject)
    {
        var born = DateOnly.ParseExact(subject.ToCitizenNo().AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);
        var today = DateOnly.FromDateTime(now.ToOffset(CityTime).Date);

        // WHY: a number can name a day to come, even one so late that no years can be added to it.
        return born > today || born.AddYears(14) > today ? AgeBand.MinorUnder14
            : born.AddYears(18) > today ? AgeBand.Minor
            : AgeBand.Adult;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private Policy.Standard.DepartmentCard? Department(string code) =>
        snapshot.Standard.Departments.FirstOrDefault(card => card.Code.Value == code);

    private Recipient Recipient(string code)
    {
        var card = Department(code)!;
        return new Recipient(card.Code, card.Title.Zh, card.Request.Zh, "recipient");
    }

    private ConsentedScope Scope(string code)
    {
        var scope = snapshot.Policies.Vocabulary.FindScope(code)!;
        var isSensitive = scope.Coordinates.Any(
            coordinate => !snapshot.Standard.TryField(coordinate, out var field) || field.Classification >= 4);
        return new ConsentedScope(code, isSensitive, "full", null);
    }
}
