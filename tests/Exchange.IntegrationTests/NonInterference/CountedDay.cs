using Exchange.Policy.Documents;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>What one client read in a day, added up from what departments were asked for and what its records name.</summary>
internal sealed class CountedDay
{
    // Who was surely read, and who may have been counted: one of whom nothing more is open than that she is there.
    private readonly Dictionary<string, HashSet<string>> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _counted = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Combination, string Person), HashSet<int>> _groups = [];

    /// <summary>Whether all that is open has to be answered, because nothing can be used up by it.</summary>
    public bool Leaves(CanaryHub hub, World world, Asker asker, Expectation expected)
    {
        // Fewer, not as many: with the last person the budget is used up, and everybody else is told so.
        var cells = expected.Asks.Where(asked => asked.Type == "Person").Select(asked => (asked.Key, asked.Coordinate)).ToHashSet();
        return Budgets(world, asker).All(budget => Of(_counted, budget.Guard).Union(expected.Persons).Count() < budget.Persons)
            && expected.Persons.All(person => hub.Unmet(world, asker).All(combination =>
                Groups(combination, person).Union(Read(combination, person, cells)).Count() < combination.Groups.Count));
    }

    /// <summary>Adds an answer up; each complaint is one sentence.</summary>
    public IReadOnlyList<string> Count(CanaryHub hub, World world, Asker asker, Expectation expected, Outcome outcome)
    {
        var cells = outcome.Asked.Where(asked => asked.Type == "Person").Select(asked => (asked.Key, asked.Coordinate)).ToHashSet();
        var complaints = new List<string>();
        foreach (var (guard, persons) in Budgets(world, asker))
        {
            Of(_read, guard).UnionWith(cells.Select(cell => cell.Key));
            Of(_counted, guard).UnionWith(expected.Persons);
            if (_read[guard].Count > persons)
            {
                complaints.Add($"{_read[guard].Count} persons were read, {persons} are allowed by {guard}");
            }
        }

        var unmet = hub.Unmet(world, asker).ToHashSet();
        foreach (var combination in world.Pools.Policies.Combinations)
        {
            foreach (var person in cells.Select(cell => cell.Key).Distinct())
            {
                var now = Read(combination, person, cells);
                var before = Groups(combination, person);
                if (now.Count > 0 && unmet.Contains(combination) && before.Union(now).Count() == combination.Groups.Count)
                {
                    complaints.Add($"of {person} a field of every group of {combination.Id} was read");
                }

                before.UnionWith(now);
            }
        }

        return complaints;
    }

    private static HashSet<string> Of(Dictionary<string, HashSet<string>> sets, string guard) =>
        sets.TryGetValue(guard, out var known) ? known : sets[guard] = new HashSet<string>(StringComparer.Ordinal);

    private HashSet<int> Groups(Combination combination, string person) =>
        _groups.TryGetValue((combination.Id, person), out var known) ? known : _groups[(combination.Id, person)] = [];

    private static HashSet<int> Read(Combination combination, string person, HashSet<(string Key, string Coordinate)> cells) =>
        [.. Enumerable.Range(0, combination.Groups.Count).Where(i => combination.Groups[i].Any(field => cells.Contains((person, field.Value))))];

    private static IEnumerable<(string Guard, int Persons)> Budgets(World world, Asker asker)
    {
        var purpose = world.Pools.Policies.Vocabulary.Purposes.Any(known => known.Code == asker.Purpose) && asker.Client.Purposes.Contains(asker.Purpose!)
            ? asker.Purpose!
            : "";
        return world.Pools.Policies.Budgets
            .Where(budget => budget.Departments.Count == 0 || budget.Departments.Contains(asker.Client.Department))
            .Where(budget => budget.Purposes.Count == 0 || world.Pools.Above(purpose).Any(budget.Purposes.Contains))
            .Select(budget => ($"{budget.Id} {purpose}", budget.Persons));
    }
}
