using Exchange.Policy.Decisions;
using Exchange.Policy.Documents.Reading;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Documents.Checks;

/// <summary>Finds what rules open and restrictions close for good, to everybody it was opened to.</summary>
internal sealed class CapCheck
{
    private readonly Terms _terms;
    private readonly Dictionary<Coordinate, int> _ordinals;
    private readonly List<(CompiledRestriction Compiled, Restriction Written)> _restrictions;
    private readonly HashSet<int> _closed;

    public CapCheck(Terms terms, IReadOnlyList<Restriction> restrictions)
    {
        _terms = terms;
        _ordinals = terms.Standard.Fields.Select(field => field.Coordinate).Index().ToDictionary(field => field.Item, field => field.Index);
        var compiler = new RestrictionCompiler(terms.Standard, terms.Vocabulary, _ordinals);
        _restrictions = [.. restrictions.Select(restriction => (compiler.Compile(restriction), restriction)).Where(pair => pair.Item1.IsForGood)];
        _closed = [.. _restrictions.SelectMany(pair => pair.Compiled.Caps).Where(cap => cap.Level <= 0).Select(cap => cap.Ordinal)];
    }

    /// <summary>Reports what a rule opens in vain.</summary>
    public void Check(WrittenRule written)
    {
        var rule = written.Rule;
        var purposes = _terms.Vocabulary.Purposes.Select(purpose => purpose.Code)
            .Where(code => rule.Purposes.Count == 0 || _terms.Vocabulary.WithAncestors(code).Any(rule.Purposes.Contains)).ToList();
        var askers = rule.Departments.SelectMany(department => purposes.Select(purpose => (department, purpose))).ToList();
        foreach (var open in rule.Opens.Where(open =>
            askers.Count > 0 && askers.TrueForAll(asker => IsClosed(asker.department, asker.purpose, open.Coordinate))))
        {
            var by = _restrictions.First(pair => pair.Written.Caps.Any(cap => cap.Coordinate == open.Coordinate && cap.Level <= 0)).Written;
            _terms.Report(written.Node["open"], "capped-to-none",
                $"The rule '{rule.Id}' opens {open.Coordinate}, and the restriction '{by.Id}' closes it to everybody that the rule is for. "
                + "Take one of them out.");
        }
    }

    private bool IsClosed(DepartmentId department, string purpose, Coordinate coordinate) =>
        _ordinals.TryGetValue(coordinate, out var ordinal)
        && _closed.Contains(ordinal)
        && new CallerCaps(_restrictions.Select(pair => pair.Compiled).Where(each => each.AppliesTo(department, purpose))).On(ordinal).Always <= 0;
}
