using System.Globalization;
using Exchange.Policy.Standard;

namespace Exchange.Host.Commands;

/// <summary>The language that a command reports in (<c>--lang</c>).</summary>
internal readonly record struct ReportLanguage(bool IsChinese)
{
    public static ReportLanguage Of(string? code) => new(code == Title.Chinese);

    public string Say(string english, string chinese) => IsChinese ? chinese : english;

    public string Say(Title both) => Say(both.En, both.Zh);

    /// <summary>A number of things; <paramref name="chinese"/> is the measure word with the thing.</summary>
    public string Count(long number, string one, string many, string chinese) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {Say(number == 1 ? one : many, chinese)}");
}
