using System.Buffers;
using Exchange.Federation.Sources;
using Exchange.GraphQL;

namespace Exchange.Federation.Execution;

/// <summary>What the execution of a plan gave. Read by one thread at a time; dispose gives pooled memory back.</summary>
public sealed class FetchedAnswer : IDisposable
{
    private readonly PooledBytes _data;

    internal FetchedAnswer(
        PooledBytes data,
        IReadOnlyList<GraphQLError> errors,
        IReadOnlyList<CompletionNote> notes,
        IReadOnlyList<SubgraphUse> uses)
    {
        _data = data;
        Errors = errors;
        Notes = notes;
        Uses = uses;
    }

    /// <summary>The value of <c>data</c> as JSON, UTF-8; not to be looked at after disposal.</summary>
    public ReadOnlyMemory<byte> Data => _data.Memory;

    /// <summary>The errors, with paths as the caller sees them and no word of a subgraph.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>Where an answer did not have the shape of its type: for <c>extensions.valueCompletion</c>.</summary>
    public IReadOnlyList<CompletionNote> Notes { get; }

    /// <summary>What each subgraph of the plan was asked, in the order of the supergraph.</summary>
    public IReadOnlyList<SubgraphUse> Uses { get; }

    /// <summary>Writes the value of <c>data</c>.</summary>
    public void WriteDataTo(IBufferWriter<byte> output) => output.Write(_data.Written);

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();
}

/// <summary>A value that became null because it did not fit its type.</summary>
/// <param name="Message">What did not fit, without the value.</param>
/// <param name="Path">Where: strings and ints.</param>
public sealed record CompletionNote(string Message, IReadOnlyList<object> Path);

/// <summary>How the asking of a subgraph ended.</summary>
public enum SubgraphState : byte
{
    /// <summary>Nothing was asked: no condition held, or there was nobody to ask for.</summary>
    NotAsked,

    /// <summary>It answered every request, whatever errors it named.</summary>
    Answered,

    /// <summary>One of its answers could not be used.</summary>
    Invalid,

    /// <summary>It did not answer one of the requests.</summary>
    Unavailable,
}

/// <summary>What one subgraph was asked, for the record.</summary>
/// <param name="Subgraph">Its name.</param>
/// <param name="State">How it ended; the worst of its requests.</param>
/// <param name="Requests">How many requests were sent.</param>
/// <param name="Keys">How many different entities it was asked for, counted for each request.</param>
public sealed record SubgraphUse(string Subgraph, SubgraphState State, int Requests, int Keys)
{
    /// <summary>The positions of the plan's requests that were sent.</summary>
    public IReadOnlyList<int> Sent { get; init; } = [];
}
