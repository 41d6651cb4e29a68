namespace Exchange.Federation.Composition;

/// <summary>One subgraph as it enters composition.</summary>
/// <param name="Name">Its name: a department's code, or what <c>federate</c> was given.</param>
/// <param name="Sdl">Its schema: Apollo Federation SDL, version 1 or 2.</param>
public sealed record Subgraph(string Name, string Sdl)
{
    /// <summary>Where it is served, for the composed document; empty where composition need not know.</summary>
    public string Url { get; init; } = "";
}
