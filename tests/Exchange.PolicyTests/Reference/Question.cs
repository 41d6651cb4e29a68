using Exchange.Policy;
using Exchange.Policy.Documents;

namespace Exchange.PolicyTests.Reference;

/// <summary>Something that documents ask of a record, for example <c>agreed to</c> a scope; equal by content.</summary>
internal readonly record struct Question(string Verb, string Object)
{
    public static readonly Question IsInRegion = new("lies in", "the caller's region");
    public static readonly Question IsCaller = new("is", "the caller's own");
    public static readonly Question BelongsToCase = new("belongs to", "the case");
    public static readonly Question IsThePlace = new("is", "the one place named");

    private static readonly string[] States = Enum.GetNames<RecordState>();

    public static Question Agreed(string scope) => new("agreed to", scope);

    public static Question HoldsDepartment(Coordinate field) => new("holds the caller's department in", field.Value);

    public static Question IsIn(RecordState state) => new("is in state", States[(int)state]);

    // WHY not the strings' own: millions of these are looked up, among a handful.
    public override int GetHashCode() => (Verb.Length * 31) + Object.Length;

    public override string ToString() => $"{Verb} {Object}";
}

/// <summary>What is known of a record. What nobody asked is unknown.</summary>
internal sealed class RecordFacts(IReadOnlyDictionary<Question, bool> known)
{
    public static readonly RecordFacts Nothing = new(new Dictionary<Question, bool>());

    public bool IsTrue(Question question) => known.TryGetValue(question, out var answer) && answer;

    public bool IsFalse(Question question) => known.TryGetValue(question, out var answer) && !answer;

    /// <summary>The same record, with one thing known or, where <paramref name="answer"/> is null, no longer known.</summary>
    public RecordFacts With(Question question, bool? answer)
    {
        var other = known.Where(fact => fact.Key != question).ToDictionary(fact => fact.Key, fact => fact.Value);
        if (answer is { } said)
        {
            other.Add(question, said);
        }

        return new RecordFacts(other);
    }

    public override string ToString() => known.Count == 0
        ? "nothing is known"
        : string.Join(", ", known.OrderBy(fact => fact.Key.ToString(), StringComparer.Ordinal).Select(fact => $"{(fact.Value ? "" : "not ")}{fact.Key}"));
}
