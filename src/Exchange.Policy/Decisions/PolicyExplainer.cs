using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Decisions;

/// <summary>
/// Explains a decision from the documents themselves, not from the compiled table, so that each checks the other.
/// </summary>
public static class PolicyExplainer
{
    /// <summary>Explains who decided what on one field for one caller class, and why.</summary>
    /// <param name="standard">The data standard.</param>
    /// <param name="policies">The policies as documents.</param>
    /// <param name="caller">The caller class.</param>
    /// <param name="coordinate">The field.</param>
    /// <param name="now">The time to decide for.</param>
    /// <param name="lang"><c>zh</c> for Chinese, anything else for English.</param>
    public static Explanation Explain(
        DataStandard standard, PolicySet policies, CallerClass caller, Coordinate coordinate, DateTimeOffset now, string lang)
    {
        var words = new ExplanationWords(standard, policies.Vocabulary, caller, lang == "zh");
        if (!standard.TryField(coordinate, out var field))
        {
            return Closed(coordinate, ReasonCode.NotPermitted, null, null, words.Unknown(coordinate));
        }

        if (field.Category == SharingCategory.Unconditional)
        {
            return Unconditional(standard, field, words.Unconditional(field));
        }

        var verdicts = RuleVerdict.Of(policies, caller, field, now);
        return verdicts.Exists(verdict => verdict.Opens)
            ? Opened(standard, policies, field, verdicts, words)
            : Withheld(standard, caller, field, verdicts, words);
    }

    private static Explanation Opened(
        DataStandard standard, PolicySet policies, GovernedField field, List<RuleVerdict> verdicts, ExplanationWords words)
    {
        var open = verdicts.Where(verdict => verdict.Opens)
            .OrderByDescending(verdict => verdict.Level)
            .ThenBy(verdict => policies.Vocabulary.BasisOrder(verdict.Rule.Basis))
            .ThenBy(verdict => verdict.Rule.Id, StringComparer.Ordinal).ToList();
        var best = open[0];
        return new Explanation
        {
            Coordinate = field.Coordinate,
            Effect = Effect.Open,
            Reason = ReasonCode.None,
            Level = field.Ladder.Levels[best.Level],
            Openings = [.. open.Select(Opening)],
            Rule = best.Rule.Id,
            Basis = best.Rule.Basis,
            Article = best.Rule.Article,
            Restriction = best.CappedBy?.Id,
            Owner = field.Owner,
            Request = RequestOf(standard, field),
            Sentence = words.Open(field, open),
        };
    }

    private static Explanation Withheld(
        DataStandard standard, CallerClass caller, GovernedField field, List<RuleVerdict> verdicts, ExplanationWords words)
    {
        var nearest = verdicts.FirstOrDefault();
        var reason = caller.PurposeState switch
        {
            PurposeState.Missing => ReasonCode.PurposeRequired,
            PurposeState.NotRegistered => ReasonCode.PurposeNotRegistered,
            PurposeState.Refused => ReasonCode.PurposeRefused,
            _ when nearest is { Level: > 0 } => nearest.Missing,
            _ => ReasonCode.NotPermitted,
        };
        return Closed(field.Coordinate, reason, field.Owner, nearest, words.Withheld(field, reason, nearest, RequestOf(standard, field)))
            with { Request = RequestOf(standard, field) };
    }

    private static Explanation Unconditional(DataStandard standard, GovernedField field, string sentence) => new()
    {
        Coordinate = field.Coordinate,
        Effect = Effect.Open,
        Reason = ReasonCode.None,
        Level = field.Ladder.Levels[field.Ladder.Full],
        Openings = [DecisionTable.UnconditionalOpening(field)],
        Rule = DecisionTable.Unconditional,
        Basis = DecisionTable.Unconditional,
        Owner = field.Owner,
        Request = RequestOf(standard, field),
        Sentence = sentence,
    };

    private static Explanation Closed(
        Coordinate coordinate, ReasonCode reason, DepartmentId? owner, RuleVerdict? nearest, string sentence) => new()
    {
        Coordinate = coordinate,
        Effect = Effect.Withheld,
        Reason = reason,
        Level = "none",
        Openings = [],
        Rule = nearest?.Rule.Id,
        Basis = nearest?.Rule.Basis,
        Article = nearest?.Rule.Article,
        Restriction = nearest?.CappedBy?.Id,
        Owner = owner,
        Sentence = sentence,
    };

    private static Opening Opening(RuleVerdict verdict) =>
        new(verdict.Level, verdict.Rule.Conditions.OfRecord, verdict.Rule.Id, verdict.Rule.Basis, verdict.Rule.Article);

    private static Title? RequestOf(DataStandard standard, GovernedField field) =>
        standard.Departments.FirstOrDefault(card => card.Code == field.Owner)?.Request;
}
