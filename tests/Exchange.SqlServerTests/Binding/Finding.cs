namespace Exchange.SqlServerTests.Binding;

/// <summary>What does not bind.</summary>
internal enum FindingKind
{
    Syntax,
    UnknownConstruct,
    UnknownTable,
    UnknownColumn,
    AmbiguousColumn,
    UndeclaredVariable,
    TypeMismatch,
    MissingValue,
    NullIntoRequired,
    ColumnCount,
    NameTaken,
    UnknownIndexTarget,
    UnknownKeyTarget,
}

/// <summary>A place in a script that a server would refuse, or that would not do what it says.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Subject">What it is about.</param>
internal sealed record Finding(FindingKind Kind, string Subject)
{
    public override string ToString() => $"{Kind}: {Subject}";
}
