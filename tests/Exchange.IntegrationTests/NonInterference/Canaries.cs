using System.Globalization;
using Exchange.Policy.People;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>
/// Mints values that occur once in the whole city and are valid for the data standard, and remembers the form of each at every lower level,
/// written down when it is made and not computed by the hub's own reductions.
/// </summary>
internal sealed class Canaries
{
    private const int FirstCode = 10_000;
    private const int FirstIdeograph = 0x5000;
    private const int Ideographs = 3_000;
    private static readonly (long Edge, string Band)[] Bands =
    [
        (100_000, "100000-"), (50_000, "50000-100000"), (20_000, "20000-50000"), (10_000, "10000-20000"), (5_000, "5000-10000"),
        (2_000, "2000-5000"), (1_000, "1000-2000"), (0, "0-1000"),
    ];

    private readonly Dictionary<(string Text, string Level), string> _forms = [];
    private readonly HashSet<string> _marks = new(StringComparer.Ordinal);
    private int _next;

    /// <summary>The parts of all values that only the full value shows: none of them may be anywhere it does not belong.</summary>
    public IReadOnlyCollection<string> Marks => _marks;

    /// <summary>The value at a level of its ladder, as it was written down.</summary>
    public string Form(string text, string level) => _forms.GetValueOrDefault((text, level), text);

    public string Text() => Marked($"kx{Next()}zk");

    public string Name()
    {
        var number = Next() - FirstCode;
        var given = $"{Ideograph(number / Ideographs)}{Ideograph(number % Ideographs)}";
        return Reduced(Marked(given, "王" + given), ("surname", "王**"));
    }

    public string Phone()
    {
        var number = Next();
        return Reduced(Marked($"129{number}", $"129{number}007"), ("last3", "********007"));
    }

    public string Date()
    {
        // WHY: years in which nothing else of a request can lie.
        var date = new DateOnly(1200, 1, 1).AddDays(Next() - FirstCode);
        var text = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Reduced(Marked(text), ("year", text[..4]), ("month", text[..7]));
    }

    public string DateTime()
    {
        var number = Next() - FirstCode;
        var time = new DateTimeOffset(1300, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(number).AddSeconds(number % 59);
        return Marked(time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    public string Amount(Random random)
    {
        var number = Next();
        var amount = random.Next(1, 12) * 17_000L / random.Next(1, 9);
        var text = string.Create(CultureInfo.InvariantCulture, $"{amount}{number % 10}.{number / 10 % 100:00}");
        while (!_marks.Add(text))
        {
            text = "1" + text;
        }

        var value = decimal.Parse(text, CultureInfo.InvariantCulture);
        return Reduced(text, ("band", Bands.First(band => value >= band.Edge).Band));
    }

    public string Address()
    {
        var number = Next();
        const string Region = "安禾市禾东区";
        var street = $"{Region}{Ideograph(number % Ideographs)}{Ideograph(number / Ideographs)}街道";
        var community = $"{street}{Ideograph(number / Ideographs)}{Ideograph(number % Ideographs)}社区";
        var text = Marked($"{number}号楼", $"{community}云里{number}号楼");
        return Reduced(text, ("region", Region), ("street", street), ("community", community));
    }

    public string Region(int length) => string.Create(CultureInfo.InvariantCulture, $"8{Next()}").PadRight(length, '0');

    public long Whole() => 700_000 + Next();

    public double Fraction() => (double)Next() / 1_000_000;

    public string CitizenNo(Random random)
    {
        var head = $"{(random.Next(2) == 0 ? "990102" : "990121")}19{random.Next(40, 99)}0{random.Next(1, 9)}1{random.Next(0, 9)}";
        var digits = $"{head}{Next() % 1_000:D3}";
        var text = "0123456789X".Select(check => $"{digits}{check}").First(number => PersonKey.TryFromCitizenNo(number, out _));
        return _marks.Add(text) ? Reduced(text, ("last4", "**************" + text[^4..])) : CitizenNo(random);
    }

    public string OrganizationCode()
    {
        var digits = $"91990102MA{Next():D7}";
        return Marked("0123456789ABCDEFGHJKLMNPQRTUWXY".Select(check => $"{digits}{check}").First(CreditCode.IsValid));
    }

    public string Key(string prefix) => Marked($"{prefix}-kx{Next()}");

    private static char Ideograph(int offset) => (char)(FirstIdeograph + offset);

    private int Next() => FirstCode + _next++;

    private string Marked(string mark, string? text = null)
    {
        Assert.True(_marks.Add(mark), "a canary was minted twice");
        return text ?? mark;
    }

    private string Reduced(string text, params ReadOnlySpan<(string Level, string Form)> forms)
    {
        foreach (var (level, form) in forms)
        {
            _forms[(text, level)] = form;
        }

        return text;
    }
}
