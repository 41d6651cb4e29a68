using Exchange.Pipeline.Callers;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway;

/// <summary>What the sign-in says about the session of a request.</summary>
/// <param name="IsPresent">Whether the request carries one at all.</param>
/// <param name="Account">Who is signed in; null where the session is over.</param>
public readonly record struct SessionReading(bool IsPresent, SignedInAccount? Account);

/// <summary>Looks a request's session up; the composition root binds it to the sign-in.</summary>
/// <param name="http">The request.</param>
public delegate ValueTask<SessionReading> SessionReader(HttpContext http);

/// <summary>The two ways in which the transports look a session up.</summary>
/// <param name="Read">For a request: the session is thereby in use.</param>
/// <param name="Renew">Anew for what a stream gives by itself: a session that nobody uses is not kept open by it.</param>
public sealed record SessionPorts(SessionReader Read, SessionReader Renew);
