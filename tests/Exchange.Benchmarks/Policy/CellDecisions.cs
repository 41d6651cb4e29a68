using Exchange.Benchmarks.Scene;
using Exchange.Consent;
using Exchange.Demo.Generation;
using Exchange.Host.Composition;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;
using Exchange.Policy.Standard;

namespace Exchange.Benchmarks.Policy;

/// <summary>
/// Decides on 20 fields of 50 persons, as a hub does: the view of the caller's class, the consent index, the region, then a way in for each cell.
/// Half of a city of 2,000 has agreed to one thing or another.
/// </summary>
internal sealed class CellDecisions
{
    private const int Persons = 50;

    private readonly DecisionTable _table;
    private readonly CallerClass _caller = PolicyScene.Caller();
    private readonly int[] _fields;
    private readonly PersonKey[] _keys;
    private readonly string[] _regions;
    private readonly ConsentQuestion?[] _questions;
    private readonly ulong[] _held = new ulong[Persons];
    private readonly bool[] _answers = new bool[Persons];
    private readonly RecordDecision[] _cells;

    public CellDecisions()
    {
        var standard = CityDocuments.ReadValid(DocumentFolders.Find()).Standard!;
        _table = PolicyCompiler.Compile(standard, PolicyScene.Policies(standard));
        _fields = [.. PolicyScene.Fields.Select(_table.OrdinalOf)];
        _cells = new RecordDecision[Persons * _fields.Length];

        var residents = CityGenerator.Generate(CityParameters.Small).Residents;
        Index = new ConsentIndex();
        foreach (var (i, resident) in residents.Index())
        {
            SampleConsents.Agree(Index, i, resident.CitizenNo, ScopesOf(i));
        }

        // Four in five live where the officer may look.
        var asked = residents.Index().Where(one => one.Item.RegionCode.StartsWith(PolicyScene.Region, StringComparison.Ordinal)).Take(Persons * 4 / 5)
            .Concat(residents.Index().Where(one => !one.Item.RegionCode.StartsWith(PolicyScene.Region, StringComparison.Ordinal)).Take(Persons / 5))
            .OrderBy(one => one.Index).ToList();
        People = [.. asked.Select(one => new AskedPerson($"p{one.Index}", one.Item.RegionCode, ScopesOf(one.Index)))];
        _keys = [.. asked.Select(one => SampleConsents.Person(one.Item.CitizenNo))];
        _regions = [.. asked.Select(one => one.Item.RegionCode)];
        _questions = [.. _table.For(_caller, MemoryCity.Now).Conditions.Select(Question)];
    }

    public IReadOnlyList<AskedPerson> People { get; }

    private ConsentIndex Index { get; }

    /// <summary>All cells, person by person, each as the other engines write it: <c>level|rule|basis</c>, or the reason.</summary>
    public IEnumerable<string> Written() => Decide().Select((cell, i) => cell.Opening is { } opening
        ? $"{_table.Fields[_fields[i % _fields.Length]].Ladder.Levels[opening.Level]}|{opening.Rule}|{opening.Basis}"
        : cell.Reason.Code());

    /// <summary>Decides on all cells; what is returned is used again by the next call.</summary>
    public RecordDecision[] Decide()
    {
        var view = _table.For(_caller, MemoryCity.Now);
        Ask(MemoryCity.Now);
        var cell = 0;
        foreach (var held in _held)
        {
            foreach (var field in _fields)
            {
                _cells[cell++] = view.Decide(field, held);
            }
        }

        return _cells;
    }

    private void Ask(DateTimeOffset now)
    {
        _held.AsSpan().Clear();
        for (var bit = 0; bit < _questions.Length; bit++)
        {
            if (_questions[bit] is { } question)
            {
                question.Allows(_keys, now, _answers);
            }

            for (var i = 0; i < _held.Length; i++)
            {
                var holds = _questions[bit] is null ? RegionCode.Contains(_caller.RegionCode, _regions[i]) : _answers[i];
                _held[i] |= holds ? 1UL << bit : 0;
            }
        }
    }

    // Null for the one condition that no index is asked about.
    private ConsentQuestion? Question(RecordCondition condition) => condition switch
    {
        ConsentCondition consent => Index.Ask(_caller.Department, PolicyScene.Purpose, consent.Scope),
        SameRegionCondition => null,
        _ => throw new ArgumentException($"The scene has no {condition}.", nameof(condition)),
    };

    private static string[] ScopesOf(int resident) => (resident % 3, resident % 2) switch
    {
        (0, 0) => [PolicyScene.Means, PolicyScene.Household],
        (0, _) => [PolicyScene.Means],
        (_, 0) => [PolicyScene.Household],
        _ => [],
    };
}

/// <summary>A person as the other engines are told of her.</summary>
/// <param name="Id">A name for her.</param>
/// <param name="Region">Where she lives.</param>
/// <param name="Consents">What she agreed to.</param>
internal sealed record AskedPerson(string Id, string Region, IReadOnlyList<string> Consents);
