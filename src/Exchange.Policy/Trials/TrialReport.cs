using Exchange.Policy.Findings;

namespace Exchange.Policy.Trials;

/// <summary>What the tests of policies say of them. Immutable.</summary>
public sealed record TrialReport
{
    /// <summary>The documents under <c>tests/</c> that are no tests, with their places; nothing was tried where there is one.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Every case, in the order of the documents.</summary>
    public required IReadOnlyList<TrialResult> Results { get; init; }

    /// <summary>How many cases came out as expected.</summary>
    public int Passed => Results.Count(result => result.Failures.Count == 0);

    /// <summary>How many did not; a mistake in a document counts as one.</summary>
    public int Failed => Results.Count - Passed + Findings.Count;

    /// <summary>Whether all came out as expected.</summary>
    public bool IsPassed => Failed == 0;
}

/// <summary>What became of one case.</summary>
/// <param name="File">The document, relative to the folder of policies.</param>
/// <param name="Line">The line where the case begins.</param>
/// <param name="Name">What the case says.</param>
/// <param name="Failures">What came out otherwise, field by field; empty where it passed.</param>
public sealed record TrialResult(string File, int Line, string Name, IReadOnlyList<TrialFailure> Failures);

/// <summary>A field that came out otherwise than expected.</summary>
/// <param name="Coordinate">The field.</param>
/// <param name="Expected">The level or reason expected.</param>
/// <param name="Actual">The level or reason decided.</param>
public sealed record TrialFailure(Coordinate Coordinate, string Expected, string Actual);
