using Exchange.Policy;

namespace Exchange.Consent.Records;

/// <summary>The record that another one replaces.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">How many events it had.</param>
/// <param name="Hash">SHA-256 of its stored form, lower-case hex.</param>
public sealed record PreviousConsent(ConsentId Id, int Version, string Hash);

/// <summary>The age bands that decide who may consent.</summary>
public enum AgeBand : byte
{
    /// <summary>18 and older.</summary>
    Adult,

    /// <summary>14 to 17.</summary>
    Minor,

    /// <summary>Under 14: a guardian decides (PIPL art. 31).</summary>
    MinorUnder14,
}

/// <summary>Who decided in the place of the person.</summary>
/// <param name="Relation">For example <c>parent</c>.</param>
/// <param name="Evidence">A reference to the evidence of guardianship.</param>
/// <param name="Until">When the guardianship ends, exclusive; the consent ends with it.</param>
public sealed record Guardian(string Relation, string Evidence, DateTimeOffset Until);

/// <summary>A department that receives.</summary>
/// <param name="Department">Its code.</param>
/// <param name="Name">Its name as shown.</param>
/// <param name="Contact">How to reach it.</param>
/// <param name="Role">The role of the officers who receive, as a code of the vocabulary.</param>
public sealed record Recipient(DepartmentId Department, string Name, string Contact, string Role);
