using Exchange.Policy.Findings;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Reads all documents of a data standard and puts them together.</summary>
internal sealed class StandardReader(string folder)
{
    public StandardResult Read() => new(null, [new Finding("missing-folder", folder, 0, 0, "", "Not read.")]);
}
