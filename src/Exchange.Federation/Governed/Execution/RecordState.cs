using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Planning;

namespace Exchange.Federation.Governed.Execution;

/// <summary>What is decided and delivered of one field on one record.</summary>
internal struct SlotState
{
    /// <summary>The field is beneath something that is itself withheld, or was not decided: not reported.</summary>
    public const int Silent = -2;

    /// <summary>The field is withheld.</summary>
    public const int Withheld = -1;

    /// <summary>The index of the chosen alternative, or <see cref="Withheld"/> or <see cref="Silent"/>.</summary>
    public int Choice;

    /// <summary>The reason while it is withheld.</summary>
    public int Reason;

    /// <summary>The level at which delivered values are judged.</summary>
    public int Level;

    /// <summary>Whether a department is asked for it.</summary>
    public bool IsAsked;

    /// <summary>Whether a value that is not null arrived and was admitted.</summary>
    public bool HasValue;

    /// <summary>Whether a value arrived that was refused.</summary>
    public bool HasInvalid;

    /// <summary>Whether a value arrived of which nobody could tell whether it may be given.</summary>
    public bool IsUndecided;

    /// <summary>The opaque reason why items of a list that arrived are not given; 0 for none, and for those that count as never delivered.</summary>
    public int ItemsReason;
}

/// <summary>
/// One distinct key of a stage: its decisions and what arrived. Departments write disjoint slots at the same time; everything is read when
/// all are done.
/// </summary>
internal sealed class RecordState
{
    private Dictionary<int, Alternative>? _uses;

    public RecordState(string key, EntityStage stage)
    {
        Key = key;
        Slots = new SlotState[stage.Slots.Count];
        Array.Fill(Slots, new SlotState { Choice = SlotState.Silent });
        Values = new Node?[stage.Read.Count];
    }

    public string Key { get; }

    /// <summary>The gates that pass, as bits.</summary>
    public ulong Passed { get; set; }

    /// <summary>The gates that were asked and could say, as bits.</summary>
    public ulong Asked { get; set; }

    /// <summary>The gates whose facts could not be had, as bits.</summary>
    public ulong Undecided { get; set; }

    /// <summary>The alternative of the look-up's grant; null for records reached by a link.</summary>
    public Alternative? Entry { get; set; }

    /// <summary>Why the record as a whole is withheld; null while it is not.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>Whether the home department says that there is no such record.</summary>
    public bool IsAbsent { get; set; }

    /// <summary>By slot, what became of the field.</summary>
    public SlotState[] Slots { get; }

    /// <summary>By position in <see cref="EntityStage.Read"/>, what was admitted.</summary>
    public Node?[] Values { get; }

    /// <summary>The coordinates that were closed after the gates had passed; null for none.</summary>
    public IReadOnlySet<string>? Barred { get; private set; }

    /// <summary>The reason of those.</summary>
    public int BarredReason { get; private set; }

    /// <summary>Whether the record may be read.</summary>
    public bool IsOpen => Refusal is null;

    /// <summary>Closes fields; whatever was decided before is undecided again.</summary>
    public void Bar(IReadOnlySet<string> coordinates, int reason)
    {
        (Barred, BarredReason, _uses) = (coordinates, reason, null);
        Array.Fill(Slots, new SlotState { Choice = SlotState.Silent });
    }

    /// <summary>Notes the way in which a field that needs the input is open here; the first one counts.</summary>
    public void Use(PlannedField input, Alternative? way)
    {
        if (way is not null)
        {
            (_uses ??= []).TryAdd(input.Slot, way);
        }
    }

    /// <summary>The way in which the field that needs the input is open here; null where none is noted.</summary>
    public Alternative? UseOf(PlannedField input) => _uses?.GetValueOrDefault(input.Slot);

    /// <summary>Whether the value has to be dropped after it was fetched.</summary>
    public bool IsCut(PlannedField field) => (field.Grant.CutGates & ~Passed) != 0;
}

/// <summary>Why a record is null as a whole.</summary>
/// <param name="Grant">The grant that was not met.</param>
/// <param name="IsPresence">Whether it is the presence of the record rather than the look-up.</param>
/// <param name="Reason">The opaque reason.</param>
internal sealed record Refusal(FieldGrant Grant, bool IsPresence, int Reason)
{
    /// <summary>Whether the link that led here is cut on this record's side: then the link is not told of.</summary>
    public bool IsCut { get; init; }
}
