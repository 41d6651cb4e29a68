namespace Exchange.Policy;

/// <summary>A department's code, for example <c>civil-affairs</c>.</summary>
/// <param name="Value">The code: lower-case letters, digits and hyphens.</param>
public readonly record struct DepartmentId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>
/// The name of a governed field: its path from the entity that owns it through value objects, for example <c>Person.pension.amount</c>;
/// root fields are <c>Query.person</c> and so on.
/// </summary>
/// <param name="Value">The path.</param>
public readonly record struct Coordinate(string Value)
{
    /// <summary>The type that it begins with, for example <c>Person</c>.</summary>
    public string Type => Value.IndexOf('.', StringComparison.Ordinal) is var end and >= 0 ? Value[..end] : Value;

    /// <summary>Whether it begins with a type.</summary>
    public bool IsOf(string type) =>
        Value.Length > type.Length && Value[type.Length] == '.' && Value.StartsWith(type, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
