using Exchange.Audit.Segments;

namespace Exchange.Audit.Verification;

/// <summary>
/// The findings of one pass, up to a bound: a log in ruins is described by its first findings and the number of the others.
/// </summary>
internal sealed class FindingList
{
    private const int Largest = 1000;

    private readonly List<Finding> _findings = [];
    private long _further;

    /// <summary>Notes damage.</summary>
    public void Report(string file, long? sequence, long offset, string problem) =>
        Add(new Finding(FindingSeverity.Damage, file, sequence, offset, problem));

    /// <summary>Notes what is worth knowing.</summary>
    public void Inform(string file, long? sequence, long offset, string problem) =>
        Add(new Finding(FindingSeverity.Information, file, sequence, offset, problem));

    /// <summary>All that is listed.</summary>
    public IReadOnlyList<Finding> ToReport() => _further == 0
        ? _findings
        : [.. _findings, new Finding(FindingSeverity.Damage, LogFileNames.Anchor, null, 0, $"{_further} further findings are not listed")];

    private void Add(Finding finding)
    {
        if (_findings.Count < Largest)
        {
            _findings.Add(finding);
        }
        else
        {
            _further++;
        }
    }
}
