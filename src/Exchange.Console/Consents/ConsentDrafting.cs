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
            Use = new ConsentUse(UseManner.Query, Periodic: true, "as needed", RetentionDays: 180, AutomatedDecision: false, CrossBorder: false),
            Notice = new Notice(
                request.NoticeId!, request.NoticeVersion!, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.NoticeText!)))),
            SeparateActs = [.. (request.SeparateActs ?? []).Select(act => Enum.Parse<SeparateAct>(act, ignoreCase: true)).Distinct()],
            ValidFrom = now,
            ValidUntil = request.ValidUntil ?? now + DefaultValidity,
            Withdrawal = new WithdrawalTerms("in the console, at the counter or by phone, in one step", "12345"),
        };
        return (draft, draft.Mistakes());
    }

    private IEnumerable<string> Check(ConsentRequest request)
    {
        if (request.Purpose is null || snapshot.Policies.Vocabulary.FindPurpose(request.Purpose) is null)
        {
            yield return "\"purpose\" must be a purpose of the vocabulary.";
        }

        if (request.Recipients is not { Count: > 0 } || request.Recipients.Any(code => Department(code) is null))
        {
            yield return "\"recipients\" must name departments by code.";
        }

        if (request.Scopes is not { Count: > 0 } || request.Scopes.Any(code => code is null || snapshot.Policies.Vocabulary.FindScope(code) is null))
        {
            yield return "\"scopes\" must name consent scopes of the vocabulary.";
        }

        if (string.IsNullOrWhiteSpace(request.NoticeId) || string.IsNullOrWhiteSpace(request.NoticeVersion) || string.IsNullOrWhiteSpace(request.NoticeText))
        {
            yield return "\"noticeId\", \"noticeVersion\" and \"noticeText\" must say which text the person was shown.";
        }

        foreach (var (name, text) in new[]
                 {
                     ("noticeId", request.NoticeId), ("noticeVersion", request.NoticeVersion), ("evidence", request.Evidence),
                 })
        {
            // WHY: references are kept in clear, so nobody's number may stand in one.
            if (text?.Length > LongestReference || EntryRules.LooksLikePersonNumber(text))
            {
                yield return $"\"{name}\" must be a reference of at most {LongestReference} characters without a person's number.";
            }
        }

        if ((request.SeparateActs ?? []).Any(act => !Enum.TryParse<SeparateAct>(act, ignoreCase: true, out _) || act.Any(char.IsAsciiDigit)))
        {
            yield return $"\"separateActs\" takes {string.Join(", ", Enum.GetNames<SeparateAct>().Select(name => name.ToLowerInvariant()))}.";
        }
    }

    // WHY: a child cannot be made an adult by leaving the age out; the number itself tells the day of birth, in the city's time.
    private static AgeBand AgeOn(DateTimeOffset now, PersonKey subject)
    {
        var born = DateOnly.ParseExact(subject.ToCitizenNo().AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);
        var today = DateOnly.FromDateTime(now.ToOffset(CityTime).Date);
        return born.AddYears(14) > today ? AgeBand.MinorUnder14
            : born.AddYears(18) > today ? AgeBand.Minor
            : AgeBand.Adult;
    }

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
        var isSensitive = scope.Coordinates.Any(coordinate => !snapshot.Standard.TryField(coordinate, out var field) || field.Classification >= 4);
        return new ConsentedScope(code, isSensitive, "full", null);
    }
}
