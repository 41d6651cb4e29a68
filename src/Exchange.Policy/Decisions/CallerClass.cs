using System.Globalization;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Decisions;

/// <summary>What the hub makes of the purpose a request names.</summary>
public enum PurposeState : byte
{
    /// <summary>None was named.</summary>
    Missing,

    /// <summary>It is in the vocabulary and the client is registered for it.</summary>
    Registered,

    /// <summary>It is not in the vocabulary, or the client is not registered for it.</summary>
    NotRegistered,

    /// <summary>It is one of the purposes that are refused for ever.</summary>
    Refused,
}

/// <summary>
/// The part of a caller that policy rules can see apart from the record; it keys the caches. Equality is by content.
/// </summary>
public sealed class CallerClass : IEquatable<CallerClass>
{
    private readonly int _hash;

    /// <summary>Makes a class; roles are sorted and de-duplicated.</summary>
    public CallerClass(
        DepartmentId department, IEnumerable<string> roles, PurposeState purposeState, string? purpose, string? regionCode, bool hasCase, bool hasEmergency)
    {
        Department = department;
        Roles = [.. roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        PurposeState = purposeState;
        Purpose = purposeState == PurposeState.Registered ? purpose : null;
        RefusedPurpose = purposeState == PurposeState.Refused ? RefusedPurposes.CodeOf(purpose) : null;
        RegionCode = regionCode;
        HasCase = hasCase;
        HasEmergency = hasEmergency;
        Key = KeyOf([
            Department.Value, ((int)purposeState).ToString(CultureInfo.InvariantCulture), Purpose ?? RefusedPurpose, regionCode,
            hasCase ? "c" : "", hasEmergency ? "e" : "", .. Roles,
        ]);
        _hash = Key.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>The caller's department.</summary>
    public DepartmentId Department { get; }

    /// <summary>Role codes, sorted.</summary>
    public IReadOnlyList<string> Roles { get; }

    /// <summary>What became of the purpose named.</summary>
    public PurposeState PurposeState { get; }

    /// <summary>The purpose's code; null unless <see cref="PurposeState"/> is <see cref="PurposeState.Registered"/>.</summary>
    public string? Purpose { get; }

    /// <summary>Which of <see cref="RefusedPurposes"/> was named; null unless <see cref="PurposeState"/> is <see cref="PurposeState.Refused"/>.</summary>
    public string? RefusedPurpose { get; }

    /// <summary>The caller's jurisdiction as a prefix code; null for none.</summary>
    public string? RegionCode { get; }

    /// <summary>Whether a well-formed case number is present.</summary>
    public bool HasCase { get; }

    /// <summary>Whether an emergency is declared.</summary>
    public bool HasEmergency { get; }

    /// <summary>A text that is equal exactly for equal classes.</summary>
    public string Key { get; }

    // WHY: roles and regions come from a token, and another provider may write anything into them; with lengths no text passes for two.
    private static string KeyOf(IEnumerable<string?> parts) => string.Concat(
        parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part?.Length ?? -1}:{part}|")));

    /// <inheritdoc/>
    public bool Equals(CallerClass? other) => other is not null && other.Key == Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CallerClass);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;
}
