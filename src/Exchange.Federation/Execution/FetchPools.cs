using System.Buffers;

namespace Exchange.Federation.Execution;

/// <summary>Where executions take their memory from.</summary>
/// <param name="Bytes">For request bodies and answers.</param>
/// <param name="Cells">For the result.</param>
/// <param name="Numbers">For lists of handles.</param>
internal sealed record FetchPools(ArrayPool<byte> Bytes, ArrayPool<Cell> Cells, ArrayPool<int> Numbers)
{
    /// <summary>The pools of the process.</summary>
    public static FetchPools Process { get; } = new(ArrayPool<byte>.Shared, ArrayPool<Cell>.Shared, ArrayPool<int>.Shared);
}
