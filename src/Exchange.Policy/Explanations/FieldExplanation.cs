using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Explanations;

/// <summary>The explanation of one known field to one caller class at one time.</summary>
internal sealed class FieldExplanation(
    DataStandard standard,
    PolicySet policies,
    CallerClass caller,
    GovernedField field,
    DateTimeOffset now,
    OwnerDemands demands,
    ExplanationTerms terms)
{
    private readonly RestrictionsInForce _restrictions = new(standard, policies, caller, field, now);

    /// <summary>Explains it; a look-up of persons together with presence, which is null for any other field.</summary>
    public Explanation Explain(ExplanationWords words, Explanation? presence)
    {
        var verdicts = field.IsOpenUnruled
            ? [RuleVerdict.Unruled(field, _restrictions)]
            : RuleVerdict.Of(policies, caller, field, _restrictions, now);
        var notes = new NoteWriter(policies, caller, field, terms, now).Of(verdicts, Joins).Concat(presence?.Notes ?? []).Distinct().ToList();
        var ways = Ways(verdicts);
        if (ways.Count == 0)
        {
            return Withheld(verdicts, words, notes);
        }

        if (presence is { Effect: Effect.Withheld })
        {
            return Absent(presence, words, notes);
        }

        if (demands.Unmet(policies.Vocabulary, caller) is { } unmet)
        {
            return Closed(ReasonCode.NotPermitted, verdicts[0], words.Demanded(field, unmet, WhereToAsk()), notes);
        }

        if (demands.Told.Where(IsKeptOut).ToList() is { Count: > 0 } kept)
        {
            return Closed(ReasonCode.NotPermitted, verdicts[0], words.KeptOut(field, kept, WhereToAsk()), notes);
        }

        var joined = ways.Where(way => !demands.IsNeverMet && demands.Inputs.All(way.Opening.Joins.Contains)).ToList();
        return joined.Count == 0
            ? Closed(ReasonCode.NotPermitted, verdicts[0], words.Unjoined(field, verdicts[0], demands.Inputs, WhereToAsk()), notes)
            : Open(joined, presence, words, notes);
    }

    private Title? WhereToAsk() => standard.WhereToAsk(field.Owner);

    private List<Way> Ways(List<RuleVerdict> verdicts) =>
        [.. verdicts.Where(verdict => verdict.Opens)
            .SelectMany(verdict => verdict.Ways(Joins(verdict.Rule)), (verdict, way) => new Way(verdict, way.Level, way.Opening))
            .OrderByDescending(way => way.Level.Level)
            .ThenBy(way => policies.Vocabulary.BasisOrder(way.Opening.Basis))
            .ThenBy(way => way.Opening.Rule, StringComparer.Ordinal)];

    // WHY the whole ladder: a department is told the value itself, so what its owner gives out reduced, or not of everybody, cannot be joined.
    private IReadOnlyList<Coordinate> Joins(PolicyRule rule) =>
        [.. from joined in rule.Joins
            where standard.TryField(joined, out var known)
                && known.Category != SharingCategory.Withheld
                && (known.Classification < 3 || rule.Purposes.Count > 0)
                && Spared(known, caller.Department) && Spared(known, field.Owner)
            select joined];

    private bool Spared(GovernedField told, DepartmentId department) =>
        new RestrictionsInForce(standard, policies, Of(department), told, now).Spare(told.Ladder.Full);

    // Somebody of a department, with the request's purpose.
    private CallerClass Of(DepartmentId department) =>
        new(department, caller.Roles, caller.PurposeState, caller.Purpose, caller.RegionCode, caller.HasCase, caller.HasEmergency);

    // What is open to everybody is told to whoever has to know it, unless a restriction keeps it from the reader or from that department.
    private bool IsKeptOut(ToldField told) => standard.TryField(told.Coordinate, out var known)
        && !(Spared(known, told.Receiver) && (!known.IsOpenUnruled || Spared(known, caller.Department)));

    private Explanation Open(List<Way> ways, Explanation? presence, ExplanationWords words, IReadOnlyList<ExplanationNote> notes)
    {
        var best = ways[0];
        IReadOnlyList<Opening> openings = [.. ways.Select(way => way.Opening)];
        var sentence = words.Open(field, ways);
        if (presence is not null && Narrows(presence, openings))
        {
            (openings, sentence) = (DecidedField.Together(openings, presence.Openings), words.WithPresence(sentence, presence));
        }

        return new Explanation
        {
            Coordinate = field.Coordinate,
            Effect = Effect.Open,
            Reason = ReasonCode.None,
            Level = field.Ladder.Levels[best.Level.Level],
            Openings = openings,
            Rule = best.Verdict.Rule.Id,
            Basis = best.Verdict.Rule.Basis,
            Article = best.Verdict.Rule.Article,
            Restriction = best.Level.By?.Id,
            Owner = field.Owner,
            Request = WhereToAsk(),
            Sentence = sentence,
            Notes = notes,
        };
    }

    private static bool Narrows(Explanation presence, IReadOnlyList<Opening> openings) =>
        presence.Openings.Any(there => openings.Any(own => !there.Conditions.All(own.Conditions.Contains)));

    // WHY presence's rule, restriction and whom to ask: what opens the look-up itself is not what it lacks.
    private Explanation Absent(Explanation presence, ExplanationWords words, IReadOnlyList<ExplanationNote> notes) => presence with
    {
        Coordinate = field.Coordinate,
        Owner = field.Owner,
        Sentence = words.Absent(field, presence),
        Notes = notes,
    };

    private Explanation Withheld(List<RuleVerdict> verdicts, ExplanationWords words, IReadOnlyList<ExplanationNote> notes)
    {
        var nearest = verdicts.FirstOrDefault();
        var reason = caller.PurposeState switch
        {
            _ when field.IsOpenUnruled => ReasonCode.NotPermitted,
            PurposeState.Missing => ReasonCode.PurposeRequired,
            PurposeState.NotRegistered => ReasonCode.PurposeNotRegistered,
            PurposeState.Refused => ReasonCode.PurposeRefused,
            _ when nearest is { Level: > 0 } => nearest.Missing,
            _ => ReasonCode.NotPermitted,
        };
        return Closed(reason, nearest, words.Withheld(field, reason, nearest, WhereToAsk()), notes);
    }

    private Explanation Closed(ReasonCode reason, RuleVerdict? nearest, string sentence, IReadOnlyList<ExplanationNote> notes) => new()
    {
        Coordinate = field.Coordinate,
        Effect = Effect.Withheld,
        Reason = reason,
        Level = "none",
        Openings = [],
        Rule = nearest?.Rule.Id,
        Basis = nearest?.Rule.Basis,
        Article = nearest?.Rule.Article,
        Restriction = nearest?.ClosedBy?.Id,
        Owner = field.Owner,
        Request = reason == ReasonCode.PurposeRefused ? null : WhereToAsk(),
        Sentence = sentence,
        Notes = notes,
    };
}

/// <summary>One way in which a rule opens a field.</summary>
internal sealed record Way(RuleVerdict Verdict, CappedLevel Level, Opening Opening);
