namespace Exchange.Policy.Standard.Reading;

/// <summary>A value of a JSON or YAML document with its place in the file.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column, in characters.</param>
internal abstract record SourceNode(int Line, int Column);

/// <summary>A mapping of names to values; every name once.</summary>
internal sealed record SourceObject(int Line, int Column, IReadOnlyList<SourceMember> Members) : SourceNode(Line, Column)
{
    public SourceMember? Member(string name) => Members.FirstOrDefault(member => member.Name == name);

    public SourceNode? this[string name] => Member(name)?.Value;
}

/// <summary>One name and its value.</summary>
internal sealed record SourceMember(string Name, int Line, int Column, SourceNode Value);

/// <summary>A list.</summary>
internal sealed record SourceArray(int Line, int Column, IReadOnlyList<SourceNode> Items) : SourceNode(Line, Column);

/// <summary>A text.</summary>
internal sealed record SourceText(int Line, int Column, string Value) : SourceNode(Line, Column);

/// <summary>A number.</summary>
internal sealed record SourceNumber(int Line, int Column, double Value) : SourceNode(Line, Column);

/// <summary>True or false.</summary>
internal sealed record SourceFlag(int Line, int Column, bool Value) : SourceNode(Line, Column);

/// <summary>Null.</summary>
internal sealed record SourceNull(int Line, int Column) : SourceNode(Line, Column);
