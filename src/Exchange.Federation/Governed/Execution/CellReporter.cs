using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Lists;
using Exchange.Federation.Governed.Planning;

namespace Exchange.Federation.Governed.Execution;

/// <summary>
/// Says what became of each governed field of one record. Where a link or governed value object is withheld, nothing beneath it is
/// reported.
/// </summary>
internal sealed class CellReporter(StageRun run, RecordState record, ExecutorReasons reasons)
{
    private readonly List<(Cell Cell, ResultPath Path)> _cells = [];

    /// <summary>The cells of all fields of the record that stands at <paramref name="path"/>.</summary>
    public List<(Cell Cell, ResultPath Path)> Report(ResultPath path)
    {
        foreach (var field in run.Stage.Fields)
        {
            Report(field, path, run.Failure(field.Department, field.Wave), inheritedCut: null, dropped: 0);
        }

        foreach (var input in run.Stage.Inputs.Where(input => run.Failure(input.Department, input.Wave) is null))
        {
            Joined(input, path, record.UseOf(input));
        }

        return _cells;
    }

    private void Joined(PlannedField input, ResultPath path, Alternative? use)
    {
        if (record.Slots[input.Slot].IsAsked && input.IsGoverned)
        {
            var read = input.Alternatives[0];
            var way = use is null ? read : read with { Rule = use.Rule, Basis = use.Basis };
            _cells.Add((new Cell(-1, input.Coordinate, DepartmentOf(input), CellOutcome.Joined, 0, way), path));
        }

        foreach (var part in input.Children)
        {
            Joined(part, path, use);
        }
    }

    private void Report(PlannedField field, ResultPath parent, int? failure, int? inheritedCut, int dropped)
    {
        ref readonly var slot = ref record.Slots[field.Slot];
        if (slot.Choice == SlotState.Silent || field.Kind == PlannedKind.TypeName)
        {
            return;
        }

        var path = ResultPath.Field(parent, field.Field.ResponseName);
        failure ??= slot.IsUndecided ? reasons.SourceUnavailable : null;
        dropped = Math.Max(dropped, slot.ItemsReason);
        var cut = (field.Grant.CutGates | field.Grant.LinkCutGates) != 0 && field.IsFetched ? field.Grant.CutReason : inheritedCut;
        if (field.IsGoverned && !Report(field, path, in slot, failure, cut, dropped))
        {
            return;
        }

        foreach (var child in field.Children)
        {
            Report(child, path, failure, cut, dropped);
        }
    }

    // False when the field is withheld as a whole.
    private bool Report(PlannedField field, ResultPath path, in SlotState slot, int? failure, int? cut, int dropped)
    {
        if (slot.Choice < 0)
        {
            return Withhold(field, path, slot.Reason);
        }

        if (field.Kind == PlannedKind.Hole)
        {
            foreach (var owner in field.Owners)
            {
                Withhold(field, path, reasons.SourceUnavailable, owner);
            }

            return field.Owners.Count == 0 && Withhold(field, path, reasons.SourceUnavailable);
        }

        if (field.Kind == PlannedKind.Page)
        {
            return ReportPage(field, path, in slot);
        }

        if (field.Kind != PlannedKind.Hub && !slot.IsAsked)
        {
            return true;
        }

        var missing = failure ?? (slot.HasInvalid ? reasons.InvalidSourceData : dropped > 0 ? dropped : cut);
        if (!slot.HasValue && missing is { } reason)
        {
            return Withhold(field, path, reason);
        }

        var chosen = field.Alternatives[slot.Choice];
        var outcome = chosen.IsFull ? CellOutcome.Disclosed : CellOutcome.Reduced;
        _cells.Add((new Cell(field.Field.Index, field.Coordinate, DepartmentOf(field), outcome, 0, chosen), path));
        if (slot.HasInvalid)
        {
            Withhold(field, path, reasons.InvalidSourceData);
        }

        if (dropped > 0)
        {
            Withhold(field, path, dropped);
        }

        return true;
    }

    private bool ReportPage(PlannedField field, ResultPath path, in SlotState slot)
    {
        var position = run.Stage.Fields.ToList().IndexOf(field);
        if (record.Values[position] is PageNode { Page: { Errors.Count: 0 } page })
        {
            _cells.AddRange(page.Untold.Select(cell => (cell, path)));
            if (page.IsThere)
            {
                _cells.Add((OfRecord(field.Grant, field.Field.Index, 0, field.Alternatives[slot.Choice]), path));
            }
        }

        return true;
    }

    private bool Withhold(PlannedField field, ResultPath path, int reason, string? owner = null)
    {
        _cells.Add((new Cell(field.Field.Index, field.Coordinate, owner ?? DepartmentOf(field), CellOutcome.Withheld, reason, null), path));
        return false;
    }

    private static string? DepartmentOf(PlannedField field) => field.Grant.Department ?? field.Department;

    /// <summary>The cell of a grant that a record as a whole depends on: the look-up, or its presence.</summary>
    public static Cell OfRecord(FieldGrant grant, int index, int reason, Alternative? opened) => new(
        index,
        grant.Coordinate,
        grant.Department,
        opened is null ? CellOutcome.Withheld : opened.IsFull ? CellOutcome.Disclosed : CellOutcome.Reduced,
        reason,
        opened);
}
