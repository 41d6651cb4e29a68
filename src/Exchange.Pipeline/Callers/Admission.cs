namespace Exchange.Pipeline.Callers;

/// <summary>Whether a caller may open a connection or a stream.</summary>
/// <param name="Client">Who it is; null where it is refused.</param>
/// <param name="Refusal">What a refused one is told; null otherwise.</param>
public readonly record struct Admission(ClientIdentity? Client, HubResponse? Refusal);
