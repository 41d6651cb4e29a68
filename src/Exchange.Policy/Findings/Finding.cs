namespace Exchange.Policy.Findings;

/// <summary>What a finding stops.</summary>
public enum FindingSeverity : byte
{
    /// <summary>A mistake: the documents are not used.</summary>
    Error,

    /// <summary>Something that cannot have been meant, and does no harm: <c>exchange check</c> fails, and the hub starts.</summary>
    Warning,
}

/// <summary>One mistake in a document that people write.</summary>
/// <param name="Code">Stable code, documented in <c>policies/README.md</c> or <c>schemas/README.md</c>, for example <c>unknown-role</c>.</param>
/// <param name="File">The file, relative to the folder that was checked, with forward slashes.</param>
/// <param name="Line">1-based line; 0 when the finding is about the whole file.</param>
/// <param name="Column">1-based column; 0 when unknown.</param>
/// <param name="Path">The path inside the document, for example <c>rules[2].open[0]</c>; empty for the root.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record Finding(string Code, string File, int Line, int Column, string Path, string Message)
{
    /// <summary>What it stops.</summary>
    public FindingSeverity Severity { get; init; }

    /// <summary>
    /// The one line that people read: <c>file:line:column: path: message [code]</c>, the message of a warning beginning with <c>warning: </c>.
    /// </summary>
    public override string ToString()
    {
        var place = Line > 0 ? $"{File}:{Line}:{Column}" : File;
        var message = Severity == FindingSeverity.Warning ? $"warning: {Message}" : Message;
        return Path.Length > 0 ? $"{place}: {Path}: {message} [{Code}]" : $"{place}: {message} [{Code}]";
    }
}
