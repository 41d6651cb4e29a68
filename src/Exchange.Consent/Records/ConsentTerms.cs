namespace Exchange.Consent.Records;

/// <summary>One purpose consented to.</summary>
/// <param name="Code">The purpose's code in the vocabulary.</param>
/// <param name="Text">The words that were shown.</param>
/// <param name="LegalBasis">The basis' code in the vocabulary.</param>
/// <param name="Necessary">Whether what was asked for cannot be had without it.</param>
public sealed record ConsentPurpose(string Code, string Text, string LegalBasis, bool Necessary);

/// <summary>One set of fields consented to.</summary>
/// <param name="Scope">The scope's code in the vocabulary.</param>
/// <param name="Sensitive">Whether it holds sensitive personal information (PIPL art. 28).</param>
/// <param name="HighestLevel">The highest ladder level that was shown, for example <c>full</c>.</param>
/// <param name="Period">The period that the data covers, in words; null for current values only.</param>
public sealed record ConsentedScope(string Scope, bool Sensitive, string HighestLevel, string? Period);

/// <summary>What the recipient may do with it.</summary>
public enum UseManner : byte
{
    /// <summary>Look at it.</summary>
    View,

    /// <summary>Keep it.</summary>
    Store,

    /// <summary>Ask for single values.</summary>
    Query,

    /// <summary>Be told of changes.</summary>
    Stream,
}

/// <summary>How it may be used.</summary>
/// <param name="Manner">What the recipient may do.</param>
/// <param name="Periodic">Again and again, or once.</param>
/// <param name="Frequency">How often, in words; null when once.</param>
/// <param name="RetentionDays">How many days the recipient may keep it, at most <see cref="LongestRetentionDays"/>.</param>
/// <param name="AutomatedDecision">Whether it feeds a decision without a human.</param>
/// <param name="CrossBorder">Whether it leaves the country.</param>
public sealed record ConsentUse(
    UseManner Manner, bool Periodic, string? Frequency, int RetentionDays, bool AutomatedDecision, bool CrossBorder)
{
    /// <summary>The most days that a consent lets anybody keep anything: a hundred years.</summary>
    public const int LongestRetentionDays = 36_500;
}

/// <summary>The text that was shown.</summary>
/// <param name="Id">The notice's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">SHA-256 of the text as shown, 64 lower-case hexadecimal digits.</param>
public sealed record Notice(string Id, string Version, string Hash);

/// <summary>Agreements that PIPL wants each on its own (arts. 23, 25, 29, 39).</summary>
public enum SeparateAct : byte
{
    /// <summary>Giving it to another party.</summary>
    Sharing,

    /// <summary>Sensitive personal information.</summary>
    Sensitive,

    /// <summary>Making it public.</summary>
    Public,

    /// <summary>Taking it across the border.</summary>
    CrossBorder,
}

/// <summary>How to withdraw.</summary>
/// <param name="How">In words; the same channels as giving and no more steps.</param>
/// <param name="Contact">Who answers questions about rights.</param>
public sealed record WithdrawalTerms(string How, string Contact);

/// <summary>The proof of a consent.</summary>
/// <param name="Signature">The signature over the stored form, base64url; null for a paper form in evidence.</param>
/// <param name="Place">Where its giving stands on the access log, for one that was taken over; null otherwise: the receipt has it.</param>
public sealed record ConsentProof(string? Signature, LogPlace? Place);
