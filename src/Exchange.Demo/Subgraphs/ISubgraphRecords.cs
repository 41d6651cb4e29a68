using Exchange.GraphQL.Values;

namespace Exchange.Demo.Subgraphs;

/// <summary>The records that a GraphQL service answers from, by type and key. Safe to share between threads.</summary>
internal interface ISubgraphRecords
{
    /// <summary>The field that identifies a type; null for types without key.</summary>
    string? KeyField(string type);

    /// <summary>The record with its <c>__typename</c>, or null when there is none.</summary>
    DatumObject? Find(string type, string key);
}
