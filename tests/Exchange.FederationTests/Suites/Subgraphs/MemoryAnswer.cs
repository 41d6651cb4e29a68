using Exchange.Federation.Sources;

namespace Exchange.FederationTests.Suites.Subgraphs;

/// <summary>An answer whose bytes are spoiled once it is given back, so that whoever still reads them is found out.</summary>
internal sealed class MemoryAnswer(byte[] body) : SubgraphAnswer
{
    public override ReadOnlyMemory<byte> Body => body;

    public override void Dispose() => Array.Fill(body, (byte)0xFF);
}
