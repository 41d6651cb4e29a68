namespace Exchange.Pipeline.Gates;

/// <summary>The facts about persons that gates may need. They are fetched to decide and are never in an answer.</summary>
public static class SubjectFacts
{
    /// <summary>The entity type that facts are about.</summary>
    public const string PersonType = "Person";

    /// <summary>Whether public-security knows the person: Boolean.</summary>
    public const string Exists = "exists";

    /// <summary>The region of residence: text, a prefix code.</summary>
    public const string Region = "region";

    /// <summary>Whether the address is protected: Boolean.</summary>
    public const string Protected = "protected";

    /// <summary>The date of birth: text, a full date (RFC 3339).</summary>
    public const string BirthDate = "birthDate";
}
