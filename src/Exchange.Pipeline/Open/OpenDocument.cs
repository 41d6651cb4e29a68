using System.Collections.Concurrent;
using Exchange.GraphQL.Language;

namespace Exchange.Pipeline.Open;

/// <summary>A valid document with its operations as they were prepared so far. Thread-safe.</summary>
internal sealed class OpenDocument(Document document)
{
    private readonly ConcurrentDictionary<string, PreparedOperation> _operations = new(StringComparer.Ordinal);

    public Document Document { get; } = document;

    /// <summary>The operation that was prepared under that name; null where it was not yet.</summary>
    public PreparedOperation? Find(string? name) => _operations.GetValueOrDefault(name ?? "");

    /// <summary>Keeps an operation under the name that it was found by, and gives the one that was kept first.</summary>
    public PreparedOperation Keep(string? name, PreparedOperation operation) => _operations.GetOrAdd(name ?? "", operation);
}
