using System.Globalization;

namespace Exchange.Policy.Standard.Reductions;

/// <summary>An amount to the band it lies in, <c>2000-5000</c> (the lower edge belongs to it), <c>100000-</c> for the highest.</summary>
internal sealed class AmountReduction : Reduction
{
    private readonly long[] _edges;
    private readonly string[] _bands;

    /// <summary>Bands between these edges, in CNY, rising and above zero; the first band starts at zero.</summary>
    public AmountReduction(IReadOnlyList<long> edges)
    {
        _edges = [0, .. edges];
        _bands = [.. _edges.Select((edge, i) => i + 1 < _edges.Length ? $"{edge}-{_edges[i + 1]}" : $"{edge}-")];
    }

    public override IReadOnlyList<string> Levels => ["band"];

    public override string? Apply(string text, string level)
    {
        if (_bands.Contains(text))
        {
            return text;
        }

        const NumberStyles Plain = NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var amount))
        {
            return null;
        }

        var band = _edges.Length - 1;
        while (amount < _edges[band])
        {
            band--;
        }

        return _bands[band];
    }
}
