namespace Exchange.GraphQL.Execution;

/// <summary>What a service brings to run operations on its schema. Immutable; safe to share between threads if its parts are.</summary>
public sealed record ResolverMap
{
    /// <summary>
    /// Resolvers by <c>Type.field</c>. A field without one is read by its name from the parent, which is then an object
    /// <see cref="Values.Datum"/>, a <see cref="Values.DatumObject"/> or an <see cref="IReadOnlyDictionary{TKey, TValue}"/> of text to
    /// object.
    /// </summary>
    public IReadOnlyDictionary<string, FieldResolver> Fields { get; init; } = new Dictionary<string, FieldResolver>();

    /// <summary>The source streams of subscriptions, by <c>Type.field</c> of the subscription root.</summary>
    public IReadOnlyDictionary<string, SourceStreamResolver> Streams { get; init; } = new Dictionary<string, SourceStreamResolver>();

    /// <summary>
    /// Type resolvers by the name of an interface or union. Without one the type is what the value holds as <c>__typename</c>.
    /// </summary>
    public IReadOnlyDictionary<string, TypeResolver> Types { get; init; } = new Dictionary<string, TypeResolver>();

    /// <summary>How scalars are coerced, in and out.</summary>
    public ScalarSet Scalars { get; init; } = ScalarSet.BuiltIn;

    /// <summary>Told of each exception whose message callers do not see, so that it can be logged; null when nobody listens.</summary>
    public Action<SelectedField, Exception>? Unexpected { get; init; }
}
