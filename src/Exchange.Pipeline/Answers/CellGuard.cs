using Exchange.Federation.Governed.Execution;
using Exchange.GraphQL.Values;
using Exchange.Policy;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Answers;

/// <summary>
/// Checks delivered cells against the data standard and reduces text to its open level. Anything it cannot judge is not admitted.
/// </summary>
internal sealed class CellGuard(DataStandard standard) : ICellGuard
{
    private static readonly CellAdmission Refused = new(false, default);

    public CellAdmission Admit(string coordinate, int level, Datum value)
    {
        var name = new Coordinate(coordinate);
        if (!standard.TryField(name, out var field) || level <= 0)
        {
            return Refused;
        }

        var rule = standard.Cell(name);
        return value.Kind switch
        {
            DatumKind.Null => new CellAdmission(true, default),
            DatumKind.String => Text(rule, value, level),
            DatumKind.Enum => rule.AcceptsEnum(value.AsString()) ? Whole(value, level, field) : Refused,
            DatumKind.Integer => rule.AcceptsInteger(value.AsInteger()) ? Whole(value, level, field) : Refused,
            DatumKind.Float => rule.AcceptsNumber(value.AsFloat()) ? Whole(value, level, field) : Refused,
            DatumKind.Boolean => rule.AcceptsBoolean ? Whole(value, level, field) : Refused,
            _ => Refused,
        };
    }

    // WHY: a source of ours has reduced already, a foreign one has not; reducing a reduced value again gives the same value.
    private static CellAdmission Text(CellRule rule, Datum value, int level)
    {
        var text = value.AsString();
        if (!rule.AcceptsText(text, level))
        {
            return Refused;
        }

        return level == rule.Full ? new CellAdmission(true, value)
            : rule.Reduce(text, level) is { } reduced ? new CellAdmission(true, Datum.From(reduced))
            : Refused;
    }

    // A value that is not text has no reduced form: below full it is not admitted.
    private static CellAdmission Whole(Datum value, int level, GovernedField field) =>
        level == field.Ladder.Full ? new CellAdmission(true, value) : Refused;
}
