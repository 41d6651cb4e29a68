using Exchange.Policy.Standard;

namespace Exchange.Console.Consents;

/// <summary>The words of a consent in the language of the notice that was shown: Chinese, or English for any other.</summary>
/// <param name="language">The notice's BCP 47 tag.</param>
internal sealed class ConsentWords(string language)
{
    private static readonly Title Withdrawing = new("在控制台、柜台或通过电话，一步即可撤回", "in the console, at the counter or by phone, in one step");
    private static readonly Title Needed = new("按需", "as needed");

    private readonly string _language = language.StartsWith(Title.Chinese, StringComparison.OrdinalIgnoreCase) ? Title.Chinese : Title.English;

    public string HowToWithdraw => Of(Withdrawing);

    public string AsNeeded => Of(Needed);

    public string Of(Title title) => title.In(_language);
}
