using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Explanations;

/// <summary>The words of explanations in one language: every code with its title beside it.</summary>
internal sealed class ExplanationTerms(DataStandard standard, Vocabulary vocabulary, bool chinese)
{
    public DataStandard Standard => standard;

    public string Say(string english, string inChinese) => chinese ? inChinese : english;

    public string Say(Title both) => Say(both.En, both.Zh);

    public string Department(DepartmentId code) =>
        Titled(code.Value, standard.Departments.FirstOrDefault(card => card.Code == code)?.Title ?? vocabulary.FindDepartment(code)?.Title);

    public string Departments(IEnumerable<DepartmentId> codes) => List(codes.Select(Department));

    public string Purpose(string? code) => Titled(code ?? "-", vocabulary.FindPurpose(code ?? "")?.Title);

    public string Purposes(IEnumerable<string> codes) => List(codes.Select(Purpose));

    public string Roles(IEnumerable<string> codes) => List(codes.Select(code => Titled(code, vocabulary.FindRole(code)?.Title)));

    public string Guard(string id, Title title) => Titled(id, title);

    public string List(IEnumerable<string> all) => string.Join(Say(", ", "、"), all);

    /// <summary>Where to ask, as the end of a sentence; empty where nobody can be asked.</summary>
    public string Ask(Title? request) =>
        request is null ? "" : Say($"; {LowerFirst(request.En.TrimEnd('.'))}", $"；申请途径：{request.Zh.TrimEnd('。')}");

    /// <summary>Why a purpose is refused for ever, as the end of a sentence.</summary>
    public string Refusal(string? purpose) => RefusedPurposes.Explain(purpose) is { } why
        ? Say($": {LowerFirst(why.En.TrimEnd('.'))}", $"：{why.Zh.TrimEnd('。')}")
        : "";

    private string Titled(string code, Title? title) => title is null ? code : Say($"{code} ({title.En})", $"{code}（{title.Zh}）");

    private static string LowerFirst(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
