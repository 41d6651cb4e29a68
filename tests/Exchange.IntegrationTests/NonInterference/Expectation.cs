using Exchange.GraphQL.Values;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>What one request must come to, if every department is honest.</summary>
internal sealed class Expectation
{
    /// <summary>The data of the answer.</summary>
    public Datum Data { get; set; }

    /// <summary>The conditions, restrictions, brakes and combinations that were come across, each with what came of it.</summary>
    public HashSet<string> Met { get; set; } = [];

    /// <summary>Whether the hub may report a fault of its own.</summary>
    public bool MayFail { get; set; }

    /// <summary>The kinds of event that a subscription tells of.</summary>
    public IReadOnlyList<string> Kinds { get; set; } = [];

    /// <summary>Why a subscription is not opened at all; null where it is.</summary>
    public string? RefusedBecause { get; set; }

    /// <summary>By coordinate and reason, on how many records it is withheld.</summary>
    public Dictionary<(string Coordinate, string Reason), int> Withheld { get; } = [];

    /// <summary>By coordinate and level, on how many records it is reduced.</summary>
    public Dictionary<(string Coordinate, string Level), int> Reduced { get; } = [];

    /// <summary>Everything that any department may be asked for.</summary>
    public HashSet<AskedCell> Asks { get; } = [];

    /// <summary>The same where no department can say in which region anything lies: what is asked then is what is open without that.</summary>
    public Lazy<HashSet<AskedCell>> AsksWithoutRegions { get; set; } = new([]);

    /// <summary>The persons whose facts may be asked for.</summary>
    public HashSet<string> FactKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>The persons of whom anything may be read.</summary>
    public HashSet<string> Persons { get; } = new(StringComparer.Ordinal);

    /// <summary>The cells of persons that the access record has to name as given.</summary>
    public HashSet<(string Person, string Coordinate, string Level)> Given { get; } = [];

    /// <summary>The cells of persons that are read only to ask another department.</summary>
    public HashSet<(string Person, string Coordinate)> Joined { get; } = [];

    /// <summary>What any department may be told of a record beside its key.</summary>
    public HashSet<(string Department, string Key, string Text)> Told { get; } = [];

    public void Withhold(string coordinate, string reason) =>
        Withheld[(coordinate, reason)] = Withheld.GetValueOrDefault((coordinate, reason)) + 1;

    public void Give(string type, string key, string coordinate, string level)
    {
        if (level != "full")
        {
            Reduced[(coordinate, level)] = Reduced.GetValueOrDefault((coordinate, level)) + 1;
        }

        if (type == "Person")
        {
            Given.Add((key, coordinate, level));
        }
    }
}
