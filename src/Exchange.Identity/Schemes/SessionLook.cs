using Microsoft.AspNetCore.Http;

namespace Exchange.Identity.Schemes;

/// <summary>
/// A look at a session that is no use of it: a stream asks whether its session still holds, and a session that nobody uses ends all the same.
/// </summary>
public sealed class SessionLook
{
    private SessionLook()
    {
    }

    /// <summary>The endpoint that a request has which only looks.</summary>
    public static Endpoint Endpoint { get; } = new(null, new EndpointMetadataCollection(new SessionLook()), "session look");
}
