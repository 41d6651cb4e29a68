using Exchange.Federation.Execution.Prepared;
using Exchange.Federation.Sources;

namespace Exchange.Federation.Execution;

/// <summary>What the subgraphs were asked in one execution. Not thread-safe.</summary>
internal sealed class UseLedger(ExecutableRequest[] requests)
{
    private readonly Use[] _uses = new Use[requests.Length];

    /// <summary>A request goes out, or has nobody to ask for where <paramref name="body"/> is null.</summary>
    public void Sent(ExecutableRequest request, PreparedBody? body)
    {
        if (body is not null)
        {
            _uses[request.Request.Index] = new Use(SubgraphState.Unavailable, true, body.Keys);
        }
    }

    /// <summary>A request ended.</summary>
    public void Ended(ExecutableRequest request, SubgraphState state)
    {
        ref var use = ref _uses[request.Request.Index];
        use = use with { State = state };
    }

    /// <summary>The account by subgraph.</summary>
    public List<SubgraphUse> ToUses(IReadOnlyList<ISubgraphSource> sources)
    {
        var uses = new List<SubgraphUse>();
        for (var subgraph = 0; subgraph < sources.Count; subgraph++)
        {
            if (ToUse(subgraph, sources[subgraph].Name) is { } use)
            {
                uses.Add(use);
            }
        }

        return uses;
    }

    private SubgraphUse? ToUse(int subgraph, string name)
    {
        var (state, keys, isPlanned) = (SubgraphState.NotAsked, 0, false);
        List<int>? sent = null;
        for (var i = 0; i < requests.Length; i++)
        {
            if (requests[i].Request.Subgraph != subgraph)
            {
                continue;
            }

            isPlanned = true;
            state = _uses[i].State > state ? _uses[i].State : state;
            keys += _uses[i].Keys;
            if (_uses[i].IsSent)
            {
                (sent ??= []).Add(i);
            }
        }

        return isPlanned ? new SubgraphUse(name, state, sent?.Count ?? 0, keys) { Sent = sent ?? [] } : null;
    }

    private readonly record struct Use(SubgraphState State, bool IsSent, int Keys);
}
