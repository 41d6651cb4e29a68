using Exchange.Pipeline.Stages;

namespace Exchange.Pipeline.Guards;

/// <summary>Whom readings are counted for.</summary>
internal static class ReaderName
{
    // WHY not the client alone: all who are signed in ask through one, and none of them may use up, or tell by, what another one read.
    public static string Of(string clientId, string? officer) =>
        clientId == AuthenticateSession.Client && officer is not null ? $"{clientId} {officer}" : clientId;
}
