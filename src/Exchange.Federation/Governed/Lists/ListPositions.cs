using System.Buffers;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Lists;

/// <summary>Where a list over several owners stands: by stream, the department's own position of the last row that was taken. Immutable.</summary>
internal sealed class ListPositions
{
    private readonly string[] _streams;
    private readonly string?[] _positions;

    private ListPositions(string[] streams, string?[] positions)
    {
        _streams = streams;
        _positions = positions;
    }

    /// <summary>Before the first row of every stream.</summary>
    public static ListPositions Start { get; } = new([], []);

    /// <summary>The position of a stream; null before its first row.</summary>
    public string? this[string stream] => Array.IndexOf(_streams, stream) is >= 0 and var index ? _positions[index] : null;

    /// <summary>One row further in one stream.</summary>
    public ListPositions After(string stream, string position)
    {
        var index = Array.IndexOf(_streams, stream);
        if (index < 0)
        {
            return new ListPositions([.. _streams, stream], [.. _positions, position]);
        }

        var positions = (string?[])_positions.Clone();
        positions[index] = position;
        return new ListPositions(_streams, positions);
    }

    /// <summary>The content of a cursor.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>();
        DatumWriter.Write(output, Datum.From(new DatumObject(_streams, Array.ConvertAll(_positions, position => Datum.From(position)))));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads <see cref="ToBytes"/> back; null for anything else.</summary>
    public static ListPositions? Read(ReadOnlySpan<byte> content)
    {
        try
        {
            return DatumReader.Read(content, maxDepth: 2) is { Kind: DatumKind.Object } read
                && read.AsObject().Values.ToArray().All(position => position.Kind == DatumKind.String)
                ? new ListPositions(read.AsObject().Names.ToArray(), Array.ConvertAll(read.AsObject().Values.ToArray(), position => position.AsString()))
                : null;
        }
        catch (GraphQLException)
        {
            return null;
        }
    }
}
