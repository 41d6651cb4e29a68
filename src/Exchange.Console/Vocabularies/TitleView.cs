using Exchange.Policy.Standard;

namespace Exchange.Console.Vocabularies;

/// <summary>A text in both languages.</summary>
/// <param name="En">In English.</param>
/// <param name="Zh">In Chinese.</param>
public sealed record TitleView(string En, string Zh)
{
    internal static TitleView Of(Title title) => new(title.En, title.Zh);
}
