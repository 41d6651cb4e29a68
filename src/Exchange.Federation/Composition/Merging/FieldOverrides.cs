namespace Exchange.Federation.Composition.Merging;

/// <summary>What <c>@override</c> says of one field, by subgraph.</summary>
internal sealed class FieldOverrides
{
    private readonly Dictionary<int, (string From, string? Label)> _takers = [];
    private readonly Dictionary<int, (bool IsUsed, string? Label)> _taken = [];

    /// <summary>A field that nobody takes over.</summary>
    public static FieldOverrides None { get; } = new();

    /// <summary>Whether anybody takes the field over.</summary>
    public bool Any => _takers.Count > 0;

    public void Take(int subgraph, string from, string? label) => _takers[subgraph] = (from, label);

    public void Give(int subgraph, bool isUsed, string? label) => _taken[subgraph] = (isUsed, label);

    /// <summary>From which subgraph, by name, this one takes the field over; null for none.</summary>
    public string? From(int subgraph) => _takers.TryGetValue(subgraph, out var taker) ? taker.From : null;

    /// <summary>The label of a takeover that is under way.</summary>
    public string? Label(int subgraph) => _takers.TryGetValue(subgraph, out var taker) ? taker.Label
        : _taken.TryGetValue(subgraph, out var taken) ? taken.Label
        : null;

    /// <summary>Whether another subgraph took the field over from this one, wholly or under a label.</summary>
    public bool IsTaken(int subgraph) => _taken.ContainsKey(subgraph);

    /// <summary>Whether the field was taken over and nothing needs it here any more.</summary>
    public bool IsGone(int subgraph) => _taken.TryGetValue(subgraph, out var taken) && taken is { IsUsed: false, Label: null };

    /// <summary>Whether the field was taken over and stays for keys, interfaces and what is required.</summary>
    public bool IsUsed(int subgraph) => _taken.TryGetValue(subgraph, out var taken) && taken.IsUsed;
}
