using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Planning;

namespace Exchange.Federation.Governed.Execution;

/// <summary>Decides for one record what is open at which level and what is asked. Thread-safe.</summary>
internal sealed class RecordDecider(GateAsker gates, ArgumentTable arguments, ExecutorReasons reasons)
{
    /// <summary>Decides the record as a whole, then each of its fields. Its gates were asked before.</summary>
    public void Decide(EntityStage stage, RecordState record)
    {
        record.Refusal = Refuse(stage, record.Passed, record.Undecided, out var entry);
        if (record.IsOpen)
        {
            record.Entry = entry >= 0 ? stage.Entry!.Alternatives[entry] : null;
            foreach (var field in stage.Fields)
            {
                if (Decide(field, record) && field.Inputs.Count > 0)
                {
                    Join(field, record, Opened(field, record));
                }
            }
        }
    }

    // Inputs are read for exactly the records that the field which needs them is open on; they are planned without circles.
    private void Join(PlannedField field, RecordState record, Alternative? way)
    {
        foreach (var input in field.Inputs)
        {
            record.Use(input, way);
            if (!record.Slots[input.Slot].IsAsked && Decide(input, record))
            {
                Join(input, record, way);
            }
        }
    }

    // The way in which the field, or the first part of it that is asked for, is open.
    private static Alternative? Opened(PlannedField field, RecordState record)
    {
        ref readonly var slot = ref record.Slots[field.Slot];
        return !slot.IsAsked ? null
            : field.IsGoverned ? field.Alternatives[slot.Choice]
            : field.Children.Select(child => Opened(child, record)).FirstOrDefault(way => way is not null);
    }

    /// <summary>
    /// Whether the record is refused as a whole, and for which reason, whatever the gates say that were not asked yet: then nobody need be asked for
    /// what they need.
    /// </summary>
    public bool IsRefused(EntityStage stage, RecordState record, ulong unasked)
    {
        // WHY not beside a cut: whether the link is told of at all hangs on what was not asked.
        var first = stage.Entry ?? (stage.CutLink is null ? stage.Presence : null);
        return first is not null && gates.IsClosed(first.Alternatives, record.Passed, unasked);
    }

    /// <summary>Whether something of the record opens if those gates pass that were not asked yet, and not without them.</summary>
    public bool HangsOn(EntityStage stage, RecordState record, ulong unasked)
    {
        var hoped = record.Passed | unasked;
        return Refuse(stage, hoped, record.Undecided, out _) is null
            && stage.Ways.Any(way => (way.Gates & unasked) != 0 && (way.Gates & ~hoped) == 0);
    }

    /// <summary>
    /// The refusal for a key that names nobody, which is that of a key that nobody has: gates that need facts or a record fail, and each other one
    /// is asked. Null where nothing is gated.
    /// </summary>
    public Refusal? RefuseNobody(EntityStage stage)
    {
        var nobody = new RecordState("", stage);
        gates.AskAtOnce(stage, nobody);
        return Refuse(stage, nobody.Passed, 0, out _);
    }

    private Refusal? Refuse(EntityStage stage, ulong passed, ulong undecided, out int entry)
    {
        entry = -1;
        if (stage.Entry is { } lookup)
        {
            entry = gates.Choose(lookup.Alternatives, passed, undecided, lookup.ClosedReason, out var reason);
            if (entry < 0)
            {
                return new Refusal(lookup, IsPresence: false, reason);
            }
        }

        if (stage.CutLink is { } link && ((link.CutGates | link.LinkCutGates) & ~passed) != 0)
        {
            return new Refusal(link, IsPresence: true, link.CutReason) { IsCut = true };
        }

        return stage.Presence is { } presence
            && gates.Choose(presence.Alternatives, passed, undecided, presence.ClosedReason, out var absence) < 0
                ? new Refusal(presence, IsPresence: true, absence)
                : null;
    }

    private bool Decide(PlannedField field, RecordState record)
    {
        ref var slot = ref record.Slots[field.Slot];
        if (field.Kind == PlannedKind.Closed)
        {
            (slot.Choice, slot.Reason) = (SlotState.Withheld, field.ClosedReason);
            return false;
        }

        if (record.Barred?.Contains(field.Coordinate) == true && field.IsGoverned)
        {
            (slot.Choice, slot.Reason) = (SlotState.Withheld, record.BarredReason);
            return false;
        }

        slot.Choice = gates.Choose(field.Alternatives, record.Passed, record.Undecided, field.ClosedReason, out slot.Reason);
        if (slot.Choice < 0)
        {
            return false;
        }

        var chosen = field.Alternatives[slot.Choice];
        slot.Level = chosen.Level;
        slot.IsAsked = !arguments.IsRefused(field) && field.Kind switch
        {
            PlannedKind.Leaf or PlannedKind.Page => true,
            PlannedKind.Object => DecideChildren(field, record),
            PlannedKind.Link => chosen.IsFull || DecideImplied(field.Children, record, chosen.Level),
            _ => false,
        };
        return slot.IsAsked;
    }

    private bool DecideChildren(PlannedField field, RecordState record)
    {
        var isAsked = false;
        foreach (var child in field.Children)
        {
            isAsked |= Decide(child, record);
        }

        return isAsked;
    }

    private bool DecideImplied(IReadOnlyList<PlannedField> fields, RecordState record, int linkLevel)
    {
        var isAsked = false;
        foreach (var field in fields)
        {
            ref var slot = ref record.Slots[field.Slot];
            slot.Level = linkLevel;
            slot.Choice = ImpliedChoice(field, linkLevel);
            slot.Reason = slot.Choice < 0 ? reasons.NotImplied : 0;
            slot.IsAsked = slot.Choice >= 0 && field.Kind switch
            {
                PlannedKind.Object => DecideImplied(field.Children, record, linkLevel),
                PlannedKind.Leaf => !arguments.IsRefused(field),
                _ => false,
            };
            isAsked |= slot.IsAsked;
        }

        return isAsked;
    }

    private static int ImpliedChoice(PlannedField field, int linkLevel)
    {
        var isImplied = field.Kind is PlannedKind.TypeName or PlannedKind.Object
            || (field is { Kind: PlannedKind.Leaf, IsGoverned: true } && field.Grant.ImpliedFrom <= linkLevel);
        return isImplied && field.Alternatives.Count > 0 ? 0 : SlotState.Withheld;
    }
}
