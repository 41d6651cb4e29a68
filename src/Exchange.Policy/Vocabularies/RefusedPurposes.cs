using Exchange.Policy.Standard;

namespace Exchange.Policy.Vocabularies;

/// <summary>
/// The purposes that the hub refuses for ever, whatever a vocabulary or a policy says, each with everything below it
/// (<c>movement.tracking.vehicles</c>). Built in, so that no document can take them out.
/// </summary>
public static class RefusedPurposes
{
    private static readonly (string Code, Title Why)[] All =
    [
        ("population.control", new Title("本平台永不用于人口管控。", "The hub is never used to control a population.")),
        ("behaviour.scoring", new Title("本平台永不用于对个人行为评分。", "The hub is never used to score how people behave.")),
        ("movement.tracking", new Title("本平台永不用于追踪个人行踪。", "The hub is never used to track where people go.")),
        ("watch.list", new Title("本平台永不用于建立监控名单。", "The hub is never used to keep lists of people to watch.")),
    ];

    /// <summary>The codes.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. All.Select(refused => refused.Code)];

    /// <summary>
    /// Whether a code is refused: one of <see cref="Codes"/> or below it. Case, separators and surrounding blanks do not hide it.
    /// </summary>
    public static bool Contains(string? code) => Explain(code) is not null;

    /// <summary>Why a code is refused, or null where it is not.</summary>
    public static Title? Explain(string? code) => Match(code)?.Why;

    /// <summary>The one of <see cref="Codes"/> that a code stands under, without what was written below it; null where it is not refused.</summary>
    public static string? CodeOf(string? code) => Match(code)?.Code;

    private static (string Code, Title Why)? Match(string? code)
    {
        if (code is null)
        {
            return null;
        }

        var plain = code.Trim().ToLowerInvariant().Replace('-', '.').Replace('_', '.');
        foreach (var refused in All)
        {
            if (plain.StartsWith(refused.Code, StringComparison.Ordinal)
                && (plain.Length == refused.Code.Length || plain[refused.Code.Length] == '.'))
            {
                return refused;
            }
        }

        return null;
    }
}
