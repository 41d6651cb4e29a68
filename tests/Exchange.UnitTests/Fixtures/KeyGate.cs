using Exchange.Federation.Authorization;

namespace Exchange.UnitTests.Fixtures;

/// <summary>A gate that passes for a fixed set of keys.</summary>
internal sealed class KeyGate(int reason, params string[] keys) : IGate
{
    public int Reason => reason;

    public IReadOnlyList<string> Facts => [];

    public bool Passes(in GateSubject subject) => keys.Contains(subject.Key);
}

/// <summary>A gate that passes where a fact is true; a missing fact closes it.</summary>
internal sealed class FactGate(int reason, string fact) : IGate
{
    public int Reason => reason;

    public IReadOnlyList<string> Facts => [fact];

    public bool Passes(in GateSubject subject) => subject.Facts![fact] == Exchange.GraphQL.Values.Datum.True;
}

/// <summary>A gate with a fault.</summary>
internal sealed class FaultyGate(int reason) : IGate
{
    public int Reason => reason;

    public IReadOnlyList<string> Facts => [];

    public bool Passes(in GateSubject subject) => throw new InvalidOperationException("fault");
}
