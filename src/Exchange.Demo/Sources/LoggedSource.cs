using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Demo.Sources;

/// <summary>Stands in front of a database or a folder, which cannot keep a log of their own, and writes down what reaches them.</summary>
internal sealed class LoggedSource(ISource source, SourceLog log) : ISource, IDisposable
{
    /// <inheritdoc/>
    public string Department => source.Department;

    /// <inheritdoc/>
    public ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var selection in request.Selections)
        {
            log.Write(request.AccessId, AskedCoordinates.Of(selection.Fields), selection.Keys);
        }

        return source.FetchAsync(request, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => (source as IDisposable)?.Dispose();
}

/// <summary>The same for lists, under the coordinates that they read; no key is asked for.</summary>
internal sealed class LoggedListSource(IListSource source, SourceLog log) : IListSource, IDisposable
{
    /// <inheritdoc/>
    public string Department => source.Department;

    /// <inheritdoc/>
    public ValueTask<ListAnswer> ListAsync(ListRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        log.Write(request.AccessId, request.Coordinates, []);
        return source.ListAsync(request, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => (source as IDisposable)?.Dispose();
}

/// <summary>The same for subject facts, under <c>SubjectFacts.</c></summary>
internal sealed class LoggedFactSource(IFactSource source, SourceLog log) : IFactSource
{
    /// <inheritdoc/>
    public string Department => source.Department;

    /// <inheritdoc/>
    public bool TellsExistence => source.TellsExistence;

    /// <inheritdoc/>
    public ValueTask<DatumObject?[]> FetchAsync(
        string accessId, string type, IReadOnlyList<string> keys, IReadOnlyList<string> facts, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        log.Write(accessId, facts.Select(fact => "SubjectFacts." + fact), keys);
        return source.FetchAsync(accessId, type, keys, facts, cancellation);
    }
}
