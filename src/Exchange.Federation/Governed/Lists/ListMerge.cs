using Exchange.Federation.Sources;

namespace Exchange.Federation.Governed.Lists;

/// <summary>Merges the streams of several departments into one order. Used by one reader.</summary>
internal sealed class ListMerge(IReadOnlyList<ListStream> streams, ListPositions start)
{
    /// <summary>Where the list stands after the last row that was taken.</summary>
    public ListPositions Position { get; private set; } = start;

    /// <summary>The next rows, at most <paramref name="count"/>, each with where the list stands after it; fewer when there are no more.</summary>
    public async Task<IReadOnlyList<(ListRow Row, ListPositions After)>> TakeAsync(int count, CancellationToken deadline)
    {
        var taken = new List<(ListRow, ListPositions)>();
        while (taken.Count < count && await NextAsync(count - taken.Count, deadline).ConfigureAwait(false) is { Head: { } row } stream)
        {
            stream.Take();
            Position = Position.After(stream.Name, row.Position);
            taken.Add((row, Position));
        }

        return taken;
    }

    /// <summary>Whether another row follows.</summary>
    public async Task<bool> HasMoreAsync(CancellationToken deadline) => await NextAsync(1, deadline).ConfigureAwait(false) is not null;

    private async Task<ListStream?> NextAsync(int count, CancellationToken deadline)
    {
        // WHY one more than needed: whether another page follows is then known without asking again.
        await Task.WhenAll(streams.Where(stream => stream.IsOwed).Select(stream => stream.FillAsync(count + 1, deadline))).ConfigureAwait(false);
        ListStream? first = null;
        foreach (var stream in streams)
        {
            if (stream.Head is { } head && (first?.Head is not { } best || ListOrder.Compare(head, best) < 0))
            {
                first = stream;
            }
        }

        return first;
    }
}
