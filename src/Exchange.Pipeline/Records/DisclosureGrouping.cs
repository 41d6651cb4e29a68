using System.Numerics;
using Exchange.Audit.Records;
using Exchange.Federation.Governed.Execution;
using Exchange.Pipeline.Gates;
using Exchange.Pipeline.Stages;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.People;
using CellOutcome = Exchange.Federation.Governed.Execution.CellOutcome;
using RecordedOutcome = Exchange.Audit.Records.CellOutcome;

namespace Exchange.Pipeline.Records;

/// <summary>
/// Puts the records of one answer into the groups of its access record: those whose cells and conditions came out alike share one, so that a record
/// about many people stays small. Persons stand in it by the store's pseudonym.
/// </summary>
internal sealed class DisclosureGrouping(Pseudonyms pseudonyms, Fetched fetched, DateTimeOffset now)
{
    /// <summary>What was disclosed, reduced, joined or withheld.</summary>
    public IEnumerable<DisclosureGroup> Disclosed()
    {
        var groups = new Dictionary<GroupKey, (HashSet<string> Subjects, int Records)>();
        foreach (var record in fetched.Tree.Records)
        {
            var key = new GroupKey([.. record.Cells.Select(entry => entry.Cell).Distinct()], record.Asked, record.Passed);
            var (subjects, records) = groups.TryGetValue(key, out var group) ? group : ([], 0);
            if (Subject(record.Type, record.Key) is { } subject)
            {
                subjects.Add(subject);
            }

            groups[key] = (subjects, records + 1);
        }

        foreach (var (key, (subjects, records)) in groups)
        {
            yield return new DisclosureGroup
            {
                Subjects = [.. subjects],
                SubjectCount = records,
                Cells = [.. key.Cells.Select(cell => Recorded(cell, records))],
                Held = Conditions(key.Asked & key.Passed),
                NotHeld = Conditions(key.Asked & ~key.Passed),
            };
        }
    }

    /// <summary>What was fetched to decide: facts about persons, and fields of records that gates needed.</summary>
    public IEnumerable<DisclosureGroup> Decided()
    {
        var subjects = fetched.FactKeys.Select(fact => Subject(fact.Type, fact.Key)).OfType<string>().Distinct().ToList();
        if (subjects.Count > 0)
        {
            var facts = fetched.Sources.SelectMany(source => source.Coordinates)
                .Where(coordinate => coordinate.StartsWith(ResultTree.SubjectFactPrefix, StringComparison.Ordinal)).Distinct();
            yield return FetchedToDecide(subjects, subjects.Count, facts);
        }

        foreach (var read in fetched.RecordFacts.GroupBy(fact => fact.Coordinate, StringComparer.Ordinal))
        {
            yield return FetchedToDecide([.. read.Select(fact => Subject(fact.Type, fact.Key)).OfType<string>()], read.Count(), [read.Key]);
        }
    }

    private static DisclosureGroup FetchedToDecide(IReadOnlyList<string> subjects, int records, IEnumerable<string> coordinates) => new()
    {
        Subjects = subjects,
        SubjectCount = records,
        Cells = [.. coordinates.Select(coordinate => new DisclosedCell
        {
            Coordinate = coordinate,
            Level = "full",
            Outcome = RecordedOutcome.FetchedToDecide,
            Records = records,
        })],
    };

    private string? Subject(string type, string? key) =>
        type == SubjectFacts.PersonType && PersonKey.TryFromCitizenNo(key, out var person) ? pseudonyms.ForStore(person) : null;

    private DisclosedCell Recorded(Cell cell, int records) => new()
    {
        Coordinate = cell.Coordinate,
        Level = cell.Alternative?.LevelName ?? "none",
        Rule = cell.Alternative?.Rule,
        Basis = cell.Alternative?.Basis,
        Outcome = cell.Outcome switch
        {
            CellOutcome.Disclosed => RecordedOutcome.Disclosed,
            CellOutcome.Reduced => RecordedOutcome.Reduced,
            CellOutcome.Joined => RecordedOutcome.FetchedToJoin,
            _ => RecordedOutcome.Withheld,
        },
        Reason = cell.Outcome == CellOutcome.Withheld ? ((ReasonCode)cell.Reason).Code() : null,
        Records = cell.IsUncounted ? 0 : records,
        Obligations = cell.Alternative?.Obligations is Obligations obligations ? Due(obligations) : null,
    };

    private RecordedObligations Due(Obligations obligations) => new(
        obligations.NotifyPerson,
        obligations.ReviewWithinHours is { } hours ? now.AddHours(hours) : null,
        obligations.KeepDays);

    private List<string> Conditions(ulong gates)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        for (var pending = gates; pending != 0; pending &= pending - 1)
        {
            if (fetched.Gates[BitOperations.TrailingZeroCount(pending)].Condition is { } name)
            {
                names.Add(name);
            }
        }

        return [.. names];
    }

    private readonly struct GroupKey(Cell[] cells, ulong asked, ulong passed) : IEquatable<GroupKey>
    {
        public Cell[] Cells { get; } = cells;

        public ulong Asked { get; } = asked;

        public ulong Passed { get; } = passed;

        public bool Equals(GroupKey other) =>
            Asked == other.Asked && Passed == other.Passed && Cells.AsSpan().SequenceEqual(other.Cells);

        public override bool Equals(object? obj) => obj is GroupKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.Add(Asked);
            hash.Add(Passed);
            foreach (var cell in Cells)
            {
                hash.Add(cell.Coordinate);
                hash.Add(cell.Outcome);
                hash.Add(cell.Reason);
            }

            return hash.ToHashCode();
        }
    }
}
