using System.Text.RegularExpressions;
using Exchange.Policy.Standard.Reductions;

namespace Exchange.Policy.Standard;

/// <summary>The kinds of leaf that a cell can hold.</summary>
public enum CellKind : byte
{
    /// <summary>Text, identifiers, dates, amounts.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A code of a fixed list.</summary>
    Enum,
}

/// <summary>
/// The check and the reduction of one leaf, compiled once from the data standard: no reflection, no schema at run time.
/// Immutable; safe to share between threads. Values of lists are checked item by item.
/// </summary>
public sealed class CellRule
{
    private readonly Regex? _pattern;
    private readonly Reduction _reduction;
    private readonly Ladder _ladder;
    private readonly HashSet<string>? _codes;
    private readonly Func<string, bool>? _check;
    private readonly int _minLength;
    private readonly int _maxLength;
    private readonly double _minimum;
    private readonly double _maximum;

    internal CellRule(CellShape shape, Ladder ladder, Reduction reduction)
    {
        Kind = shape.Kind;
        _ladder = ladder;
        _reduction = reduction;
        _pattern = shape.Pattern is null ? null : new Regex(shape.Pattern, RegexOptions.CultureInvariant, PatternTimeout);
        _codes = shape.Codes.Count == 0 ? null : new HashSet<string>(shape.Codes, StringComparer.Ordinal);
        _check = shape.Check;
        _minLength = shape.MinLength ?? 0;
        _maxLength = shape.MaxLength ?? int.MaxValue;
        _minimum = shape.Minimum ?? double.NegativeInfinity;
        _maximum = shape.Maximum ?? double.PositiveInfinity;
    }

    /// <summary>The longest time one pattern may take on one value.</summary>
    /// <remarks>Time on the wall: on a busy machine a short one withholds good values, so it only stops what would never end.</remarks>
    internal static TimeSpan PatternTimeout { get; } = TimeSpan.FromSeconds(2);

    /// <summary>What the leaf holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The ladder's last level.</summary>
    public int Full => _ladder.Full;

    /// <summary>Whether the standard accepts this text as a full value of the leaf.</summary>
    public bool AcceptsText(string value) => Kind == CellKind.Text && Fits(value);

    /// <summary>
    /// Whether the standard accepts this text where <paramref name="level"/> is open: a full value, or below the full level one that the
    /// department has already brought down.
    /// </summary>
    public bool AcceptsText(string value, int level) =>
        AcceptsText(value) || (Kind == CellKind.Text && level > 0 && level < Full && _reduction.IsReduced(value, _ladder.Levels[level]));

    /// <summary>Whether the standard accepts this whole number.</summary>
    public bool AcceptsInteger(long value) => Kind is CellKind.Integer or CellKind.Number && value >= _minimum && value <= _maximum;

    /// <summary>Whether the standard accepts this number; NaN and infinities never.</summary>
    public bool AcceptsNumber(double value) => Kind == CellKind.Number && double.IsFinite(value) && value >= _minimum && value <= _maximum;

    /// <summary>Whether the leaf is a Boolean.</summary>
    public bool AcceptsBoolean => Kind == CellKind.Boolean;

    /// <summary>Whether this is a code of the leaf's list.</summary>
    public bool AcceptsEnum(string code) => Kind == CellKind.Enum && _codes!.Contains(code);

    /// <summary>
    /// The text at a level of the ladder: itself at full, null at none. A value that cannot be brought down to the level is null
    /// (withheld), never the full value; one that the department has brought down further stays as it is.
    /// </summary>
    public string? Reduce(string text, int level)
    {
        if (level <= 0)
        {
            return null;
        }

        return level >= Full ? text : _reduction.Apply(text, _ladder.Levels[level]);
    }

    private bool Fits(string value)
    {
        return value.Length >= _minLength
            && value.Length <= _maxLength
            && (_codes is null || _codes.Contains(value))
            && Matches(value)
            && (_check is null || _check(value));
    }

    private bool Matches(string value)
    {
        try
        {
            // WHY: in JSON Schema (ECMA 262) `$` is the end; in .NET it also stands before a last line feed.
            return _pattern is null || (_pattern.IsMatch(value) && !value.EndsWith('\n'));
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}

/// <summary>What a leaf's JSON Schema says, before it is compiled.</summary>
internal sealed record CellShape(CellKind Kind)
{
    public string? Pattern { get; init; }

    public IReadOnlyList<string> Codes { get; init; } = [];

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    /// <summary>The check beyond the schema's keywords (check digits, calendar).</summary>
    public Func<string, bool>? Check { get; init; }
}
