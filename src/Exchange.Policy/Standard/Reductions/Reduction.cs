namespace Exchange.Policy.Standard.Reductions;

/// <summary>How a text is brought down to a level between none and full. Stateless or immutable; safe to share between threads.</summary>
internal abstract class Reduction
{
    /// <summary>The levels strictly between <c>none</c> and <c>full</c> that this reduction knows, lowest first.</summary>
    public abstract IReadOnlyList<string> Levels { get; }

    /// <summary>
    /// The text at that level; the text itself where it already says no more than the level gives; null where it cannot be brought down.
    /// </summary>
    public abstract string? Apply(string text, string level);

    /// <summary>Whether the text is what this reduction gives at that level or a lower one.</summary>
    public bool IsReduced(string text, string level) => string.Equals(Apply(text, level), text, StringComparison.Ordinal);
}
