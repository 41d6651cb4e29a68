using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.Execution;

namespace Exchange.Federation.Governed.Planning;

/// <summary>How one page of a list is read and put together. Immutable.</summary>
internal sealed class PagePlan
{
    /// <summary>What is listed.</summary>
    public required ListField List { get; init; }

    /// <summary>The selected field.</summary>
    public required SelectedField Field { get; init; }

    /// <summary>The grant of the field.</summary>
    public required FieldGrant Grant { get; init; }

    /// <summary>The entity types that rows can be of.</summary>
    public required IReadOnlyList<EntityType> Types { get; init; }

    /// <summary>By type and field, the department that can filter or sort by it.</summary>
    public required IReadOnlyDictionary<(string Type, string Field), string> Owners { get; init; }

    /// <summary>The fields of the connection in response order.</summary>
    public required IReadOnlyList<PagePart> Parts { get; init; }

    /// <summary>By position in the page (<c>nodes</c>, <c>edges.node</c>), the stage of every type. Never empty: gates decide which rows are there.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, EntityStage>> Rows { get; init; }

    /// <summary>The key field of the rows.</summary>
    public string KeyField => Types[0].KeyField;
}

/// <summary>What a field of a connection, of its edges or of its page information is.</summary>
internal enum PagePartKind : byte
{
    /// <summary><c>__typename</c>.</summary>
    TypeName,

    /// <summary>The rows.</summary>
    Nodes,

    /// <summary>The rows with their cursors.</summary>
    Edges,

    /// <summary>The row of an edge.</summary>
    Node,

    /// <summary>The cursor of an edge.</summary>
    Cursor,

    /// <summary>The page information.</summary>
    Info,

    /// <summary>Whether more rows follow.</summary>
    HasNextPage,

    /// <summary>Whether rows precede.</summary>
    HasPreviousPage,

    /// <summary>The cursor of the first row.</summary>
    StartCursor,

    /// <summary>The cursor to go on from.</summary>
    EndCursor,
}

/// <summary>One selected field of the connection types, which are transparent to coordinates. Immutable.</summary>
internal sealed record PagePart(PagePartKind Kind, SelectedField Field, IReadOnlyList<PagePart> Parts, int Rows)
{
    /// <summary>The response names of <see cref="Parts"/>, one array for all objects.</summary>
    public string[] ResponseNames { get; } = [.. Parts.Select(part => part.Field.ResponseName)];
}
