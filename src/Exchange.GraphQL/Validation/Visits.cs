namespace Exchange.GraphQL.Validation;

/// <summary>What a rule can be called for while the document is walked.</summary>
[Flags]
internal enum Visits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The document, before its first definition.</summary>
    Start = 1 << 0,

    /// <summary>The document, after its last definition.</summary>
    End = 1 << 1,

    /// <summary>Operations.</summary>
    Operations = 1 << 2,

    /// <summary>Fragment definitions.</summary>
    Fragments = 1 << 3,

    /// <summary>Variable definitions.</summary>
    VariableDefinitions = 1 << 4,

    /// <summary>Fields.</summary>
    Fields = 1 << 5,

    /// <summary>Inline fragments.</summary>
    InlineFragments = 1 << 6,

    /// <summary>Fragment spreads.</summary>
    Spreads = 1 << 7,

    /// <summary>All directives of one location.</summary>
    DirectiveLists = 1 << 8,

    /// <summary>Each directive.</summary>
    Directives = 1 << 9,

    /// <summary>The arguments of a field or directive, those that are given and those that are defined.</summary>
    Arguments = 1 << 10,

    /// <summary>Literals and variables.</summary>
    Values = 1 << 11,

    /// <summary>Everything.</summary>
    All = (1 << 12) - 1,
}
