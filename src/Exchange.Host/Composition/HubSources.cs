using Exchange.Federation.Sources;

namespace Exchange.Host.Composition;

/// <summary>The departments that can be asked, and who answers subject facts.</summary>
/// <param name="ByDepartment">The source of each department that has one.</param>
/// <param name="Facts">By entity type, where subject facts come from.</param>
public sealed record HubSources(IReadOnlyDictionary<string, ISource> ByDepartment, IReadOnlyDictionary<string, IFactSource> Facts)
{
    /// <summary>The departments that can be asked for lists.</summary>
    public IReadOnlyDictionary<string, IListSource> Lists { get; init; } = new Dictionary<string, IListSource>();

    /// <summary>Where cases are kept; null where the city has no case source.</summary>
    public ICaseSource? Cases { get; init; }

    /// <summary>The departments that tell of events as they come.</summary>
    public IReadOnlyDictionary<string, IEventSource> Events { get; init; } = new Dictionary<string, IEventSource>();
}
