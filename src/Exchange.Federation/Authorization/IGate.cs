using Exchange.GraphQL.Values;

namespace Exchange.Federation.Authorization;

/// <summary>
/// Decides per record, in memory. Port: consent, jurisdiction, protection and the like implement it.
/// Implementations are thread-safe and never throw for a known subject; a fault counts as not passing.
/// </summary>
public interface IGate
{
    /// <summary>The opaque reason when the gate does not pass.</summary>
    int Reason { get; }

    /// <summary>
    /// Of several gates that do not pass the one with the smallest number here tells its reason, of equal ones that with the largest reason. What a gate
    /// decides by can be no business of whom an earlier one stops.
    /// </summary>
    int Precedence => Reason;

    /// <summary>The facts it needs of its subject, fetched before it is asked; empty for none.</summary>
    IReadOnlyList<string> Facts { get; }

    /// <summary>
    /// The field of the record itself that it needs, fetched before it is asked, for the hub's own use; null for none. A gate that needs one has
    /// no <see cref="Facts"/>.
    /// </summary>
    RecordRead? Read => null;

    /// <summary>What the access record calls it; null where it stands for no condition of a rule.</summary>
    string? Condition => null;

    /// <summary>Whether the record passes.</summary>
    bool Passes(in GateSubject subject);
}

/// <summary>The record that a gate is asked about.</summary>
/// <param name="Type">The entity type.</param>
/// <param name="Key">Its key towards departments.</param>
/// <param name="Facts">The facts asked for; null when none were needed or the key is unknown to the fact source.</param>
/// <param name="Now">The request's time.</param>
public readonly record struct GateSubject(string Type, string Key, DatumObject? Facts, DateTimeOffset Now)
{
    /// <summary>
    /// What the record's owner gave of <see cref="IGate.Read"/>, under the field's name and unchecked; null when nothing was needed or the owner knows
    /// no such record.
    /// </summary>
    public DatumObject? Read { get; init; }

    /// <summary>
    /// What gates may know of the one request apart from the record; opaque here. Gates are shared between the requests of a caller class, so what is
    /// of one request stands nowhere else.
    /// </summary>
    public object? Request { get; init; }
}

/// <summary>A field of a record that a gate needs. It is fetched to decide and is never in an answer.</summary>
/// <param name="Type">The entity type; of records of another type nothing is read, and the gate does not pass.</param>
/// <param name="Field">The field: a leaf, a value object, or a list of them.</param>
/// <param name="Part">The field of the value object that is read; null for a leaf.</param>
/// <param name="Department">The owner, which is asked.</param>
public sealed record RecordRead(string Type, string Field, string? Part, string Department)
{
    /// <summary>The governed coordinate.</summary>
    public string Coordinate => $"{Type}.{Field}";
}
