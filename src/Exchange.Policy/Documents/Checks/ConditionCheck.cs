using Exchange.Policy.Documents.Reading;
using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Findings;

namespace Exchange.Policy.Documents.Checks;

/// <summary>Whether the conditions of a rule can hold for what it opens.</summary>
internal sealed class ConditionCheck(Terms terms)
{
    private readonly RecordKinds _kinds = new(terms.Standard);

    public void Check(DocumentNode node, PolicyRule rule)
    {
        var (place, conditions) = (node["conditions"], rule.Conditions);
        Needs(place["consent"], rule, conditions.Consent is not null, _kinds.IsPerson, "is not about a person, who alone could consent");
        Needs(place["ownRecord"], rule, conditions.OwnRecord, _kinds.IsPerson, "is not about a person, so it is nobody's own record");
        Needs(place["caseSubject"], rule, conditions.CaseSubject, _kinds.IsPerson, "is not about a person, who alone could belong to a case");
        Needs(place["notInState"], rule, conditions.NotInState.Count > 0, _kinds.IsPerson, "is not about a person, so nobody can tell its state");
        Needs(place["onePlace"], rule, conditions.OnePlace, RecordKinds.IsAtPlace, "is not about a place, nor about who has its seat at one");
        Needs(place["sameRegion"], rule, conditions.SameRegion, _kinds.HasRegion, "is in no region");
        CheckConsent(place["consent"], rule);
        CheckCase(place, rule, isForAny: !node["purposes"].Exists);
        CheckCallerDepartment(place["callerDepartment"], rule);
    }

    private void Needs(DocumentNode place, PolicyRule rule, bool isAsked, Func<Coordinate, bool> canHold, string why)
    {
        if (isAsked && rule.Opens.FirstOrDefault(open => !canHold(open.Coordinate)) is { Coordinate.Value: not null } open)
        {
            terms.Report(place, "never-matches",
                $"The condition never holds: {open.Coordinate} {why}. Take the condition out, or the field into a rule of its own.");
        }
    }

    private void CheckConsent(DocumentNode node, PolicyRule rule)
    {
        if (terms.Scope(node) is not { } scope)
        {
            return;
        }

        foreach (var open in rule.Opens.Where(open => !scope.Coordinates.Contains(open.Coordinate)))
        {
            terms.Report(node, "scope-too-narrow",
                $"The scope '{scope.Code}' does not cover {open.Coordinate}: nobody who agreed to it agreed to this. Widen the scope or split the rule.");
        }
    }

    private void CheckCase(DocumentNode place, PolicyRule rule, bool isForAny)
    {
        if (isForAny && rule.Conditions.Case && terms.Vocabulary.Purposes.All(purpose => purpose.CaseFormat is null))
        {
            terms.Report(place["case"], "case-format-missing",
                $"The rule '{rule.Id}' needs a case number, and no purpose in the vocabulary has a caseFormat: nobody could meet it.");
        }

        if (rule.Conditions is { CaseSubject: true, Case: false })
        {
            terms.Report(place["caseSubject"], "case-not-asked", "Who belongs to a case is asked by its number. Add 'case: true'.");
        }

        var purposes = terms.Vocabulary.Purposes.Where(purpose =>
            rule.Conditions.Case && terms.Vocabulary.WithAncestors(purpose.Code).Any(rule.Purposes.Contains) && purpose.CaseFormat is null);
        foreach (var purpose in purposes)
        {
            terms.Report(place["case"], "case-format-missing",
                $"The rule '{rule.Id}' needs a case number, but the purpose '{purpose.Code}' has no caseFormat in the vocabulary: nobody could meet it.");
        }
    }

    private void CheckCallerDepartment(DocumentNode node, PolicyRule rule)
    {
        if (rule.Conditions.CallerDepartment is not { } field)
        {
            return;
        }

        var types = rule.Opens.Select(open => open.Coordinate.Type).Distinct().ToList();
        if (!_kinds.HoldsDepartment(field))
        {
            var known = Suggestion.For(field.Value, types.SelectMany(_kinds.DepartmentsOn));
            terms.Report(node, "never-matches", $"The condition never holds: {field} is not a department, nor a list of them.{known}");
        }
        else if (types.Find(type => type != field.Type) is { } other)
        {
            terms.Report(node, "never-matches", $"The condition never holds: the rule opens fields of {other}, and {field} is not on that record.");
        }
    }
}
