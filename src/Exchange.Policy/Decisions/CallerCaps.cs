using System.Collections.Frozen;
using Exchange.Policy.Documents;

namespace Exchange.Policy.Decisions;

/// <summary>A restriction whose doubts are settled: each of them closes.</summary>
internal sealed record CompiledRestriction
{
    /// <summary>The departments it is for; null for all.</summary>
    public required FrozenSet<DepartmentId>? Departments { get; init; }

    /// <summary>The purposes, narrower ones included, that it is not for; null where it is for every purpose.</summary>
    public required FrozenSet<string>? SparedPurposes { get; init; }

    public required DateTimeOffset? From { get; init; }

    public required DateTimeOffset? Until { get; init; }

    public required IReadOnlyList<RecordState> States { get; init; }

    /// <summary>The highest level left, by the field's ordinal.</summary>
    public required IReadOnlyList<(int Ordinal, int Level)> Caps { get; init; }

    /// <summary>Whether it holds for every record at all times.</summary>
    public bool IsForGood => States.Count == 0 && From is null && Until is null;

    // WHY: a request without a usable purpose may be for any of them.
    public bool AppliesTo(DepartmentId department, string? purpose) =>
        Departments?.Contains(department) != false && (SparedPurposes is null || purpose is null || !SparedPurposes.Contains(purpose));

    public bool IsInForce(DateTimeOffset now) => !(now < From) && !(now >= Until);
}

/// <summary>A level and the states that a record must not be in to be read at it.</summary>
internal readonly record struct LevelShare(int Level, IReadOnlyList<RecordState> NotInState);

/// <summary>What restrictions leave to one caller class at a time.</summary>
internal sealed class CallerCaps
{
    private static readonly FieldCaps Free = new();
    private readonly Dictionary<int, FieldCaps> _fields = [];

    public CallerCaps(IEnumerable<CompiledRestriction> restrictions)
    {
        foreach (var restriction in restrictions)
        {
            foreach (var (ordinal, level) in restriction.Caps)
            {
                (_fields.TryGetValue(ordinal, out var known) ? known : _fields[ordinal] = new FieldCaps()).Add(level, restriction.States);
            }
        }
    }

    /// <summary>The fields that are capped.</summary>
    public IEnumerable<int> Ordinals => _fields.Keys;

    public FieldCaps On(int ordinal) => _fields.GetValueOrDefault(ordinal, Free);
}

/// <summary>The caps on one field.</summary>
internal sealed class FieldCaps
{
    private readonly List<(int Level, IReadOnlyList<RecordState> States)> _byState = [];

    /// <summary>The lowest cap for every record; <see cref="int.MaxValue"/> where there is none.</summary>
    public int Always { get; private set; } = int.MaxValue;

    public void Add(int level, IReadOnlyList<RecordState> states)
    {
        if (states.Count == 0)
        {
            Always = Math.Min(Always, level);
        }
        else
        {
            _byState.Add((level, states));
        }
    }

    /// <summary>
    /// What is left of a level, highest first: the highest to records in none of the states that are capped below it, and each cap's own level to
    /// records in none of those that are capped still lower.
    /// </summary>
    public IEnumerable<LevelShare> Shares(int ruled)
    {
        var highest = Math.Min(ruled, Always);
        return from level in _byState.Select(cap => cap.Level).Where(level => level < highest).Append(highest).Distinct().OrderDescending()
               where level > 0
               select new LevelShare(level, [.. _byState.Where(cap => cap.Level < level).SelectMany(cap => cap.States).Distinct()]);
    }
}
