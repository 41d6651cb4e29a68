using Exchange.Policy.Documents;
using Exchange.Policy.Publishing;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Whether owners let a department hear of a field, in full and of every record: what nobody may keep from whoever asks or is asked.</summary>
internal sealed class HearingReading(PolicyPools pools, DateTimeOffset now)
{
    /// <summary>Whether it may hear of it.</summary>
    /// <param name="field">The field.</param>
    /// <param name="department">Who would hear of it.</param>
    /// <param name="purposes">The request's purpose and what it is narrower than; null where it has none that counts, and may have any.</param>
    public bool Allows(GovernedField field, string department, IReadOnlyList<string>? purposes) =>
        !pools.Policies.Restrictions.Any(each => each.Caps.Any(cap => cap.Coordinate == field.Coordinate && cap.Level < field.Ladder.Full)
            && (each.Departments.Count == 0 || each.Departments.Any(code => code.Value == department))
            && (each.Purposes.Count == 0 || purposes is null || each.Purposes.Any(purposes.Contains))
            && IsNow(each))
        && !pools.Brakes.Any(brake => Stops(brake, field, department));

    private bool IsNow(Restriction restriction) =>
        restriction.From >= restriction.Until || (!(restriction.From > now) && !(restriction.Until <= now));

    private static bool Stops(PolicyBrake brake, GovernedField field, string department) => brake.Kind switch
    {
        BrakeKind.Field => $"{field.Coordinate}.".StartsWith($"{brake.Target}.", StringComparison.Ordinal),
        BrakeKind.Receiver => field.Owner == brake.Owner && brake.Target == department,
        _ => field.Owner == brake.Owner,
    };
}
