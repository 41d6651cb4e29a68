namespace Exchange.Federation.Sources;

/// <summary>
/// Where cases are kept: whether a case number stands for an open case, and of whom it is. Port; thread-safe. Throws
/// <see cref="SourceException"/> when it cannot say.
/// </summary>
public interface ICaseSource
{
    /// <summary>The case of that number; null where there is none for this purpose and department.</summary>
    /// <param name="accessId">The id of the access record, for the source's own log.</param>
    /// <param name="question">Which case.</param>
    /// <param name="cancellation">Stops the wait.</param>
    ValueTask<CaseFile?> FindAsync(string accessId, CaseQuestion question, CancellationToken cancellation);
}

/// <summary>Which case is asked about.</summary>
/// <param name="CaseNumber">The number, in the purpose's form.</param>
/// <param name="Purpose">The purpose's code.</param>
/// <param name="Department">The department that acts in it.</param>
public sealed record CaseQuestion(string CaseNumber, string Purpose, string Department)
{
    /// <summary>A fixed text: a case number names somebody's affairs.</summary>
    public override string ToString() => "<case>";
}

/// <summary>What is known of a case.</summary>
/// <param name="IsOpen">Whether it is being worked on.</param>
/// <param name="Persons">The citizen numbers of those it is about; null where the source does not say.</param>
public sealed record CaseFile(bool IsOpen, IReadOnlyList<string>? Persons)
{
    /// <summary>A fixed text: the persons' numbers must not end up in logs.</summary>
    public override string ToString() => "<case>";
}
