using Exchange.Policy.Decisions;
using Exchange.Policy.Documents.Reading;

namespace Exchange.Policy.Documents.Checks;

/// <summary>Finds what rules open and restrictions close for good, to everybody it was opened to.</summary>
internal sealed class CapCheck
{
    private readonly Terms _terms;
    private readonly Dictionary<Coordinate, int> _ordinals;
    private readonly List<(CompiledRestriction Compiled, Restriction Written)> _restrictions;
    private readonly Dictionary<(DepartmentId Department, string Purpose), BitSet> _closed = [];

    public CapCheck(Terms terms, IReadOnlyList<Restriction> restrictions)
    {
        _terms = terms;
        _ordinals = terms.Standard.Fields.Select(field => field.Coordinate).Index().ToDictionary(field => field.Item, field => field.Index);
        var compiler = new RestrictionCompiler(terms.Standard, terms.Vocabulary, _ordinals);
        _restrictions = [.. restrictions.Select(restriction => (compiler.Compile(restriction), restriction))
            .Where(pair => pair.Item1.IsForGood && pair.Item1.Caps.Any(cap => cap.Level <= 0))];
    }

    /// <summary>Reports what a rule opens in vain.</summary>
    public void Check(WrittenRule written)
    {
        var rule = written.Rule;
        if (_restrictions.Count == 0 || ClosedToAll(rule) is not { } closed)
        {
            return;
        }

        foreach (var open in rule.Opens.Where(open => _ordinals.TryGetValue(open.Coordinate, out var ordinal) && closed.Contains(ordinal)))
        {
            var by = _restrictions.First(pair => pair.Written.Caps.Any(cap => cap.Coordinate == open.Coordinate && cap.Level <= 0)).Written;
            _terms.Report(written.Node["open"], "capped-to-none",
                $"The rule '{rule.Id}' opens {open.Coordinate}, and the restriction '{by.Id}' closes it to everybody that the rule is for. "
                + "Take one of them out.");
        }
    }

    // What is closed to every department and purpose that the rule is for; null where it is for none.
    private BitSet? ClosedToAll(PolicyRule rule)
    {
        BitSet? closed = null;
        foreach (var (department, purpose) in rule.Departments.SelectMany(_ => _terms.PurposesOf(rule), (department, purpose) => (department, purpose)))
        {
            var toOne = ClosedTo(department, purpose);
            closed = closed is null ? toOne.Copy() : closed.Intersect(toOne);
        }

        return closed;
    }

    private BitSet ClosedTo(DepartmentId department, string purpose)
    {
        if (_closed.TryGetValue((department, purpose), out var known))
        {
            return known;
        }

        var closed = new BitSet();
        foreach (var cap in _restrictions.Where(pair => pair.Compiled.AppliesTo(department, purpose)).SelectMany(pair => pair.Compiled.Caps))
        {
            if (cap.Level <= 0)
            {
                closed.Add(cap.Ordinal);
            }
        }

        return _closed[(department, purpose)] = closed;
    }
}
