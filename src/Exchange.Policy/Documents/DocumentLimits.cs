namespace Exchange.Policy.Documents;

/// <summary>What a set of policies may amount to, so that reading and compiling it takes seconds whatever is written in it.</summary>
public static class DocumentLimits
{
    /// <summary>The most characters of one document.</summary>
    public const int MaxCharacters = 1 << 20;

    /// <summary>The most lists and mappings inside each other.</summary>
    public const int MaxDepth = 32;

    /// <summary>The most rules and restrictions of all owners together.</summary>
    public const int MaxRules = 2_000;

    /// <summary>The most cells that rules fill, counted for every department, role, purpose and field of each.</summary>
    public const int MaxOpenings = 2_000_000;

    /// <summary>The most times at which rules and restrictions of all owners begin or end: at each of them everything may be decided otherwise.</summary>
    public const int MaxTimes = 200;

    /// <summary>The most hours of the day that rules of all owners ask for: whether two versions differ is looked at whenever any begin or end.</summary>
    public const int MaxHours = 50;

    /// <summary>The most cells that rules fill, counted anew for every time at which something begins or ends.</summary>
    public const int MaxTimedOpenings = 5_000_000;

    /// <summary>The most words of one list of the vocabulary.</summary>
    public const int MaxWords = 500;

    /// <summary>The findings after which nothing more is looked for.</summary>
    public const int MaxFindings = 1_000;
}
