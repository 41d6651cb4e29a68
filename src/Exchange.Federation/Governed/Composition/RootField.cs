namespace Exchange.Federation.Governed.Composition;

/// <summary>How a field of the query root is resolved.</summary>
public enum RootKind : byte
{
    /// <summary>By the hub alone (<c>Query.me</c>).</summary>
    Hub,

    /// <summary>
    /// Its arguments name entities; every department then answers for those keys (<c>person</c>, <c>people</c>, <c>place</c>).
    /// </summary>
    Lookup,

    /// <summary>
    /// A list or object over several owners (<c>events</c>, <c>places</c>): each owner that cannot be asked is a named hole.
    /// </summary>
    Merged,

    /// <summary>Its one argument is an id that carries its owner (<c>event</c>), who is asked for the record of that key.</summary>
    Located,

    /// <summary>A field of the subscription root: each owner tells of the records that come to be, and they are read one by one.</summary>
    Stream,
}

/// <summary>The resolution of one root field, or of a field of an entity that has several owners (<c>Place.events</c>).</summary>
/// <param name="Name">The field's name on the query root, on the subscription root for a stream, or on <see cref="On"/>.</param>
/// <param name="Kind">How it is resolved.</param>
/// <param name="Entity">The entity type that a look-up gives; null otherwise.</param>
/// <param name="Owners">The departments that can be asked for a merged or located field or a stream; empty otherwise.</param>
public sealed record RootField(string Name, RootKind Kind, string? Entity, IReadOnlyList<string> Owners)
{
    /// <summary>The entity type that a merged field stands on; null for the query root.</summary>
    public string? On { get; init; }

    /// <summary>How a page of it is read; null where it is no list, and for a list that nobody can read.</summary>
    public ListField? List { get; init; }
}
