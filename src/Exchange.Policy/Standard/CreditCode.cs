namespace Exchange.Policy.Standard;

/// <summary>Unified social credit codes of organizations (GB 32100-2015).</summary>
public static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>Whether the text has 18 characters of the code's alphabet and the right check character (MOD 31-3).</summary>
    public static bool IsValid(string? text)
    {
        if (text is not { Length: 18 })
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            var value = Alphabet.IndexOf(text[i], StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            sum += value * Weights[i];
        }

        return text[17] == Alphabet[(31 - (sum % 31)) % 31];
    }
}
