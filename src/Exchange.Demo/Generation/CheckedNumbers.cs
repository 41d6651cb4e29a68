using System.Globalization;

namespace Exchange.Demo.Generation;

/// <summary>Makes numbers whose check characters are right; each is given once.</summary>
internal sealed class CheckedNumbers(IEnumerable<string> reserved)
{
    private const string CreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] CitizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal);

    /// <summary>A citizen number (GB 11643) that nobody has.</summary>
    public string Citizen(Chance chance, string regionCode, DateOnly birthDate, Sex sex)
    {
        while (true)
        {
            var sequence = (chance.Below(500) * 2) + (sex == Sex.Male ? 1 : 0);
            var digits = string.Create(CultureInfo.InvariantCulture, $"{regionCode}{birthDate:yyyyMMdd}{sequence:D3}");
            if (_taken.Add(digits + CitizenCheck(digits)))
            {
                return digits + CitizenCheck(digits);
            }
        }
    }

    /// <summary>A unified social credit code (GB 32100) of an enterprise that none has.</summary>
    public string CreditCode(Chance chance, string regionCode)
    {
        while (true)
        {
            var body = $"91{regionCode}MA"
                + string.Concat(Enumerable.Range(0, 7).Select(_ => CreditAlphabet[chance.Below(CreditAlphabet.Length)]));
            if (_taken.Add(body + CreditCheck(body)))
            {
                return body + CreditCheck(body);
            }
        }
    }

    private static char CitizenCheck(string digits)
    {
        var sum = 0;
        for (var i = 0; i < CitizenWeights.Length; i++)
        {
            sum += (digits[i] - '0') * CitizenWeights[i];
        }

        return "10X98765432"[sum % 11];
    }

    private static char CreditCheck(string body)
    {
        var sum = 0;
        var weight = 1;
        foreach (var letter in body)
        {
            sum += CreditAlphabet.IndexOf(letter, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return CreditAlphabet[(31 - (sum % 31)) % 31];
    }
}
