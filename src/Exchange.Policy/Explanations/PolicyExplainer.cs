using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Explanations;

/// <summary>
/// Explains a decision from the documents themselves, not from the compiled table, so that each checks the other.
/// </summary>
public static class PolicyExplainer
{
    /// <summary>
    /// What a coordinate means that is no field itself: the fields of an interface's implementations (<c>Event.place</c>) or those in a value object,
    /// each of which is explained by itself; empty for a field, and for what is nothing at all.
    /// </summary>
    public static IReadOnlyList<Coordinate> Meant(DataStandard standard, Coordinate coordinate) =>
        standard.TryField(coordinate, out _) ? [] : [.. standard.Expand(coordinate).Select(field => field.Coordinate)];

    /// <summary>Explains who decided what on one field for one caller class, and why; of a look-up of persons with who decided on presence.</summary>
    /// <param name="standard">The data standard.</param>
    /// <param name="policies">The policies as documents.</param>
    /// <param name="caller">The caller class.</param>
    /// <param name="coordinate">The field.</param>
    /// <param name="now">The time to decide for.</param>
    /// <param name="lang"><c>zh</c> for Chinese, anything else for English.</param>
    /// <param name="demands">What the owner's schema asks for; null where it is not known, and then it is not part of the explanation.</param>
    public static Explanation Explain(
        DataStandard standard,
        PolicySet policies,
        CallerClass caller,
        Coordinate coordinate,
        DateTimeOffset now,
        string lang,
        OwnerDemands? demands = null)
    {
        var terms = new ExplanationTerms(standard, policies.Vocabulary, lang == "zh");
        var words = new ExplanationWords(terms, caller);
        var presence = new PersonLookups(standard).Contains(coordinate)
            ? Explain(standard, policies, caller, PersonLookups.Presence, now, lang)
            : null;
        return standard.TryField(coordinate, out var field)
            ? new FieldExplanation(standard, policies, caller, field, now, demands ?? OwnerDemands.None, terms).Explain(words, presence)
            : new Explanation
            {
                Coordinate = coordinate,
                Effect = Effect.Withheld,
                Reason = ReasonCode.NotPermitted,
                Level = "none",
                Openings = [],
                Sentence = words.Unknown(coordinate),
            };
    }
}
